import { drop, forgetAll, load, save, signal } from './storage'
import type { Session } from './types'

/** 骑手（居民）和柜台人员各有各的登录，互不影响：一部手机可以既是骑手的，也是柜台的。 */
export type Who = 'rider' | 'staff'
export interface Kept extends Session { expires_at: number }

const store = { rider: signal<Kept | undefined>(load('session.rider')), staff: signal<Kept | undefined>(load('session.staff')) }
export const session = (w: Who) => store[w]

export function keep(w: Who, s: Session) {
  const k: Kept = { ...s, expires_at: Date.now() + s.expires_in * 1000 }
  save('session.' + w, k)
  store[w].set(k)
}
/** 另一个标签页可能刚换过令牌，以存储为准 */
export function reread(w: Who): Kept | undefined {
  const k = load<Kept>('session.' + w)
  if (k?.access_token !== store[w].get()?.access_token) store[w].set(k)
  return k
}
export function leave(w: Who) {
  drop('session.' + w)
  if (w === 'rider') {
    forgetAll()
    drop('lastcode')
  }
  store[w].set(undefined)
}
