import Taro from '@tarojs/taro'
import { keep, leave, reread, session, type Who } from './session'
import { online } from './net'
import { load, randomId } from './storage'
import { exclusive } from './lock'
import type { Problem, Session } from './types'

export type { Who }
const TIMEOUT = 8000

/** 后端地址：H5 与页面同源；小程序由构建时的 QXY_API_BASE 或本机设置给出。 */
export const base = () => (process.env.TARO_ENV === 'h5' ? '' : load<string>('api_base') || API_BASE)
/** 图片等由后端给出的地址，小程序里补成绝对地址 */
export const asset = (url: string) => (/^(https?:|data:|blob:|wxfile:)/.test(url) ? url : base() + url)

export class ApiError extends Error {
  constructor(public status: number, public code: string, message: string, public problem: Problem = {}, public retryAfter = 0) {
    super(message)
    Object.setPrototypeOf(this, ApiError.prototype)
  }
  /** 没连上、超时：不知道对方收到没有 */
  get network() { return this.status === 0 }
  /** 对方已给出确定答复，再试同一把钥匙也是一样 */
  get final() { return !(this.network || this.status === 401 || this.status === 408 || this.status === 429 || this.status >= 500 || (this.status === 409 && this.retryAfter > 0)) }
  get requestId() { return this.problem.request_id }
  field(name: string) { return this.problem.errors?.find((e) => e.field === name || e.field.endsWith('.' + name))?.message }
  static of(e: unknown): ApiError {
    if (e instanceof ApiError) return e
    return new ApiError(0, 'client.unexpected', '页面出了点问题，请再试一次', { detail: String((e as Error)?.message || e) })
  }
}

const plain: Record<number, string> = {
  400: '提交的内容不完整，请检查后再试', 401: '请先登录', 403: '没有权限做这件事', 404: '没有找到，可能已被删除', 409: '情况有变，请刷新后再试',
  413: '文件太大了', 415: '不支持这种文件', 422: '不符合规定，请检查后再试', 429: '操作太频繁，请稍等一会儿再试', 503: '系统正忙，请稍后再试',
}
function failure(status: number, data: unknown, header: Record<string, string>): ApiError {
  const p = (data && typeof data === 'object' ? data : {}) as Problem
  const text = p.detail || p.errors?.[0]?.message || p.title || plain[status] || '服务出了点问题，请稍后再试'
  return new ApiError(status, p.code || `http.${status}`, text, p, Number(pick(header, 'retry-after')) || 0)
}
function pick(h: Record<string, string> | undefined, name: string) {
  for (const k in h || {}) if (k.toLowerCase() === name) return (h as Record<string, string>)[k]
  return undefined
}
function parse(data: unknown): unknown {
  if (typeof data !== 'string') return data
  if (!data) return undefined
  try {
    return JSON.parse(data)
  } catch {
    return undefined
  }
}
const offlineError = () => new ApiError(0, 'client.offline', '网络不通，请稍后再试')

interface Options { method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH'; body?: unknown; as?: Who; key?: string; token?: string }

async function once(path: string, o: Options): Promise<{ status: number; data: unknown; header: Record<string, string> }> {
  const header: Record<string, string> = { Accept: 'application/json, application/problem+json', 'Accept-Language': 'zh-CN' }
  if (o.body !== undefined) header['Content-Type'] = 'application/json'
  if (o.token) header.Authorization = `Bearer ${o.token}`
  if (o.key) header['Idempotency-Key'] = o.key
  try {
    const r = await Taro.request({
      url: `${base()}/api/v1${path}`, method: o.method || 'GET', header, timeout: TIMEOUT,
      data: o.body === undefined ? undefined : JSON.stringify(o.body), dataType: 'text', responseType: 'text',
    })
    if (!r.statusCode) throw offlineError()
    if (!online.get()) online.set(true)
    return { status: r.statusCode, data: parse(r.data), header: (r.header || {}) as Record<string, string> }
  } catch {
    if (process.env.TARO_ENV === 'h5' && navigator.onLine === false) online.set(false)
    throw offlineError()
  }
}

/** 换令牌：同一时刻只换一次（多个标签页之间也是），断网不丢登录，被拒才退出。 */
const refreshing: Partial<Record<Who, Promise<string | undefined>>> = {}
export function refresh(as: Who, spent: string | undefined): Promise<string | undefined> {
  return (refreshing[as] ||= exclusive(`qxy-refresh-${as}`, async () => {
    const s = reread(as)
    if (!s) return undefined
    if (s.access_token !== spent) return s.access_token
    const r = await once('/auth/refresh', { method: 'POST', body: { refresh_token: s.refresh_token } })
    if (r.status === 200) {
      keep(as, r.data as Session)
      return (r.data as Session).access_token
    }
    if (r.status < 500 && r.status !== 429) leave(as)
    if (r.status >= 500 || r.status === 429) throw failure(r.status, r.data, r.header)
    return undefined
  }).finally(() => delete refreshing[as]))
}
export async function token(as: Who): Promise<string | undefined> {
  const s = session(as).get()
  if (!s) return undefined
  if (s.expires_at - Date.now() < 15_000) return (await refresh(as, s.access_token).catch(() => undefined)) || s.access_token
  return s.access_token
}

const wait = (ms: number) => new Promise((f) => setTimeout(f, ms))

async function call<T>(path: string, o: Options): Promise<T> {
  const as = o.as || 'rider'
  // 读可以重试；写只有带着同一把幂等键才重试
  const tries = (o.method || 'GET') === 'GET' ? 2 : o.key ? 3 : 1
  for (let n = 1; ; n++) {
    try {
      let t = await token(as)
      let r = await once(path, { ...o, token: t })
      if (r.status === 401 && t) {
        t = await refresh(as, t)
        if (t) r = await once(path, { ...o, token: t })
      }
      if (r.status >= 200 && r.status < 300) return r.data as T
      throw failure(r.status, r.data, r.header)
    } catch (e) {
      const err = ApiError.of(e)
      const again = err.network ? online.get() : err.status === 503 || (err.status === 409 && err.retryAfter > 0)
      if (!again || n >= tries) throw err
      await wait(Math.min(3000, err.retryAfter * 1000 || 400 * n * n))
    }
  }
}

export const get = <T>(path: string, as: Who = 'rider') => call<T>(path, { as })
export const post = <T>(path: string, body: unknown, o: { as?: Who; key?: string } = {}) => call<T>(path, { ...o, method: 'POST', body })

export function writeKey() {
  let body: string | undefined
  let key = ''
  return {
    for(b: string) {
      if (b !== body) {
        body = b
        key = randomId()
      }
      return key
    },
    settled() {
      body = undefined
    },
  }
}

export async function signIn(code: string) {
  const s = await call<Session>('/auth/wechat', { method: 'POST', body: { code } })
  keep('rider', s)
  return s
}
export async function signInStaff(username: string, password: string, otp?: string) {
  const s = await call<Session>('/auth/staff', { method: 'POST', as: 'staff', body: otp ? { username, password, otp } : { username, password } })
  keep('staff', s)
  return s
}
export async function signOut(as: Who) {
  await call('/auth/logout', { method: 'POST', as }).catch(() => undefined)
  leave(as)
}
