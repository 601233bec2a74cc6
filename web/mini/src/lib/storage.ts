import Taro from '@tarojs/taro'

// 本机存储的唯一出入口；读写失败（存满、隐私模式）都当作没有，不让页面倒下。
const P = 'qxy.'
export function load<T>(key: string): T | undefined {
  try {
    const v = Taro.getStorageSync(P + key)
    return v === '' || v === undefined || v === null ? undefined : (v as T)
  } catch {
    return undefined
  }
}
export function save(key: string, value: unknown): boolean {
  try {
    Taro.setStorageSync(P + key, value)
    return true
  } catch {
    return false
  }
}
export function drop(key: string) {
  try {
    Taro.removeStorageSync(P + key)
  } catch {
    /* 没有也就算了 */
  }
}

/** 最近看过的答复，断网时用。最多 40 条，旧的先走。 */
export function remember(key: string, data: unknown) {
  const index = (load<string[]>('cache') || []).filter((k) => k !== key)
  index.push(key)
  while (index.length > 40) drop('c.' + index.shift())
  save('c.' + key, { at: Date.now(), data })
  save('cache', index)
}
export const recall = <T>(key: string) => load<{ at: number; data: T }>('c.' + key)
export function forgetAll() {
  for (const k of load<string[]>('cache') || []) drop('c.' + k)
  drop('cache')
}

export function randomId(): string {
  let s = ''
  const c = typeof crypto !== 'undefined' && crypto.getRandomValues ? crypto.getRandomValues(new Uint8Array(16)) : undefined
  for (let i = 0; i < 16; i++) s += ((c ? c[i] : Math.floor(Math.random() * 256)) + 256).toString(16).slice(1)
  return s
}

/** 很小的可订阅值 */
export function signal<T>(value: T) {
  const subs = new Set<() => void>()
  return {
    get: () => value,
    set(v: T) {
      value = v
      subs.forEach((f) => f())
    },
    subscribe(f: () => void) {
      subs.add(f)
      return () => void subs.delete(f)
    },
  }
}
