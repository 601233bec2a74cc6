// 由服务器的 OpenAPI 文档生成 api.d.ts：npm run generate -- 文档（文件或网址；不给则看 QXY_OPENAPI，再不给则问本仓库的程序）。
// --check 只比较，不写；不一致则失败。文档就是 `qingxiaoyi openapi` 所印、GET /api/v1/openapi.json 所答的那一份。
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const repository = fileURLToPath(new URL('../../', import.meta.url))
const committed = fileURLToPath(new URL('./api.d.ts', import.meta.url))
const args = process.argv.slice(2)
const check = args.includes('--check')
const from = args.find((a) => !a.startsWith('--')) || process.env.QXY_OPENAPI

async function document() {
  if (from && /^https?:/.test(from)) return (await fetch(from)).json()
  if (from) return JSON.parse(readFileSync(from, 'utf8'))
  const binary = process.env.QXY_BIN
  const [command, ...rest] = binary ? [binary, 'openapi'] : ['go', 'run', '.', 'openapi']
  return JSON.parse(execFileSync(command, rest, { cwd: repository, maxBuffer: 64 << 20, encoding: 'utf8' }))
}

const head = '// 由 OpenAPI 文档生成（npm run generate），不要手改。\n'
const text = head + astToString(await openapiTS(await document(), { alphabetize: true, defaultNonNullable: false }))
if (!check) {
  writeFileSync(committed, text)
  console.log(`api.d.ts：${text.split('\n').length} 行`)
} else {
  let old = ''
  try {
    old = readFileSync(committed, 'utf8')
  } catch {
    /* 还没有 */
  }
  if (old !== text) {
    const was = old.split('\n')
    const now = text.split('\n')
    const at = now.findIndex((l, i) => l !== was[i])
    console.error(`api.d.ts 与服务器的文档不一致（第 ${at + 1} 行起）：\n  已提交：${was[at] ?? '（没有）'}\n  文档：  ${now[at] ?? '（没有）'}\n请执行 npm run generate 并提交`)
    process.exit(1)
  }
  console.log('api.d.ts 与服务器的文档一致')
}
