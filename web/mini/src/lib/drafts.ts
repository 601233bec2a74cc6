import { ApiError, base, post, refresh, token } from './api'
import { exclusive } from './lock'
import { online } from './net'
import { dropPhoto, sendPhoto } from './photos'
import { session } from './session'
import { load, randomId, save, signal } from './storage'
import type { Problem, Report, ReportInput, Upload } from './types'

export interface DraftPhoto { key: string; uploaded?: string }
/**
 * 一份草稿的一生：写着（editing）→ 待发（waiting）→ 发出后即删；被拒则 refused，改过再发。
 * key 是它唯一的幂等键，内容不变就不换，所以无论断在哪里、重试几次，后端只记一份。
 */
export interface Draft {
  id: string; key: string; person?: string; state: 'editing' | 'waiting' | 'refused'; error?: string; at: number
  input: Partial<Omit<ReportInput, 'photo_ids'>>; photos: DraftPhoto[]
  /** 没有定位时自己选的服务站，告诉人位置是怎么来的 */
  near?: string
}

export const drafts = signal<Draft[]>(load('drafts') || [])
/** 刚发出去的，给页面报喜 */
export const sent = signal<{ draft: string; report: Report } | undefined>(undefined)

function write(f: (all: Draft[]) => Draft[]) {
  const all = f(load<Draft[]>('drafts') || [])
  save('drafts', all)
  drafts.set(all)
}
export function newDraft(): Draft {
  const d: Draft = { id: randomId(), key: randomId(), state: 'editing', at: Date.now(), input: {}, photos: [], person: session('rider').get()?.person.id }
  write((all) => [...all, d])
  return d
}
export const draft = (id: string) => drafts.get().find((d) => d.id === id)
export function change(id: string, patch: Partial<Draft>) {
  // 内容变了就换一把钥匙：旧钥匙可能已经和旧内容绑定
  const fresh = patch.input || patch.photos ? { key: randomId() } : {}
  write((all) => all.map((d) => (d.id === id ? { ...d, ...fresh, ...patch } : d)))
}
export function discard(id: string) {
  const d = draft(id)
  write((all) => all.filter((x) => x.id !== id))
  d?.photos.forEach((p) => void dropPhoto(p.key))
}

async function upload(p: DraftPhoto): Promise<string> {
  const url = `${base()}/api/v1/uploads`
  let t = await token('rider')
  let r = await sendPhoto(p.key, url, t).catch(() => ({ status: 0, data: '' }))
  if (r.status === 401 && t && (t = await refresh('rider', t))) r = await sendPhoto(p.key, url, t).catch(() => ({ status: 0, data: '' }))
  if (r.status === 410) throw new ApiError(410, 'client.photo_gone', '照片已不在手机里，请重新拍一张')
  if (r.status === 0) throw new ApiError(0, 'client.offline', '网络不通')
  let data: unknown
  try {
    data = JSON.parse(r.data)
  } catch {
    data = {}
  }
  if (r.status >= 200 && r.status < 300) return (data as Upload).id
  throw new ApiError(r.status, (data as Problem).code || 'upload', (data as Problem).detail || '照片没有传上去，请换一张试试', data as Problem)
}

/** 发一份。断在任何一步，下次从断处接着来。 */
async function deliver(id: string): Promise<void> {
  let d = draft(id)
  const who = session('rider').get()?.person.id
  if (!d || d.state !== 'waiting' || !who || (d.person && d.person !== who)) return
  try {
    for (const p of d.photos) {
      if (p.uploaded) continue
      const uploaded = await upload(p)
      write((all) => all.map((x) => (x.id === id ? { ...x, photos: x.photos.map((q) => (q.key === p.key ? { ...q, uploaded } : q)) } : x)))
    }
    d = draft(id)
    if (!d) return
    const body = { ...d.input, photo_ids: d.photos.map((p) => p.uploaded as string) } as ReportInput
    const report = await post<Report>('/reports', body, { key: d.key })
    discard(id)
    sent.set({ draft: id, report })
  } catch (e) {
    const err = ApiError.of(e)
    if (err.network) return
    if (err.final) write((all) => all.map((x) => (x.id === id ? { ...x, state: 'refused', error: err.problem.errors?.[0]?.message || err.message } : x)))
  }
}

let again: ReturnType<typeof setTimeout> | undefined
let pause = 4000
export async function sendAll(): Promise<void> {
  if (again) clearTimeout(again)
  again = undefined
  await exclusive('qxy-outbox', async () => {
    drafts.set(load('drafts') || [])
    for (const d of drafts.get()) if (d.state === 'waiting' && online.get()) await deliver(d.id)
  })
  const left = drafts.get().some((d) => d.state === 'waiting')
  pause = left ? Math.min(pause * 2, 60_000) : 4000
  if (left && session('rider').get()) again = setTimeout(() => void sendAll(), pause)
}
let running: Promise<void> | undefined
/** 同一时刻只有一趟在发 */
export function kick(): Promise<void> {
  return (running ||= sendAll().finally(() => (running = undefined)))
}
export function startOutbox() {
  // 打开过又没写的空草稿，留着没用
  write((all) => all.filter((d) => d.state !== 'editing' || d.photos.length || d.input.category || d.input.description))
  void kick()
  const a = online.subscribe(() => {
    pause = 4000
    if (online.get()) void kick()
  })
  const b = session('rider').subscribe(() => void kick())
  return () => {
    a()
    b()
  }
}
