import { Text, View } from '@tarojs/components'
import { PageFrame } from '@/components/PageFrame'
import { H } from '@/components/Box'
import { PointsNumber } from '@/components/PointsNumber'
import { Row } from '@/components/Row'
import { When } from '@/components/State'
import { date, money, number, points } from '@/lib/format'
import { useApi } from '@/lib/hooks'
import { expiryText, itemCaps, unit } from '@/lib/labels'
import type { ChainHead, Rulebook } from '@/lib/types'

export default function Rules() {
  const r = useApi<Rulebook>('/rulebook')
  const head = useApi<ChainHead>('/audit/head')
  return (
    <PageFrame title="积分办法">
      <When of={r}>{(d) => (
        <View className="stack">
          <View className="card stack"><H>第 {d.version} 版</H><Text className="muted">{date(d.effective_from)}起施行。1 分约合 {money(d.point_value_fen)} 的商品，只能换东西，不能买卖、转让或换钱。</Text></View>
          <View className="card stack"><H>怎么记</H>
            <Text className="muted">每人每天最多 {points(d.caps.day)}，每月 {points(d.caps.month)}，每年 {points(d.caps.year)}。标“不限”的不受此限。</Text>
            <Text className="muted">审核通过才入账；到{expiryText(d.expiry)}到期，先用先到期的，到期前 {Math.max(...d.expiry.notice_days)} 天起在首页提醒。</Text>
          </View>
          <View className="card stack"><H>怎么用</H>
            <Text className="muted">每样每月最多换 {number(d.redeem.per_item_month)} 件，每月最多用 {points(d.redeem.points_month)}。预订后 {d.redeem.pickup_days} 天内领取，没领自动退回。一次超过 {points(d.redeem.second_signature_above)}，要两位工作人员经手。</Text>
          </View>
          <View className="card flush">{d.rules.map((x) => (
            <Row key={x.code} title={x.name} hint={<><View>{[`每${unit(x.unit)}`, x.exempt ? '不限' : '', itemCaps(x.caps)].filter(Boolean).join(' · ')}</View>{x.grades.length > 0 && <View>{x.grades.map((g) => `${g.name} ${points(g.points)}`).join('，')}</View>}<View>{[x.proof && `要有：${x.proof}`, x.checked_by].filter(Boolean).join('；')}</View></>} end={<PointsNumber n={x.points} sign />} />
          ))}</View>
          {head.data?.day && <View className="card stack"><H>账目公开</H><Text className="muted">每天的账都封存，一环扣一环，改动一笔就对不上。最近封存的是{date(head.data.day)}，摘要：</Text><Text className="mono">{head.data.digest}</Text></View>}
        </View>
      )}</When>
    </PageFrame>
  )
}
