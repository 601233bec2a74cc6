// 数字、积分、日期、距离在各处只有一种写法。日期一律按北京时间（东八区，无夏令时）。
const pad = (n: number) => (n < 10 ? '0' + n : String(n))

function shanghai(iso: string | number | Date) {
  const d = new Date(new Date(iso).getTime() + 8 * 3600_000)
  return { y: d.getUTCFullYear(), m: d.getUTCMonth() + 1, d: d.getUTCDate(), h: d.getUTCHours(), i: d.getUTCMinutes(), s: d.getUTCSeconds() }
}

export function number(n: number): string {
  return String(Math.trunc(n)).replace(/\B(?=(\d{3})+$)/g, ',')
}
/** 1,234 分 */
export const points = (n: number) => `${number(n)} 分`
/** +10、−47：减号用 U+2212，与加号同宽 */
export const signed = (n: number) => (n > 0 ? `+${number(n)}` : n < 0 ? `−${number(-n)}` : '0')
export const money = (fen: number) => `¥${number(Math.trunc(fen / 100))}.${pad(Math.abs(fen) % 100)}`

export function today(now: number = Date.now()): string {
  const t = shanghai(now)
  return `${t.y}-${pad(t.m)}-${pad(t.d)}`
}
/** 8月3日；不是今年则 2027年8月3日。收 RFC 3339 时刻或 YYYY-MM-DD。 */
export function date(iso: string, now: number = Date.now()): string {
  const t = shanghai(iso.length === 10 ? `${iso}T00:00:00+08:00` : iso)
  return `${t.y === shanghai(now).y ? '' : t.y + '年'}${t.m}月${t.d}日`
}
export function time(iso: string): string {
  const t = shanghai(iso)
  return `${pad(t.h)}:${pad(t.i)}`
}
/** 今天 09:05、昨天 18:30、8月3日 12:00 */
export function dateTime(iso: string, now: number = Date.now()): string {
  const day = today(new Date(iso).getTime())
  if (day === today(now)) return `今天 ${time(iso)}`
  if (day === today(now - 86400_000)) return `昨天 ${time(iso)}`
  return `${date(iso, now)} ${time(iso)}`
}
export function distance(m: number): string {
  if (m < 1000) return `${Math.max(10, Math.round(m / 10) * 10)} 米`
  return `${(m / 1000).toFixed(m < 10000 ? 1 : 0)} 公里`
}
/** 还剩几天，按北京时间的日历日 */
export function daysLeft(iso: string, now: number = Date.now()): number {
  const end = iso.length === 10 ? iso : today(new Date(iso).getTime())
  return Math.round((Date.parse(end) - Date.parse(today(now))) / 86400_000)
}
/** 1234 5678 */
export const digits8 = (s: string) => s.replace(/(\d{4})(?=\d)/g, '$1 ')
