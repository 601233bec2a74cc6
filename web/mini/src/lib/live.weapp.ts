import Taro from '@tarojs/taro'
import { base, token, type Who } from './api'

interface ChunkTask { abort(): void; onChunkReceived?(f: (r: { data: ArrayBuffer }) => void): void }
/** 小程序的分块请求收推送；基础库太旧收不到分块，就由页面轮询。 */
export function live(path: string, as: Who, onEvent: (name: string, data: string) => void, onState: (up: boolean) => void): () => void {
  let stop = false
  let task: ChunkTask | undefined
  let wait = 1000
  const connect = async () => {
    const t = await token(as).catch(() => undefined)
    if (stop) return
    let buf = ''
    let refused = false
    const asked = Taro.request({
      url: `${base()}/api/v1${path}`, enableChunked: true, timeout: 600_000, header: { Accept: 'text/event-stream', ...(t ? { Authorization: `Bearer ${t}` } : {}) },
      success: (r) => { refused = r.statusCode === 404 || r.statusCode === 403 },
      complete: () => {
        onState(false)
        if (stop || refused) return
        setTimeout(() => { if (!stop) void connect() }, wait)
        wait = Math.min(wait * 2, 15_000)
      },
    })
    asked.catch(() => undefined)
    task = asked as unknown as ChunkTask
    task.onChunkReceived?.((r) => {
      // 推送里只有 ASCII
      buf += String.fromCharCode(...Array.from(new Uint8Array(r.data))).replace(/\r/g, '')
      for (let i = buf.indexOf('\n\n'); i >= 0; i = buf.indexOf('\n\n')) {
        const data = buf.slice(0, i).split('\n').filter((l) => l.startsWith('data:')).map((l) => l.slice(5).trim()).join('\n')
        buf = buf.slice(i + 2)
        if (!data) continue
        wait = 1000
        onState(true)
        onEvent('message', data)
      }
    })
  }
  void connect()
  return () => {
    stop = true
    task?.abort()
  }
}
