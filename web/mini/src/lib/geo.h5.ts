import type { LatLng } from './types'
import { toGcj02 } from './gcj'

/** 只在需要的那一下取一个点，不跟踪；拿不到就是 undefined，由人选地区。 */
export function locate(): Promise<LatLng | undefined> {
  return new Promise((ok) => {
    if (!navigator.geolocation) return ok(undefined)
    const t = setTimeout(() => ok(undefined), 8000)
    navigator.geolocation.getCurrentPosition(
      (p) => {
        clearTimeout(t)
        ok(toGcj02({ lat: p.coords.latitude, lng: p.coords.longitude }))
      },
      () => {
        clearTimeout(t)
        ok(undefined)
      },
      { enableHighAccuracy: true, timeout: 7500, maximumAge: 60_000 },
    )
  })
}
/** 浏览器里没有微信的地图：安卓交给地图应用，其余复制地址 */
export async function directions(to: LatLng, name: string, address: string): Promise<'opened' | 'copied' | 'failed'> {
  if (/Android/i.test(navigator.userAgent) && !/MicroMessenger/i.test(navigator.userAgent)) {
    window.location.href = `geo:${to.lat},${to.lng}?q=${to.lat},${to.lng}(${encodeURIComponent(name)})`
    return 'opened'
  }
  return (await copy(`${name} ${address}`)) ? 'copied' : 'failed'
}
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const a = document.createElement('textarea')
    a.value = text
    document.body.appendChild(a)
    a.select()
    const ok = document.execCommand('copy')
    a.remove()
    return ok
  }
}
