import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import { Popup } from '@nutui/nutui-react-taro'
import { PageFrame } from '@/components/PageFrame'
import { H } from '@/components/Box'
import { PointsNumber } from '@/components/PointsNumber'
import { Row } from '@/components/Row'
import { Empty, When } from '@/components/State'
import { Tap } from '@/components/Tap'
import { base, token } from '@/lib/api'
import { download } from '@/lib/files'
import { date, dateTime, number, points, today } from '@/lib/format'
import { go, toast } from '@/lib/go'
import { useApi, useList, useSignal } from '@/lib/hooks'
import { pointsState, transferKind } from '@/lib/labels'
import { session } from '@/lib/session'
import type { Award, Explained, Page, Points, Transfer } from '@/lib/types'

export default function PointsPage() {
  const who = useSignal(session('rider'))
  const p = useApi<Points>(who ? '/me/points' : null)
  const pending = useApi<Page<Award>>(who ? '/me/awards?limit=20' : null)
  const waiting = (pending.data?.items || []).filter((a) => a.state === 'pending' || a.state === 'queued')
  const [opened, setOpened] = useState<Transfer>()
  const excel = async () => {
    try {
      toast(await download(`${base()}/api/v1/me/transfers.xlsx`, `积分明细-${today()}.xlsx`, await token('rider')))
    } catch {
      toast('没有导出成功，请稍后再试')
    }
  }
  const list = useList<Transfer>(who ? '/me/transfers?limit=20' : null)
  return (
    <PageFrame title="我的积分" at={3}>
      {!who ? <Empty icon="star" title="登录后查看积分" hint="积分办法不用登录也能看"><Tap className="btn" onTap={() => go('/pages/login/index')}>去登录</Tap></Empty> : (
        <>
          <When of={p} rows={1}>{(d) => (
            <View className="card stack">
              <View><View className="muted">可用积分</View><PointsNumber n={d.available} big /></View>
              <View className="grid3">
                <View><View className="muted">冻结中</View><Text className="title num">{number(d.held)}</Text></View>
                <View><View className="muted">待审核</View><Text className="title num">{number(d.pending)}</Text></View>
                <View><View className="muted">荣誉值</View><Text className="title num">{number(d.honor)}</Text></View>
              </View>
              <View className="tiny">累计获得 {number(d.earned_total)}，兑换 {number(d.redeemed_total)}，到期 {number(d.expired_total)}</View>
              {d.expiring.map((e) => <View key={e.on} className={e.soon ? 'note' : 'tiny'}>{points(e.points)}将在{date(e.on)}到期{e.soon ? '，先换点用得上的' : ''}</View>)}
            </View>
          )}</When>
          {waiting.length > 0 && <><H>等着入账</H><View className="card flush">{waiting.map((a) => <Row key={a.id} title={a.rule_name} hint={`${pointsState[a.state]} · ${dateTime(a.at)}`} end={<PointsNumber n={a.points} sign />} />)}</View></>}
          <View className="between"><H>积分明细</H><Tap className="link" onTap={() => void excel()}>导出表格</Tap></View>
          <When of={list} empty={<Empty title="还没有积分记录" hint="拍一张身边的问题，审核通过就有积分" />}>{() => (
            <View className="stack">
              <View className="card flush">{(list.items || []).map((t) => <Row key={t.id} title={t.reason || transferKind[t.kind]} hint={`${transferKind[t.kind]}${t.kind === 'redeem' ? ` ${points(t.amount)}，预订时已冻结` : ''} · ${dateTime(t.at)}`} end={<View><PointsNumber n={t.points} sign unit={false} /><View className="tiny num">余 {number(t.balance_after)}</View></View>} onTap={() => setOpened(t)} />)}</View>
              {list.next && <Tap className="btn plain" onTap={() => void list.loadMore()} disabled={list.moreBusy}>再看一些</Tap>}
            </View>
          )}</When>
        </>
      )}
      <Why t={opened} onClose={() => setOpened(undefined)} />
      <View className="card flush"><Row icon="book" title="积分办法" hint="做什么得几分，怎么用，什么时候到期" onTap={() => go('/pages/rules/index')} /></View>
    </PageFrame>
  )
}

/** 一笔的由来：按哪一条、怎么算、上限切掉多少 */
function Why({ t, onClose }: { t?: Transfer; onClose: () => void }) {
  const x = useApi<Explained>(t ? `/me/transfers/${encodeURIComponent(t.id)}` : null)
  return (
    <Popup visible={!!t} position="bottom" round onClose={onClose} lockScroll>{t && (
      <View className="sheet"><View className="sheet-head"><Text className="h2">这一笔的由来</Text><Tap className="link" onTap={onClose}>关闭</Tap></View>
        <View className="sheet-body stack">
          <View className="card stack"><View className="between"><Text className="title">{t.reason}</Text><PointsNumber n={t.points} sign /></View><Text className="muted">{transferKind[t.kind]} · {dateTime(t.at)} · 余 {points(t.balance_after)}</Text></View>
          <When of={x} rows={1}>{(d) => d.award ? (
            <View className="card stack">
              <Text className="title">{d.award.rule_name}</Text><Text>{d.award.explanation}</Text>
              {d.award.caps.filter((c) => c.cut > 0).map((c) => <View key={c.cap} className="note">到了上限，少记 {points(c.cut)}</View>)}
              <Text className="tiny">依据积分办法第 {d.award.rulebook_version} 版 {d.award.rule_code}</Text>
            </View>
          ) : <View />}</When>
        </View>
      </View>
    )}</Popup>
  )
}
