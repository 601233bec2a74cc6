import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import { PageFrame } from '@/components/PageFrame'
import { H } from '@/components/Box'
import { Field } from '@/components/Field'
import { Empty, Fault, When } from '@/components/State'
import { Row } from '@/components/Row'
import { Tap } from '@/components/Tap'
import { post } from '@/lib/api'
import { number } from '@/lib/format'
import { toast } from '@/lib/go'
import { useAction, useApi } from '@/lib/hooks'
import { stockSource } from '@/lib/labels'
import type { Booking, Page, StockRow, StockSlip } from '@/lib/types'

const kinds = { receipts: '入库', counts: '盘点', 'write-offs': '报损' } as const
type Kind = keyof typeof kinds

export default function Stock() {
  const list = useApi<Page<StockRow>>('/counter/stock', { as: 'staff' })
  const [kind, setKind] = useState<Kind>('receipts')
  const [goods, setGoods] = useState<StockRow>()
  const [qty, setQty] = useState('')
  const [source, setSource] = useState<'purchased' | 'donated'>('purchased')
  const [cost, setCost] = useState('')
  const [note, setNote] = useState('')
  const act = useAction((a: { kind: Kind; body: StockSlip }, key) => post<Booking>(`/counter/stock/${a.kind}`, a.body, { as: 'staff', key }).then(() => true))
  const submit = async () => {
    const n = Number(qty)
    if (!goods || !/^\d+$/.test(qty) || (kind !== 'counts' && n <= 0)) return toast('请填数量（整数）')
    if (kind === 'write-offs' && !note.trim()) return toast('请写报损原因')
    const body: StockSlip = { goods_id: goods.goods_id, quantity: n, source, note: note.trim() }
    if (kind === 'receipts') {
      const c = Math.round(Number(cost) * 100)
      if (source === 'purchased' && c > 0) body.unit_cost_fen = c
    }
    if (await act.go({ kind, body })) {
      toast(`${kinds[kind]}已记下`)
      setGoods(undefined)
      setQty('')
      setCost('')
      setNote('')
      void list.reload()
    }
  }
  return (
    <PageFrame title="库存" wide>
      <View className="chips">{(Object.keys(kinds) as Kind[]).map((k) => <Tap key={k} role="radio" checked={k === kind} className={`chip ${k === kind ? 'on' : ''}`} onTap={() => setKind(k)}>{kinds[k]}</Tap>)}</View>
      {goods && (
        <View className="card stack">
          <View className="between"><H>{kinds[kind]}：{goods.name}</H><Tap className="link" onTap={() => setGoods(undefined)}>换一样</Tap></View>
          <Field label={kind === 'counts' ? `点到的实际数量（账上 ${number(goods[source])} ${goods.unit}）` : `数量（${goods.unit}）`} type="digit" value={qty} onChange={setQty} max={6} testid="qty" />
          <View className="chips">{(['purchased', 'donated'] as const).map((s) => <Tap key={s} role="radio" checked={s === source} className={`chip ${s === source ? 'on' : ''}`} onTap={() => setSource(s)}>{stockSource[s]}的</Tap>)}</View>
          {kind === 'receipts' && source === 'purchased' && <Field label="单价（元，可以不填）" value={cost} onChange={setCost} max={9} />}
          <Field label={kind === 'write-offs' ? '报损原因' : '备注（可以不写）'} value={note} onChange={setNote} max={130} />
          <Fault error={act.error} />
          <Tap className="btn block" disabled={act.busy} onTap={() => void submit()}>{act.busy ? '正在记…' : `记下${kinds[kind]}`}</Tap>
        </View>
      )}
      <When of={list} empty={<Empty icon="box" title="还没有商品" />}>{(d) => <View className="card flush">{d.items.map((s) => <Row key={s.goods_id} title={s.name} hint={`采购 ${number(s.purchased)}，捐赠 ${number(s.donated)}，等人领 ${number(s.held)}`} end={<View><Text className="title num">{number(s.in_stock)} {s.unit}</Text><View className="tiny">可兑</View></View>} onTap={() => setGoods(s)} />)}</View>}</When>
    </PageFrame>
  )
}
