import { base, token, type Who } from './api'

/**
 * 服务器推送（带令牌，所以用 fetch 读流而不是 EventSource）。连不上或没有这个地址时，调用者靠轮询；
 * 断了自己再连，连上先叫一声以便补看错过的。
 */
export function live(path: string, as: Who, onEvent: (name: string, data: string) => void, onState: (up: boolean) => void): () => void {
  let stop = false
  let ctl: AbortController | undefined
  let wait = 1000
  let wake = () => undefined as void
  let dog: ReturnType<typeof setTimeout> | undefined
  // 服务器十五秒报一次平安；二十五秒没有动静，或手机说断了网，就当它断了
  const alive = () => {
    if (dog) clearTimeout(dog)
    dog = setTimeout(() => ctl?.abort(), 25_000)
  }
  const cut = () => ctl?.abort()
  const again = () => {
    wait = 1000
    wake()
  }
  window.addEventListener('offline', cut)
  window.addEventListener('online', again)
  void (async () => {
    while (!stop) {
      try {
        ctl = new AbortController()
        const t = await token(as)
        alive()
        const r = await fetch(`${base()}/api/v1${path}`, { headers: { Accept: 'text/event-stream', ...(t ? { Authorization: `Bearer ${t}` } : {}) }, signal: ctl.signal, cache: 'no-store' })
        if (r.status === 404 || r.status === 403 || r.status === 405 || r.status === 501) { if (dog) clearTimeout(dog); return }
        if (!r.ok || !r.body || !(r.headers.get('content-type') || '').includes('text/event-stream')) throw new Error(String(r.status))
        wait = 1000
        onState(true)
        onEvent('open', '')
        const reader = r.body.getReader()
        const dec = new TextDecoder()
        let buf = ''
        for (;;) {
          const { done, value } = await reader.read()
          if (done) break
          alive()
          buf += dec.decode(value, { stream: true }).replace(/\r/g, '')
          for (let i = buf.indexOf('\n\n'); i >= 0; i = buf.indexOf('\n\n')) {
            let name = 'message'
            const data: string[] = []
            for (const l of buf.slice(0, i).split('\n')) {
              if (l.startsWith('event:')) name = l.slice(6).trim()
              else if (l.startsWith('data:')) data.push(l.slice(5).trim())
            }
            buf = buf.slice(i + 2)
            if (data.length || name !== 'message') onEvent(name, data.join('\n'))
          }
        }
      } catch {
        /* 断了，下面再连 */
      }
      onState(false)
      if (dog) clearTimeout(dog)
      if (!stop) await new Promise<void>((f) => { wake = f; setTimeout(f, wait) })
      wait = Math.min(wait * 2, 15_000)
    }
  })()
  return () => {
    stop = true
    window.removeEventListener('offline', cut)
    window.removeEventListener('online', again)
    ctl?.abort()
    wake()
  }
}
