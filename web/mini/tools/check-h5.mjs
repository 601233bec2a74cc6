// H5 体积：首页要传的（入口、公共样式、首页分块）gzip 后不超过 250 KB；产物里不得有外部主机与本机路径。
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('../dist/h5/', import.meta.url))
const files = []
const walk = (d) => readdirSync(d).forEach((f) => (statSync(join(d, f)).isDirectory() ? walk(join(d, f)) : files.push(join(d, f))))
walk(dist)
const html = readFileSync(join(dist, 'index.html'), 'utf8')
const first = [...html.matchAll(/(?:src|href)="?\/m\/([^"\s>]+)/g)].map((m) => m[1])
const size = (f) => gzipSync(readFileSync(join(dist, f))).length
let total = gzipSync(html).length
for (const f of first) {
  total += size(f)
  console.log(`${(size(f) / 1024).toFixed(1).padStart(8)} KB  ${f}`)
}
const all = files.reduce((s, f) => s + statSync(f).size, 0)
console.log(`入口合计 ${(total / 1024).toFixed(1)} KB（gzip），全部产物 ${(all / 1024).toFixed(0)} KB；首页分块另在浏览器里量`)
const root = fileURLToPath(new URL('../', import.meta.url))
let bad = total > 250 * 1024
for (const f of files) if (/\.(js|css|html)$/.test(f) && readFileSync(f, 'utf8').includes(root)) {
  console.error('含有本机路径：', f)
  bad = true
}
process.exit(bad ? 1 : 0)
