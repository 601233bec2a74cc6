import Taro from '@tarojs/taro'
import { get, post } from './api'
import { ask } from './go'
import { online } from './net'
import { session } from './session'
import { load, save, signal } from './storage'
import type { Consent, ConsentInput, Me } from './types'

export type Document = ConsentInput['document']
interface Text { title: string; about: string; lines: [string, string][] }
/** 说明文字的版本，与服务器现行的一致；改了文字，两边一起改。 */
export const consentVersion = '2026-01'
export const documents: Record<Document, Text> = {
  privacy: {
    title: '个人信息保护政策', about: '登录和记积分必须用到',
    lines: [
      ['我们记什么', '登录时的微信编号、您的积分和兑换记录、您主动上报的文字。'],
      ['为什么要记', '为了算对积分、把东西交到您本人手上、把您反映的问题派给能办的人。'],
      ['手机号', '不是必须的。第一次得积分或领东西时才会问，您可以不给。'],
      ['谁能看到', '经办您这件事的网格员和管理员，看到的姓名和手机号是打了码的。每次查看都有记录。'],
      ['您的权利', '在“我的数据”里可以查看、导出，也可以注销。不同意也能看服务站、超市和积分办法。'],
    ],
  },
  location: {
    title: '位置信息单独同意书', about: '不同意也能用，自己选服务站就行',
    lines: [['位置', '只在您点“按距离排”或提交上报的那一下取一个点，用来排远近、标出问题在哪里。不记录行程。']],
  },
  photos: {
    title: '照片使用单独同意书', about: '不同意也能用，只是不能拍照上报',
    lines: [['照片', '您拍的照片交给经办的网格员核实和处理。上传后会去掉拍摄时间、地点和机型等信息。请不要拍到他人的脸和证件。']],
  },
}
export const documentNames = Object.keys(documents) as Document[]

/** 这部手机记得的：谁对每份文件最近怎么说。还没告诉服务器的在 unsent 里，有网补上。 */
type Said = Partial<Record<Document, boolean>>
const mine = () => session('rider').get()?.person.id || '-'
export const said = signal<Said>({})
const read = (): Said => load<Said>(`consent.${mine()}`) || {}
const unsentKey = () => `consent.unsent.${mine()}`
export function refreshSaid() {
  said.set(read())
}
refreshSaid()
session('rider').subscribe(refreshSaid)

async function flush() {
  if (!session('rider').get()) return
  for (const d of load<Document[]>(unsentKey()) || []) {
    await post('/me/consents', { document: d, version: consentVersion, given: !!read()[d] } satisfies ConsentInput)
    save(unsentKey(), (load<Document[]>(unsentKey()) || []).filter((x) => x !== d))
  }
}
/** 记下同意或撤回；有网马上告诉服务器，没网等有网。 */
export async function sendConsent(document: Document, given: boolean) {
  save(`consent.${mine()}`, { ...read(), [document]: given })
  save(unsentKey(), [...(load<Document[]>(unsentKey()) || []).filter((d) => d !== document), document])
  refreshSaid()
  if (online.get()) await flush()
}
online.subscribe(() => online.get() && void flush().catch(() => undefined))
/** 换了手机：服务器记得的同意，在这里也算数 */
export function recallConsents(list: Consent[]) {
  const all = read()
  for (const c of list) if (c.version === consentVersion) all[c.document as Document] = c.given
  save(`consent.${mine()}`, all)
  refreshSaid()
}
export async function afterSignIn(given: Document[]) {
  const anonymous = load<Said>('consent.-') || {}
  recallConsents((await get<Me>('/me').catch(() => undefined))?.consents || [])
  for (const d of documentNames) {
    if (given.includes(d) || (anonymous[d] && !read()[d])) await sendConsent(d, true).catch(() => undefined)
  }
}
/** 单独同意：没问过就问，问过就不再问。 */
export async function agree(document: Document): Promise<boolean> {
  if (read()[document]) return true
  const t = documents[document]
  if (!(await ask(t.title, t.lines.map((l) => l[1]).join(''), '同意', '不同意'))) return false
  await sendConsent(document, true).catch(() => undefined)
  return true
}
/** 微信要求的隐私授权；H5 没有这一步 */
export async function wechatPrivacy(): Promise<boolean> {
  const f = (Taro as unknown as { requirePrivacyAuthorize?: (o: { success: () => void; fail: () => void }) => void }).requirePrivacyAuthorize
  if (process.env.TARO_ENV === 'h5' || !f) return true
  return new Promise((ok) => f({ success: () => ok(true), fail: () => ok(false) }))
}
