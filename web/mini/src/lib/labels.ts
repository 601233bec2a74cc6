import { dateTime, number } from './format'
import type { Category, Item, Notice, Place, Role, Rule, Rulebook } from './types'

// 代码里的词 → 人看到的词（见 domain.md 第 2 节）
export const categoryLabel: Record<Category, string> = {
  road_hazard: '道路隐患', environment: '环境卫生', fire_safety: '消防安全', utilities: '水电气暖', traffic: '交通',
  public_order: '治安秩序', food_hygiene: '食品卫生', property: '物业', resident_need: '居民需求', other: '其他',
}
/** 列出的先后：常见的在前 */
export const categories: Category[] = ['road_hazard', 'environment', 'fire_safety', 'utilities', 'traffic', 'public_order', 'food_hygiene', 'property', 'resident_need', 'other']
export const categoryHint: Record<Category, string> = {
  road_hazard: '井盖、坑洼、结冰', environment: '垃圾、污水', fire_safety: '堵通道、飞线充电', utilities: '漏水、断电、漏气',
  traffic: '信号灯、乱停车', public_order: '可疑情况', food_hygiene: '后厨、过期食品', property: '电梯、门禁、楼道',
  resident_need: '替邻居带个话', other: '说不清归哪类',
}
export const reportState: Record<string, { text: string; tone: Tone }> = {
  submitted: { text: '已上报', tone: 'info' }, accepted: { text: '已采纳', tone: 'good' }, rejected: { text: '未采纳', tone: 'bad' },
  merged: { text: '已并案', tone: 'plain' },
}
export const pointsState: Record<string, string> = { pending: '等待签批', queued: '本月额度已满，下月入账', granted: '已入账', refused: '没有通过' }
export type Tone = 'good' | 'bad' | 'warn' | 'info' | 'plain'
export const redemptionState: Record<string, { text: string; tone: Tone }> = {
  reserved: { text: '待领取', tone: 'info' }, fulfilled: { text: '已领取', tone: 'good' }, cancelled: { text: '已取消', tone: 'plain' },
  expired: { text: '已过期', tone: 'plain' }, reversed: { text: '已冲正', tone: 'warn' },
}
export const transferKind: Record<string, string> = {
  award: '获得积分', hold: '兑换冻结', void: '解冻退回', redeem: '兑换扣减', expire: '到期清零', reversal: '冲正', adjust: '人工调整',
}
const facilities: Record<string, string> = {
  hot_water: '热水', microwave: '微波炉', charging: '充电', heating: '取暖', wifi: '无线网', toilet: '卫生间', rest: '休息区', first_aid: '急救箱',
  air_pump: '打气筒', books: '图书角', umbrella: '雨伞', locker: '储物柜',
  ac: '空调', medicine: '常用药品', ebike_charging: '电动车充电', battery_swap: '换电柜', parking: '停车位', tools: '维修工具', fridge: '冰箱', shower: '淋浴', accessible: '无障碍通道',
}
export const facility = (f: string) => facilities[f] || f
export const facilityCodes = ['hot_water', 'charging', 'microwave', 'toilet', 'rest', 'first_aid']
const units: Record<string, string> = {
  report: '件', event: '次', item: '件', task: '次', hour: '小时', activity: '场', course: '门', meeting: '次', sheet: '份', title: '次', award: '次', thanks: '次', idea: '条',
}
export const unit = (u: string) => units[u] || u
const periods: Record<string, string> = { day: '每天', month: '每月', year: '每年', activity: '每场' }
const amounts: Record<string, string> = { times: '次', hours: '小时', points: '分' }
/** 每天最多 4 次，每场最多 2 小时 */
export const itemCaps = (caps: Rule['caps']) => caps.map((c) => `${c.each ? '同一门' : ''}${periods[c.per] || c.per}最多 ${number(c.limit)} ${amounts[c.in] || c.in}`).join('，')
/** 得分次年的 12 月 31 日 */
export const expiryText = (e: Rulebook['expiry']) => {
  const [m, d] = e.month_day.split('-').map(Number)
  return `得分${e.years_after === 1 ? '次年' : `后第 ${e.years_after} 年`}的 ${m} 月 ${d} 日`
}
const workers: Record<string, string> = { rider: '外卖骑手', courier: '快递员', ride_hailing: '网约车司机', trucker: '货车司机' }
export const worker = (w?: string | null) => (w ? workers[w] || w : '')
const roles: Record<string, string> = {
  rider: '骑手', resident: '居民', mart_keeper: '超市管理员', station_manager: '站长', grid_officer: '网格员',
}
export const roleNames = (rs: Role[] = []) => Array.from(new Set(rs.map((r) => roles[r.role] || r.role))).join('、')
/** 07:00-22:00 → 07:00–22:00 */
const span = (h: string) => h.replace(/(\d)-(\d)/g, '$1–$2')
export const hoursText = (h: string) => span(h) || '时间未公布'
export const todayText = (h: string[]) => (h.length ? `今天 ${h.map(span).join('、')}` : '今天不开放')
export const noticeText = (n: Notice | undefined) => (n ? `${n.closed ? '暂停开放：' : ''}${n.text}${n.until ? `（到 ${dateTime(n.until)}）` : ''}` : '')
/** 庆小驿·创业八社区站（示例） → 创业八社区站 */
export const shortName = (p: Pick<Place, 'name'>) => p.name.replace(/^(庆小驿|积分超市)·/, '').replace(/（示例）$/, '')
export const stockSource = { purchased: '采购', donated: '捐赠' } as const
/** 香皂 ×2，毛巾 ×1：数量不与名称断开 */
export const itemsText = (items: Item[]) => items.map((i) => `${i.name}\u00a0×${i.quantity}`).join('，')
