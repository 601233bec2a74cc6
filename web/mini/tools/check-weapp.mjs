// 微信包：官方编译器 wcc / wcsc 过一遍，总大小小于 1 MB，每个页面的四件齐全。
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('../dist/weapp/', import.meta.url))
const bin = join(dirname(createRequire(import.meta.url).resolve('miniprogram-compiler/package.json')), 'bin', process.platform === 'darwin' ? 'mac' : 'linux')
const files = []
const walk = (d) => readdirSync(d).forEach((f) => (statSync(join(d, f)).isDirectory() ? walk(join(d, f)) : files.push(relative(dist, join(d, f)))))
walk(dist)
const bytes = files.reduce((s, f) => s + statSync(join(dist, f)).size, 0)
const out = mkdtempSync(join(tmpdir(), 'weapp-'))
let bad = 0
const fail = (m) => { console.error('✗ ' + m); bad++ }
const run = (tool, args) => {
  const exe = join(bin, tool)
  try { chmodSync(exe, 0o755) } catch { /* 只读安装也可能已可执行 */ }
  try { execFileSync(exe, args, { cwd: dist, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 64 << 20 }) } catch (e) { fail(`${tool}: ${String(e.stderr || e.message).slice(0, 2000)}`) }
}
const wxml = files.filter((f) => f.endsWith('.wxml') || f.endsWith('.wxs'))
const wxss = files.filter((f) => f.endsWith('.wxss'))
run('wcc', ['-d', '-o', join(out, 'wxml.js'), ...wxml])
run('wcsc', ['-db', '-o', join(out, 'wxss.js'), ...wxss])
for (const f of ['wxml.js', 'wxss.js']) if (!existsSync(join(out, f))) fail(`编译器没有产出 ${f}`)
const app = JSON.parse(readFileSync(join(dist, 'app.json'), 'utf8'))
const pages = [...app.pages, ...(app.subPackages || app.subpackages || []).flatMap((s) => s.pages.map((p) => `${s.root}/${p}`))]
for (const p of pages) for (const ext of ['js', 'json', 'wxml']) if (!existsSync(join(dist, `${p}.${ext}`))) fail(`缺 ${p}.${ext}`)
if (bytes >= 1024 * 1024) fail(`包太大：${(bytes / 1024).toFixed(0)} KB ≥ 1024 KB`)
const root = fileURLToPath(new URL('../', import.meta.url))
for (const f of files) if (readFileSync(join(dist, f)).includes(root)) fail(`含有本机路径：${f}`)
rmSync(out, { recursive: true, force: true })
console.log(`${pages.length} 页，${wxml.length} 个 wxml，${wxss.length} 个 wxss，${(bytes / 1024).toFixed(0)} KB`)
process.exit(bad ? 1 : 0)
