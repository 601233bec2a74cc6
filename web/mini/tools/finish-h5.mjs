// 构建之后：写出离线用的服务线程 sw.js。压缩成 .gz 由 make web 和 Dockerfile 做。
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('../dist/h5/', import.meta.url))
const files = () => readdirSync(dist, { recursive: true }).map((f) => join(dist, String(f))).filter((f) => statSync(f).isFile())
// 骑手的页面断网也要能开；柜台离不开网，不必先存
const kept = files().map((f) => relative(dist, f).replaceAll('\\', '/')).filter((f) => /\.(js|css)$/.test(f) && !/(^|\/)(counter|qr-)/.test(f)).sort()
const version = createHash('sha256').update(readFileSync(join(dist, 'index.html'))).update(kept.join()).digest('hex').slice(0, 12)
const template = readFileSync(fileURLToPath(new URL('./sw.js', import.meta.url)), 'utf8')
writeFileSync(join(dist, 'sw.js'), template.replace("'__VERSION__'", JSON.stringify(version)).replace("'__FILES__'", JSON.stringify(kept)))
console.log(`离线保留 ${kept.length} 个文件，版本 ${version}`)
