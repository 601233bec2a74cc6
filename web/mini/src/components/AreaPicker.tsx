import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import { Popup } from '@nutui/nutui-react-taro'
import { useApi } from '@/lib/hooks'
import type { OrgUnit, Page } from '@/lib/types'
import type { Area } from '@/lib/place'
import { Row } from './Row'
import { Tap } from './Tap'
import { When } from './State'

/** 选地区：区县 → 街道乡镇 → 社区村，每一级都可以就选它。 */
export function AreaPicker({ open, onClose, onPick, leafOnly }: { open: boolean; onClose: () => void; onPick: (a: Area) => void; leafOnly?: boolean }) {
  return <Popup visible={open} position="bottom" round onClose={onClose} style={{ height: '75%' }} lockScroll>{open && <Inner onClose={onClose} onPick={onPick} leafOnly={leafOnly} />}</Popup>
}
function Inner({ onClose, onPick, leafOnly }: { onClose: () => void; onPick: (a: Area) => void; leafOnly?: boolean }) {
  const [trail, setTrail] = useState<OrgUnit[]>([])
  const top = useApi<Page<OrgUnit>>('/org-units?limit=100')
  const city = top.data?.items.length === 1 ? top.data.items[0] : undefined
  const parent = trail[trail.length - 1]?.id || city?.id
  const list = useApi<Page<OrgUnit>>(parent ? `/org-units?parent=${encodeURIComponent(parent)}&limit=100` : null)
  const shown = parent ? list : top
  const here = trail[trail.length - 1]
  const pick = (u: OrgUnit) => onPick({ id: u.id, name: u.name, path: [...trail.map((t) => t.name), u.name].filter((x, i, a) => a.indexOf(x) === i).join(' ') })
  return (
    <View className="sheet">
      <View className="sheet-head">
        <Text className="h2">{here ? here.name : '选择地区'}</Text>
        <Tap className="link" onTap={onClose}>关闭</Tap>
      </View>
      {here && <View className="chips"><Tap className="chip" onTap={() => setTrail(trail.slice(0, -1))}>返回上一级</Tap>{!leafOnly && <Tap className="chip on" onTap={() => pick(here)}>就选{here.name}</Tap>}</View>}
      <View className="sheet-body">
        <When of={shown}>{(d) => <View className="card flush">{d.items.map((u) => (
          <Row key={u.id} title={u.name} onTap={() => (/community|village/.test(u.level) || trail.length >= 2 ? pick(u) : setTrail([...trail, u]))} />
        ))}</View>}</When>
      </View>
    </View>
  )
}
