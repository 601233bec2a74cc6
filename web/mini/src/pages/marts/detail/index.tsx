import { useState } from 'react'
import { useRouter } from '@tarojs/taro'
import { View } from '@tarojs/components'
import { PageFrame } from '@/components/PageFrame'
import { H } from '@/components/Box'
import { Pic } from '@/components/Pic'
import { PointsNumber } from '@/components/PointsNumber'
import { SiteDetail } from '@/components/SiteDetail'
import { Badge, Empty, Fault, When } from '@/components/State'
import { Stepper } from '@/components/Stepper'
import { Tap } from '@/components/Tap'
import { asset, post } from '@/lib/api'
import { points } from '@/lib/format'
import { ask, go, needSignIn } from '@/lib/go'
import { useAction, useApi, useSignal } from '@/lib/hooks'
import { session } from '@/lib/session'
import type { Goods, Page, PlaceDetail, Points, Redemption, ReserveInput, Rulebook } from '@/lib/types'

/** 换不了的原因；能换则空 */
function why(g: Goods, p: Points | undefined): string {
  if (g.reason_text && g.reason_unavailable !== 'short') return g.reason_text
  if (g.in_stock <= 0) return '已换完，等补货'
  if (g.limit_left != null && g.limit_left <= 0) return `这个月已换满 ${g.limit_per_month} ${g.unit}`
  if (p && p.available < g.points) return `还差 ${points(g.points - p.available)}`
  return ''
}
export default function MartDetail() {
  const { id = '' } = useRouter().params
  const who = useSignal(session('rider'))
  const mart = useApi<PlaceDetail>(`/marts/${encodeURIComponent(id)}`)
  const goods = useApi<Page<Goods>>(`/marts/${encodeURIComponent(id)}/goods`)
  const mine = useApi<Points>(who ? '/me/points' : null)
  const book = useApi<Rulebook>('/rulebook')
  const [cart, setCart] = useState<Record<string, number>>({})
  const items = Object.entries(cart).filter(([, n]) => n > 0).map(([goods_id, quantity]) => ({ goods_id, quantity }))
  const total = items.reduce((s, i) => s + i.quantity * (goods.data?.items.find((g) => g.id === i.goods_id)?.points || 0), 0)
  const short = !!mine.data && total > mine.data.available
  const reserve = useAction((a: ReserveInput, key) => post<Redemption>('/redemptions', a, { key }))
  const submit = async () => {
    if (!needSignIn()) return
    if (!(await ask('确认预订', `共 ${points(total)}，${book.data?.redeem.pickup_days ?? 7} 天内到店领取；没领会自动退回积分。`, '预订'))) return
    const r = await reserve.go({ mart_id: id, items })
    if (r) {
      setCart({})
      go(`/pages/redemptions/detail/index?id=${encodeURIComponent(r.id)}&fresh=1`)
    } else void goods.reload()
  }
  return (
    <PageFrame title="兑换商品" footer={items.length ? <><View className="grow"><PointsNumber n={total} /><View className="tiny">{short ? `还差 ${points(total - mine.data!.available)}` : mine.data ? `可用 ${points(mine.data.available)}` : '登录后预订'}</View></View><Tap className="btn" disabled={short || reserve.busy} onTap={() => void submit()} testid="reserve">{reserve.busy ? '正在预订…' : '预订'}</Tap></> : undefined}>
      <Fault error={reserve.error} />
      <When of={goods} empty={<Empty icon="gift" title="还没有上架商品" />}>{(d) => (
        <View className="stack">
          <H>能换的东西</H>
          {d.items.map((g) => {
            const reason = why(g, mine.data)
            const n = cart[g.id] || 0
            return (
              <View key={g.id} className="card">
                <View className="goods-row">
                  {g.image_url && <Pic className="thumb" src={asset(g.image_url)} alt={g.name} />}
                  <View className="grow"><View className="title">{g.name}</View><PointsNumber n={g.points} /><View className="tiny">剩 {g.in_stock} {g.unit} · {g.limit_left != null ? `本月还能换 ${g.limit_left}` : `每月最多 ${g.limit_per_month}`} {g.unit}</View></View>
                  {reason && !n ? <Badge tone="warn">{reason}</Badge> : <Stepper name={g.name} value={n} max={Math.min(g.in_stock, g.limit_left ?? g.limit_per_month)} onChange={(v) => setCart({ ...cart, [g.id]: v })} />}
                </View>
              </View>
            )
          })}
        </View>
      )}</When>
      <When of={mart} rows={1}>{(m) => <SiteDetail s={m} />}</When>
    </PageFrame>
  )
}
