import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import { Popup } from '@nutui/nutui-react-taro'
import { useList, useSignal } from '@/lib/hooks'
import { area, choose } from '@/lib/place'
import { shortName } from '@/lib/labels'
import type { Place } from '@/lib/types'
import { AreaPicker } from './AreaPicker'
import { Field } from './Field'
import { Icon } from './Icon'
import { Row } from './Row'
import { Empty, When } from './State'
import { Tap } from './Tap'

/** 没有定位时，选最近的服务站代替：用它的坐标和社区。 */
export function StationPicker({ open, onClose, onPick }: { open: boolean; onClose: () => void; onPick: (p: Place) => void }) {
  return <Popup visible={open} position="bottom" round onClose={onClose} style={{ height: '80%' }} lockScroll>{open && <Inner onClose={onClose} onPick={onPick} />}</Popup>
}
function Inner({ onClose, onPick }: { onClose: () => void; onPick: (p: Place) => void }) {
  const place = useSignal(area)
  const [text, setText] = useState('')
  const [areas, setAreas] = useState(false)
  const q = ['limit=20']
  if (place) q.push(`org_unit_id=${encodeURIComponent(place.id)}`)
  if (text.trim()) q.push(`q=${encodeURIComponent(text.trim())}`)
  const list = useList<Place>(`/stations?${q.join('&')}`)
  return (
    <View className="sheet">
      <View className="sheet-head"><Text className="h2">离哪个服务站最近</Text><Tap className="link" onTap={onClose}>关闭</Tap></View>
      <View className="sheet-tools stack">
        <Field label="按站名、地址找" hideLabel placeholder="站名、社区或地址" value={text} onChange={setText} testid="station-search" />
        <View className="chips"><Tap className={`chip ${place ? 'on' : ''}`} onTap={() => setAreas(true)}><Icon name="pin" />{place ? place.name : '全市'}</Tap>{place && <Tap className="chip" onTap={() => choose(undefined)}>不限地区</Tap>}</View>
      </View>
      <View className="sheet-body stack">
        <When of={list} empty={<Empty icon="pin" title="这里没有找到服务站" hint="换个地区或站名试试" />}>{() => (
          <>
            <View className="card flush">{(list.items || []).map((s) => <Row key={s.id} title={shortName(s)} hint={s.address} onTap={() => onPick(s)} />)}</View>
            {list.next && <Tap className="btn plain" disabled={list.moreBusy} onTap={() => void list.loadMore()}>再看一些</Tap>}
          </>
        )}</When>
      </View>
      <AreaPicker open={areas} onClose={() => setAreas(false)} onPick={(a) => { choose(a); setAreas(false) }} />
    </View>
  )
}
