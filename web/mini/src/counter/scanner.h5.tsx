import { useEffect, useRef } from 'react'

/** 浏览器里用摄像头扫；库只在打开时才下载。 */
export function Scanner({ onCode, onFail }: { onCode: (text: string) => void; onFail: (why: string) => void }) {
  const video = useRef<HTMLVideoElement>(null)
  const cb = useRef({ onCode, onFail })
  cb.current = { onCode, onFail }
  useEffect(() => {
    let stop: (() => void) | undefined
    let dead = false
    let seen = ''
    let at = 0
    void (async () => {
      try {
        const { default: QrScanner } = await import(/* webpackChunkName: "qr-scanner" */ 'qr-scanner')
        if (dead || !video.current) return
        const s = new QrScanner(video.current, (r) => {
          // 同一个码三秒内只算一次
          if (r.data === seen && Date.now() - at < 3000) return
          seen = r.data
          at = Date.now()
          cb.current.onCode(r.data)
        }, { returnDetailedScanResult: true, preferredCamera: 'environment', maxScansPerSecond: 12 })
        stop = () => s.destroy()
        await s.start()
      } catch {
        if (!dead) cb.current.onFail('请允许使用摄像头，或改用扫码枪、8 位数字')
      }
    })()
    return () => {
      dead = true
      stop?.()
    }
  }, [])
  return <video ref={video} className="video" muted playsInline aria-label="摄像头画面" />
}
