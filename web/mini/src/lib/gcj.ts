import type { LatLng } from './types'

/** WGS-84 → GCJ-02（浏览器给的是前者，接口只用后者） */
export function toGcj02({ lat, lng }: LatLng): LatLng {
  const a = 6378245.0
  const ee = 0.00669342162296594323
  const x = lng - 105
  const y = lat - 35
  const P = Math.PI
  const wave = (20 * Math.sin(6 * x * P) + 20 * Math.sin(2 * x * P)) * (2 / 3)
  let dLat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) + wave
  dLat += ((20 * Math.sin(y * P) + 40 * Math.sin((y / 3) * P)) * 2) / 3 + ((160 * Math.sin((y / 12) * P) + 320 * Math.sin((y * P) / 30)) * 2) / 3
  let dLng = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) + wave
  dLng += ((20 * Math.sin(x * P) + 40 * Math.sin((x / 3) * P)) * 2) / 3 + ((150 * Math.sin((x / 12) * P) + 300 * Math.sin((x / 30) * P)) * 2) / 3
  const rad = (lat / 180) * P
  const magic = 1 - ee * Math.sin(rad) ** 2
  const root = Math.sqrt(magic)
  return { lat: lat + (dLat * 180) / (((a * (1 - ee)) / (magic * root)) * P), lng: lng + (dLng * 180) / ((a / root) * Math.cos(rad) * P) }
}
