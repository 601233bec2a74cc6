import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import { PageFrame } from '@/components/PageFrame'
import { Box, H } from '@/components/Box'
import { Field } from '@/components/Field'
import { When } from '@/components/State'
import { Tap } from '@/components/Tap'
import { base, token } from '@/lib/api'
import { canPrint, download, print } from '@/lib/files'
import { date, dateTime, number, points, signed, today } from '@/lib/format'
import { stockSource } from '@/lib/labels'
import { toast } from '@/lib/go'
import { useApi, useSignal } from '@/lib/hooks'
import { session } from '@/lib/session'
import type { DayClose } from '@/lib/types'

export default function Close() {
  const [on, setOn] = useState(today())
  const who = useSignal(session('staff'))
  const d = useApi<DayClose>(/^\d{4}-\d{2}-\d{2}$/.test(on) ? `/counter/day-close?on=${on}` : null, { as: 'staff' })
  const excel = async () => {
    try {
      toast(await download(`${base()}/api/v1/counter/day-close.xlsx?on=${on}`, `日结-${on}.xlsx`, await token('staff')))
    } catch {
      toast('没有导出成功，请稍后再试')
    }
  }
  return (
    <PageFrame title="日结" wide>
      <View className="no-print stack"><Field label="日期" type="date" value={on} onChange={setOn} /><View className="line">{canPrint && <Tap className="btn" onTap={print}>打印</Tap>}<Tap className="btn line-btn" onTap={() => void excel()}>导出 Excel</Tap></View></View>
      <When of={d}>{(x) => (
        <View className="card stack print">
          <H>{x.mart.name} 日结 {date(x.on)}</H>
          <View className="line"><Text>交付 {number(x.redemptions)} 单 {number(x.handed_out)} 件</Text><Text>扣减 {points(x.points)}</Text><Text>入库 {number(x.stock_in)}</Text><Text>出库 {number(x.stock_out)}</Text></View>
          {x.lines.length ? <Box role="region" label="日结明细" reach className="table-wrap"><View className="table">
            <View className="tr th"><View className="td">商品</View>{['期初', '入库', '退回', '发出', '报损', '盘差', '期末'].map((h) => <View key={h} className="td">{h}</View>)}</View>
            {x.lines.map((r) => <View key={r.goods_id + r.source} className="tr"><View className="td">{r.name}<Text className="tiny"> {stockSource[r.source]}</Text>{!r.agrees && <Text className="badge bad">对不上</Text>}</View>{[r.opening, r.received, r.returned, r.handed_out, r.written_off, r.counted, r.closing].map((n, i) => <View key={i} className="td">{i === 5 ? signed(n) : number(n)}</View>)}</View>)}
          </View></Box> : <View className="muted">这一天没有库存</View>}
          {!x.agrees ? <View className="fault">期初加进出对不上期末，请报告管理员</View> : x.differences ? <View className="note">账目相符；盘点差异合计 {signed(x.differences)}</View> : <View className="okay">账实相符，没有差异</View>}
          <View className="between tiny"><Text>经手人 {who?.person.display_name}</Text><Text>打印 {dateTime(new Date().toISOString())}</Text></View>
          <View className="tiny">复核人签字 ______________</View>
        </View>
      )}</When>
    </PageFrame>
  )
}
