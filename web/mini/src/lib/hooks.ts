import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useDidShow } from '@tarojs/taro'
import { ApiError, get, writeKey, type Who } from './api'
import { session } from './session'
import { online } from './net'
import { recall, remember, type signal } from './storage'
import type { Page } from './types'

export function useSignal<T>(s: ReturnType<typeof signal<T>>): T {
  return useSyncExternalStore(s.subscribe, s.get, s.get)
}

export interface Loaded<T> {
  data?: T
  error?: ApiError
  loading: boolean
  /** 断网时显示的是上次看到的 */
  stale: boolean
  at: number
  reload: () => Promise<void>
}

/** 读一个地址；有网用新的，没网用上次的。path 为 null 时不读。 */
export function useApi<T>(path: string | null, opts: { as?: Who; cache?: boolean; every?: number } = {}): Loaded<T> {
  const { as = 'rider', cache = true, every } = opts
  const who = useSignal(session(as))
  const key = `${who?.person.id || '-'}:${path}`
  const [s, set] = useState<{ key: string; data?: T; error?: ApiError; loading: boolean; stale: boolean; at: number }>(() => start(key))
  const seq = useRef(0)

  function start(k: string) {
    const old = cache && path ? recall<T>(k) : undefined
    return { key: k, data: old?.data, loading: !!path, stale: !!old, at: old?.at || 0 }
  }
  const reload = useCallback(async () => {
    if (!path) return
    const mine = ++seq.current
    set((p) => (p.key === key ? { ...p, loading: true } : start(key)))
    try {
      const data = await get<T>(path, as)
      if (cache) remember(key, data)
      if (mine === seq.current) set({ key, data, loading: false, stale: false, at: Date.now() })
    } catch (e) {
      if (mine !== seq.current) return
      const error = ApiError.of(e)
      set((p) => ({ ...p, key, error, loading: false, stale: !!p.data, data: error.status === 404 || error.status === 403 || error.status === 401 ? undefined : p.data }))
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [path, key, as, cache])

  useEffect(() => {
    void reload()
    const off = online.subscribe(() => online.get() && void reload())
    const t = every ? setInterval(() => void reload(), every) : undefined
    return () => {
      seq.current++
      off()
      if (t) clearInterval(t)
    }
  }, [reload, every])
  const shown = useRef(false)
  useDidShow(() => {
    if (shown.current) void reload()
    shown.current = true
  })
  return s.key === key ? { ...s, reload } : { ...start(key), reload }
}

/** 带“再看一些”的列表 */
export function useList<T>(path: string | null, as: Who = 'rider') {
  const first = useApi<Page<T>>(path, { as })
  const [more, setMore] = useState<{ base?: Page<T>; items: T[]; next: string | null; busy: boolean; error?: ApiError }>({ items: [], next: null, busy: false })
  const mine = more.base === first.data ? more : { base: first.data, items: [] as T[], next: first.data?.next_cursor ?? null, busy: false }
  const loadMore = async () => {
    if (!path || !mine.next || mine.busy) return
    setMore({ ...mine, busy: true })
    try {
      const p = await get<Page<T>>(`${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(mine.next)}`, as)
      setMore({ base: mine.base, items: [...mine.items, ...p.items], next: p.next_cursor, busy: false })
    } catch (e) {
      setMore({ ...mine, busy: false, error: ApiError.of(e) })
    }
  }
  return { ...first, items: first.data ? [...(first.data.items || []), ...mine.items] : undefined, next: mine.next, moreBusy: mine.busy, moreError: (mine as typeof more).error, loadMore }
}

/**
 * 一次用户动作：同样的内容重试沿用同一把幂等键，得到确定的答复后才换新键；进行中再点无效。
 */
export function useAction<A, R>(run: (arg: A, key: string) => Promise<R>) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError>()
  const lock = useRef(false)
  const keys = useRef(writeKey())
  const go = async (arg: A): Promise<R | undefined> => {
    if (lock.current) return undefined
    lock.current = true
    setBusy(true)
    setError(undefined)
    const body = JSON.stringify(arg) || ''
    try {
      const r = await run(arg, keys.current.for(body))
      keys.current.settled()
      return r
    } catch (e) {
      const err = ApiError.of(e)
      if (err.final) keys.current.settled()
      setError(err)
      return undefined
    } finally {
      lock.current = false
      setBusy(false)
    }
  }
  return { go, busy, error, clear: () => setError(undefined) }
}

export function useNow(every = 1000) {
  const [now, set] = useState(Date.now())
  useEffect(() => {
    const t = setInterval(() => set(Date.now()), every)
    return () => clearInterval(t)
  }, [every])
  return now
}
