import { Text, View } from '@tarojs/components'
import { directions } from '@/lib/geo'
import { distance } from '@/lib/format'
import { hoursText, noticeText, todayText } from '@/lib/labels'
import { toast } from '@/lib/go'
import type { PlaceDetail } from '@/lib/types'
import { H } from './Box'
import { Badge } from './State'
import { Icon } from './Icon'
import { Tap } from './Tap'

/** 站点和超市共有的上半页 */
export function SiteDetail({ s }: { s: PlaceDetail }) {
  const lead = async () => {
    const r = await directions(s.location, s.name, s.address)
    if (r === 'copied') toast('地址已复制，到地图里粘贴就能导航')
    if (r === 'failed') toast('没有打开地图，请照地址前往')
  }
  return (
    <>
      <View className="card stack">
        <View className="between"><H>{s.name}</H><Badge tone={s.open_now ? 'good' : 'plain'}>{s.open_now ? '✓ 营业中' : '已休息'}</Badge></View>
        {noticeText(s.notice) && <View className="note">{noticeText(s.notice)}</View>}
        <View className="line top"><Icon name="clock" /><View className="grow"><View>{todayText(s.today_hours)}</View><View className="muted">{hoursText(s.hours)}</View></View></View>
        <View className="line top"><Icon name="pin" /><Text className="grow">{s.address}{s.distance_m !== undefined ? `（${distance(s.distance_m)}）` : ''}</Text></View>
        <Tap className="btn block" onTap={() => void lead()}><Icon name="nav" />怎么去</Tap>
      </View>
      {!!s.facility_names.length && <View className="card stack"><H>这里有</H><View className="chips">{s.facility_names.map((f) => <Badge key={f.code}>{f.name}</Badge>)}</View></View>}
      {!!s.services.length && <View className="card stack"><H>能办的事</H><View className="chips">{s.services.map((x) => <Badge key={x.code}>{x.name}</Badge>)}</View></View>}
      {s.demo_data && <View className="tiny center">示例数据，不是真实的地点</View>}
    </>
  )
}
