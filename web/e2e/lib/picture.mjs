// 摄像头拍到的：一张印着二维码的纸，存成 y4m（YUV 4:2:0），Chromium 当作摄像头的画面反复放。
import { writeFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import UQRCode from 'uqrcodejs'

export function modules(text) {
  const q = new UQRCode()
  q.data = text
  q.errorCorrectLevel = UQRCode.errorCorrectLevel.M
  q.make()
  return q.modules.map((row) => row.map((m) => !!m.isBlack))
}
export function camera(file, text, width = 640, height = 480) {
  const grid = modules(text)
  const n = grid.length
  const size = Math.floor((height * 0.62) / n)
  const left = Math.floor((width - size * n) / 2)
  const top = Math.floor((height - size * n) / 2)
  const y = Buffer.alloc(width * height, 225)
  for (let r = 0; r < n; r++) for (let c = 0; c < n; c++) if (grid[r][c]) for (let i = 0; i < size; i++) y.fill(25, (top + r * size + i) * width + left + c * size, (top + r * size + i) * width + left + (c + 1) * size)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), y, Buffer.alloc((width * height) / 2, 128)])
  writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F15:1 Ip A1:1 C420jpeg\n`), ...Array(15).fill(frame)]))
}
/** 一张真的 PNG：灰地上有个黑圆，像个井盖。每次不一样，服务器认得用过的照片。 */
let taken = 0
export function manhole(width = 640, height = 480) {
  const seed = ++taken * 3
  const rows = []
  for (let y = 0; y < height; y++) {
    const row = Buffer.alloc(1 + width * 3)
    for (let x = 0; x < width; x++) {
      const d = Math.hypot(x - width / 2, y - height / 2)
      const v = d < 100 + seed ? 40 + ((x * 7 + y * 13) % 30) : 150 + (((x >> 5) * 31 + (y >> 5) * 17 + seed * 11) % 40)
      row.fill(v, 1 + x * 3, 4 + x * 3)
    }
    rows.push(row)
  }
  const crcTable = Array.from({ length: 256 }, (_, n) => { for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1; return n >>> 0 })
  const crc = (b) => { let c = 0xffffffff; for (const x of b) c = crcTable[(c ^ x) & 255] ^ (c >>> 8); return (c ^ 0xffffffff) >>> 0 }
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const len = Buffer.alloc(4)
    len.writeUInt32BE(data.length)
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc(body))
    return Buffer.concat([len, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))])
}
