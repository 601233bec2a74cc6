import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import { useList, useSignal } from '@/lib/hooks'
import { area, choose, spot } from '@/lib/place'
import { locate } from '@/lib/geo'
import { agree } from '@/lib/consent'
import { distance } from '@/lib/format'
import { facility, facilityCodes, hoursText, noticeText } from '@/lib/labels'
import { go, toast } from '@/lib/go'
import type { Place } from '@/lib/types'
import { AreaPicker } from './AreaPicker'
import { Icon } from './Icon'
import { Badge, Empty, When } from './State'
import { Tap } from './Tap'

/** 站点或超市列表：营业中的在前；有位置按远近，没有就选地区。 */
export function StationList({ kind, limit = 20, filters }: { kind: 'stations' | 'marts'; limit?: number; filters?: boolean }) {
  const here = useSignal(spot)
  const place = useSignal(area)
  const [picking, setPicking] = useState(false)
  const [finding, setFinding] = useState(false)
  const [fac, setFac] = useState('')
  const [openOnly, setOpenOnly] = useState(false)
  const q = [`limit=${limit}`, 'open_first=true']
  if (here) q.push(`near=${here.lat.toFixed(5)},${here.lng.toFixed(5)}`)
  else if (place) q.push(`org_unit_id=${encodeURIComponent(place.id)}`)
  if (fac) q.push(`facility=${fac}`)
  if (openOnly) q.push('open_now=true')
  const list = useList<Place>(`/${kind}?${q.join('&')}`)
  const find = async () => {
    if (!(await agree('location'))) return setPicking(true)
    setFinding(true)
    const p = await locate()
    setFinding(false)
    if (p) spot.set(p)
    else {
      toast('没有取到位置，请选地区')
      setPicking(true)
    }
  }
  const noun = kind === 'marts' ? '超市' : '服务站'
  return (
    <View className="stack">
      <View className="chips">
        <Tap className={`chip ${here ? 'on' : ''}`} onTap={() => void find()} disabled={finding}><Icon name="nav" />{finding ? '正在定位…' : here ? '离我最近' : '按距离排'}</Tap>
        <Tap className={`chip ${!here && place ? 'on' : ''}`} onTap={() => setPicking(true)} testid="area"><Icon name="pin" />{!here && place ? place.name : '选地区'}</Tap>
        {filters && <Tap className={`chip ${openOnly ? 'on' : ''}`} role="checkbox" checked={openOnly} onTap={() => setOpenOnly(!openOnly)}>只看营业中</Tap>}
        {filters && kind === 'stations' && facilityCodes.map((f) => <Tap key={f} role="checkbox" checked={fac === f} className={`chip ${fac === f ? 'on' : ''}`} onTap={() => setFac(fac === f ? '' : f)}>{facility(f)}</Tap>)}
      </View>
      <When of={list} empty={<Empty icon="pin" title={`这里没有找到${noun}`} hint="换个地区，或少选几个条件试试" />}>{() => (
        <View className="stack">
          {(list.items || []).map((s) => (
            <Tap key={s.id} className="card" onTap={() => go(`/pages/${kind}/detail/index?id=${encodeURIComponent(s.id)}`)}>
              <View className="between"><Text className="title">{s.name}</Text>{s.distance_m !== undefined && <Text className="muted num" style={{ whiteSpace: 'nowrap' }}>{distance(s.distance_m)}</Text>}</View>
              <View className="line"><Badge tone={s.open_now ? 'good' : 'plain'}>{s.open_now ? '✓ 营业中' : '已休息'}</Badge><Text className="muted">{hoursText(s.hours)}</Text></View>
              <View className="muted">{s.address}</View>
              {!!s.facilities?.length && <View className="tiny">{s.facilities.slice(0, 6).map(facility).join(' · ')}</View>}
              {noticeText(s.notice) && <View className="note">{noticeText(s.notice)}</View>}
            </Tap>
          ))}
          {filters && list.next && <Tap className="btn plain" disabled={list.moreBusy} onTap={() => void list.loadMore()}>{list.moreBusy ? '正在加载…' : '再看一些'}</Tap>}
        </View>
      )}</When>
      <AreaPicker open={picking} onClose={() => setPicking(false)} onPick={(a) => { spot.set(undefined); choose(a); setPicking(false) }} />
    </View>
  )
}
