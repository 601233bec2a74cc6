import { useEffect } from 'react'
import { Text, View } from '@tarojs/components'
import { PageFrame } from '@/components/PageFrame'
import { Badge, Empty, When } from '@/components/State'
import { Row } from '@/components/Row'
import { Tap } from '@/components/Tap'
import { change, discard, drafts, kick, sent } from '@/lib/drafts'
import { dateTime } from '@/lib/format'
import { ask, go, needSignIn } from '@/lib/go'
import { useList, useSignal } from '@/lib/hooks'
import { categoryLabel, reportState } from '@/lib/labels'
import { online } from '@/lib/net'
import { session } from '@/lib/session'
import type { Report } from '@/lib/types'

export default function Reports() {
  const who = useSignal(session('rider'))
  const ds = useSignal(drafts).filter((d) => d.photos.length || d.input.category)
  const done = useSignal(sent)
  const up = useSignal(online)
  const list = useList<Report>(who ? '/me/reports?limit=20' : null)
  const { reload } = list
  useEffect(() => {
    if (done) void reload()
  }, [done, reload])
  return (
    <PageFrame title="我的上报">
      {done && <View className="okay">已收到，编号 {done.report.number}</View>}
      {ds.map((d) => (
        <View key={d.id} className="card stack">
          <View className="between"><Text className="title">{d.input.category ? categoryLabel[d.input.category] : '还没选类别'}</Text><Badge tone={d.state === 'refused' ? 'bad' : 'warn'}>{d.state === 'waiting' ? (!who ? '登录后发出' : up ? '正在发出' : '有网自动发') : d.state === 'refused' ? '没发成' : '草稿'}</Badge></View>
          {d.error && <Text className="muted">{d.error}</Text>}
          <View className="line">
            {d.state === 'waiting' ? <Tap className="btn small" onTap={() => { if (needSignIn()) void kick() }}>现在发</Tap> : <Tap className="btn small" onTap={() => go(`/pages/report/new/index?id=${d.id}`)}>接着写</Tap>}
            {d.state === 'waiting' && <Tap className="btn plain small" onTap={() => { change(d.id, { state: 'editing' }); go(`/pages/report/new/index?id=${d.id}`) }}>改一改</Tap>}
            <Tap className="btn plain small" onTap={() => void ask('删除草稿', '照片和文字都会删掉。', '删除').then((y) => y && discard(d.id))}>删除</Tap>
          </View>
        </View>
      ))}
      {!who ? <Empty icon="me" title="登录后查看上报进展"><Tap className="btn" onTap={() => go('/pages/login/index')}>去登录</Tap></Empty> : (
        <When of={list} empty={ds.length ? <View /> : <Empty icon="camera" title="还没有上报过" hint="路上看到井盖坏了、通道堵了，拍一张就行" />}>{() => (
          <View className="stack">
            <View className="card flush">{(list.items || []).map((r) => <Row key={r.id} title={r.description || r.category_name} hint={`${r.category_name} · ${dateTime(r.filed_at)}`} end={<Badge tone={reportState[r.state]?.tone}>{reportState[r.state]?.text || r.state}</Badge>} onTap={() => go(`/pages/report/detail/index?id=${encodeURIComponent(r.id)}`)} />)}</View>
            {list.next && <Tap className="btn plain" onTap={() => void list.loadMore()}>再看一些</Tap>}
          </View>
        )}</When>
      )}
    </PageFrame>
  )
}
