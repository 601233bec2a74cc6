import { useMemo } from 'react'
import UQRCode from 'uqrcodejs'
import { Box } from './Box'

/** 二维码画成 SVG 背景：不用画布，任何屏幕都清楚。留四格白边，扫码枪才认。 */
export function QrCode({ text, label, dim }: { text: string; label: string; dim?: boolean }) {
  const url = useMemo(() => {
    const q = new UQRCode()
    q.data = text
    q.errorCorrectLevel = UQRCode.errorCorrectLevel.M
    q.make()
    const n = q.moduleCount
    let d = ''
    for (let r = 0; r < n; r++) for (let c = 0; c < n; c++) if ((q.modules[r][c] as { isBlack: boolean }).isBlack) {
      let w = 1
      while (c + w < n && (q.modules[r][c + w] as { isBlack: boolean }).isBlack) w++
      d += `M${c + 4} ${r + 4}h${w}v1h-${w}z`
      c += w - 1
    }
    return `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n + 8} ${n + 8}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${n + 8}v${n + 8}H0z"/><path d="${d}"/></svg>`)}`
  }, [text])
  return <Box role="img" label={label} className={`qr ${dim ? 'dim' : ''}`} style={`background-image:url("${url}")`} />
}
