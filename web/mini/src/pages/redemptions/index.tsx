import { Text, View } from '@tarojs/components'
import { PageFrame } from '@/components/PageFrame'
import { Row } from '@/components/Row'
import { Badge, Empty, ErrorState, When } from '@/components/State'
import { Tap } from '@/components/Tap'
import { ApiError } from '@/lib/api'
import { date, points } from '@/lib/format'
import { go } from '@/lib/go'
import { useList, useSignal } from '@/lib/hooks'
import { itemsText, redemptionState } from '@/lib/labels'
import { session } from '@/lib/session'
import type { Redemption } from '@/lib/types'

export default function Redemptions() {
  const who = useSignal(session('rider'))
  const list = useList<Redemption>(who ? '/me/redemptions?limit=20' : null)
  return (
    <PageFrame title="我的兑换">
      {!who ? <ErrorState error={new ApiError(401, '', '请先登录')} /> : <When of={list} empty={<Empty icon="gift" title="还没有兑换过" hint="攒了积分就去超市看看"><Tap className="btn" onTap={() => go('/pages/marts/index')}>去积分超市</Tap></Empty>}>{() => (
        <View className="stack">
          <View className="card flush">{(list.items || []).map((r) => <Row key={r.id} title={itemsText(r.items)} hint={<Text>{r.mart.name} · {points(r.points)}{r.state === 'reserved' ? ` · ${date(r.expires_at)}前领` : ''}</Text>} end={<Badge tone={redemptionState[r.state]?.tone}>{redemptionState[r.state]?.text || r.state}</Badge>} onTap={() => go(`/pages/redemptions/detail/index?id=${encodeURIComponent(r.id)}`)} />)}</View>
          {list.next && <Tap className="btn plain" onTap={() => void list.loadMore()}>再看一些</Tap>}
        </View>
      )}</When>}
    </PageFrame>
  )
}
