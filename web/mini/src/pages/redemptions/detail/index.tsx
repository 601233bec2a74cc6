import { useState } from 'react'
import { useRouter } from '@tarojs/taro'
import { Text, View } from '@tarojs/components'
import { PageFrame } from '@/components/PageFrame'
import { H } from '@/components/Box'
import { Field } from '@/components/Field'
import { Row } from '@/components/Row'
import { Badge, Fault, When } from '@/components/State'
import { Tap } from '@/components/Tap'
import { post } from '@/lib/api'
import { dateTime, points } from '@/lib/format'
import { ask, go, toast } from '@/lib/go'
import { useAction, useApi } from '@/lib/hooks'
import { itemsText, redemptionState } from '@/lib/labels'
import type { Redemption } from '@/lib/types'

export default function RedemptionDetail() {
  const { id = '', fresh, ask: asking } = useRouter().params
  const path = `/redemptions/${encodeURIComponent(id)}`
  const r = useApi<Redemption>(path)
  const [open, setOpen] = useState(asking === '1')
  const [note, setNote] = useState('')
  const cancel = useAction((_: string, key) => post<Redemption>(`${path}/cancel`, {}, { key }))
  const dispute = useAction((a: { text: string }, key) => post<Redemption>(`${path}/dispute`, a, { key }))
  const doCancel = async () => {
    if ((await ask('取消预订', '积分会马上退回。', '取消预订')) && (await cancel.go(id))) void r.reload()
  }
  const doDispute = async () => {
    if (await dispute.go({ text: note.trim() })) {
      toast('已收到，我们会尽快核实')
      setOpen(false)
      void r.reload()
    }
  }
  return (
    <PageFrame title="兑换详情">
      <When of={r}>{(d) => (
        <View className="stack">
          {fresh && d.state === 'reserved' && <View className="okay">预订好了，到店出示领取码就能领</View>}
          <Fault error={cancel.error || dispute.error} />
          <View className="card stack">
            <View className="between"><H>{d.mart.name}</H><Badge tone={redemptionState[d.state]?.tone}>{redemptionState[d.state]?.text || d.state}</Badge></View>
            {d.items.map((i) => <View key={i.goods_id} className="between"><Text>{itemsText([i])}</Text><Text className="num">{points(i.points * i.quantity)}</Text></View>)}
            <View className="between"><Text className="title">合计</Text><Text className="title num">{points(d.points)}</Text></View>
            <View className="tiny">单号 {d.number}</View>
            {d.state === 'reserved' && <View className="muted">{dateTime(d.expires_at)}前到店领取，没领自动退回积分</View>}
            {d.needs_second_signature && d.state === 'reserved' && <View className="muted">这一单分数较多，到店要两位工作人员经手</View>}
            {d.fulfilled_at && <View className="muted">{dateTime(d.fulfilled_at)}领取</View>}
            {d.closed_at && <View className="muted">{dateTime(d.closed_at)}{redemptionState[d.state]?.text}，积分已退回</View>}
          </View>
          {d.state === 'reserved' && <><Tap className="btn block" onTap={() => go(`/pages/code/index?id=${encodeURIComponent(id)}`)} testid="show-code">出示领取码</Tap><Tap className="btn plain block" disabled={cancel.busy} onTap={() => void doCancel()}>取消预订</Tap></>}
          <View className="card flush"><Row icon="pin" title="这家超市在哪" onTap={() => go(`/pages/marts/detail/index?id=${encodeURIComponent(d.mart.id)}`)} /></View>
          {d.state === 'fulfilled' && (d.disputed_at ? <View className="note">您说不是本人领的，{dateTime(d.disputed_at)}已收到，正在核实</View> : open ? (
            <View className="card stack"><H>不是我领的</H><Text className="muted">提交后由工作人员核实，核实清楚会把积分退给您。</Text><Field label="说说情况（可以不写）" area value={note} onChange={setNote} max={130} /><Tap className="btn danger block" disabled={dispute.busy} onTap={() => void doDispute()}>{dispute.busy ? '正在提交…' : '确认不是我领的'}</Tap></View>
          ) : <Tap className="btn danger block" onTap={() => setOpen(true)}>不是我领的</Tap>)}
        </View>
      )}</When>
    </PageFrame>
  )
}
