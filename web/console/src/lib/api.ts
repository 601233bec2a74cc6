import { dropSession, readSession, rereadSession, saveSession } from './session';
import type { FieldFault, Page, Problem, TokenAnswer } from './types';

const BASE = '/api/v1';
const TIMEOUT_MS = 10_000;
const FILE_TIMEOUT_MS = 60_000;

/** A problem+json answer, or the network's failure in the same clothes. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly requestId: string,
    readonly errors: FieldFault[] = [],
    readonly retryAfter = 0,
  ) {
    super(detail || title);
    this.name = 'ApiError';
  }
  /** Nobody knows whether the server did it: asking again has to use the same key. */
  get unsure(): boolean { return this.status === 0 || this.status >= 500; }
}

export function errorText(e: unknown): string {
  if (e instanceof ApiError) {
    const fields = e.errors.map((x) => x.message).filter(Boolean).join('；');
    return fields ? `${e.detail || e.title}：${fields}` : e.detail || e.title;
  }
  return '页面出了点问题，请刷新后再试';
}

type Query = Record<string, string | number | boolean | null | undefined>;
export interface Options { query?: Query | undefined; body?: unknown; key?: string | undefined; anonymous?: boolean; file?: boolean; signal?: AbortSignal | undefined }

export function queryString(q?: Query): string {
  const p = new URLSearchParams();
  for (const [k, v] of Object.entries(q ?? {})) if (v !== undefined && v !== null && v !== '') p.set(k, String(v));
  const s = p.toString();
  return s ? `?${s}` : '';
}

async function once(method: string, path: string, o: Options, token: string | undefined): Promise<Response> {
  const ctl = new AbortController();
  const timer = setTimeout(() => ctl.abort(), o.file ? FILE_TIMEOUT_MS : TIMEOUT_MS);
  const giveUp = () => ctl.abort();
  o.signal?.addEventListener('abort', giveUp);
  const headers: Record<string, string> = { Accept: o.file ? '*/*' : 'application/json', 'Accept-Language': 'zh-CN' };
  if (token) headers['Authorization'] = `Bearer ${token}`;
  if (o.key) headers['Idempotency-Key'] = o.key;
  let body: BodyInit | undefined;
  if (o.body instanceof FormData) body = o.body;
  else if (o.body !== undefined) { headers['Content-Type'] = 'application/json'; body = JSON.stringify(o.body); }
  try {
    return await fetch(BASE + path + queryString(o.query), { method, headers, signal: ctl.signal, credentials: 'same-origin', ...(body === undefined ? {} : { body }) });
  } catch (e) {
    if (o.signal?.aborted) throw e;
    throw new ApiError(0, 'network', '连不上服务器', '网络不通或服务器没有应答，请稍后再试', '');
  } finally {
    clearTimeout(timer);
    o.signal?.removeEventListener('abort', giveUp);
  }
}

async function problem(r: Response): Promise<ApiError> {
  let b: Partial<Problem> = {};
  try { b = (await r.json()) as Partial<Problem>; } catch { /* not JSON: a proxy's page */ }
  const fallback = r.status === 401 ? '请重新登录' : r.status === 403 ? '您没有这项权限' : r.status === 404 ? '没有找到，或不在您的管理范围内'
    : r.status === 429 ? '操作太频繁，请稍后再试' : r.status >= 500 ? '服务器暂时不可用，请稍后再试' : `操作没有成功（${r.status}）`;
  return new ApiError(r.status, b.code ?? '', b.title || fallback, b.detail || b.title || fallback, b.request_id || (r.headers.get('X-Request-Id') ?? ''),
    b.errors ?? [], Number(r.headers.get('Retry-After') ?? 0) || 0);
}

// A spent refresh token ends its whole family, so only one refresh runs at a time: in this tab by the shared promise, across
// tabs by a lock, and whoever waited for it finds the new token in the store.
let refreshing: Promise<string | null> | null = null;
function refresh(stale: string): Promise<string | null> {
  refreshing ??= exclusively(async () => {
    const s = rereadSession();
    if (!s) return null;
    if (s.access_token !== stale) return s.access_token;
    const r = await once('POST', '/auth/refresh', { body: { refresh_token: s.refresh_token } }, undefined);
    if (r.ok) return saveSession((await r.json()) as TokenAnswer).access_token;
    if (r.status === 400 || r.status === 401 || r.status === 403 || r.status === 422) { dropSession(); return null; }
    throw await problem(r);
  }).finally(() => { refreshing = null; });
  return refreshing;
}
function exclusively<T>(work: () => Promise<T>): Promise<T> {
  const locks = (navigator as { locks?: LockManager }).locks;
  return locks ? (locks.request('qxy.refresh', work) as Promise<T>) : work();
}

const pause = (ms: number) => new Promise((ok) => setTimeout(ok, ms));

export async function request<T>(method: string, path: string, o: Options = {}): Promise<T> {
  const repeatable = method === 'GET' || o.key !== undefined;
  for (let attempt = 0; ; attempt++) {
    try {
      const token = o.anonymous ? undefined : readSession()?.access_token;
      let r = await once(method, path, o, token);
      if (r.status === 401 && token) {
        const fresh = await refresh(token);
        if (fresh) r = await once(method, path, o, fresh);
        if (r.status === 401) dropSession();
      }
      if (!r.ok) throw await problem(r);
      if (r.status === 204) return undefined as T;
      return (o.file ? await r.blob() : await r.json()) as T;
    } catch (e) {
      const again = e instanceof ApiError && repeatable && attempt < 2 && (e.status === 0 || (e.status >= 502 && e.status <= 504));
      if (!again) throw e;
      await pause(Math.min(4000, e.retryAfter * 1000 || 400 * 2 ** attempt));
    }
  }
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal) => request<T>('GET', path, { query, signal });

// Keys of actions whose outcome is not known yet. The same action asked again takes the same key; a definite answer ends it.
const open = new Map<string, string>();
export function newKey(): string {
  const b = crypto.getRandomValues(new Uint8Array(18));
  return `console-${Array.from(b, (x) => x.toString(16).padStart(2, '0')).join('')}`;
}
export async function act<T>(method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body: unknown = {}): Promise<T> {
  const action = `${method} ${path} ${JSON.stringify(body)}`;
  const key = open.get(action) ?? newKey();
  open.set(action, key);
  try {
    const answer = await request<T>(method, path, { body, key });
    open.delete(action);
    return answer;
  } catch (e) {
    if (!(e instanceof ApiError) || !e.unsure) open.delete(action);
    throw e;
  }
}

/** Lets the browser keep a file of the server, such as a list as a workbook. */
export async function download(path: string, query: Query, name: string): Promise<void> {
  const url = URL.createObjectURL(await request<Blob>('GET', path, { query, file: true }));
  const a = document.createElement('a');
  a.href = url;
  a.download = name;
  a.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export const EXPORT_LIMIT = 5000;
/** Every page of a list, up to a limit that keeps a browser alive. */
export async function all<T>(path: string, query: Query): Promise<{ rows: T[]; cut: boolean }> {
  const rows: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await get<Page<T>>(path, { ...query, limit: 100, cursor });
    rows.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor && rows.length < EXPORT_LIMIT);
  return { rows, cut: cursor !== null };
}
