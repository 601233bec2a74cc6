import { useRef, useState } from 'react'
import Taro from '@tarojs/taro'
import { Text, View } from '@tarojs/components'
import { PageFrame } from '@/components/PageFrame'
import { Box, H } from '@/components/Box'
import { Field } from '@/components/Field'
import { Icon, type IconName } from '@/components/Icon'
import { Row } from '@/components/Row'
import { Badge, Empty, When } from '@/components/State'
import { Tap } from '@/components/Tap'
import { ApiError, post, signOut } from '@/lib/api'
import { dateTime, points, time } from '@/lib/format'
import { ask, go } from '@/lib/go'
import { useAction, useApi, useSignal } from '@/lib/hooks'
import { session } from '@/lib/session'
import { load, save } from '@/lib/storage'
import { chime } from '@/lib/sound'
import { itemsText, redemptionState } from '@/lib/labels'
import { useLive } from '@/lib/useLive'
import type { CounterCard, Page, Redemption, Shown } from '@/lib/types'
import { Scanner } from '../scanner'

/** 8 位数字（可带空格）当数字码，其余当二维码内容 */
const given = (s: string): Shown | undefined => {
  const t = s.trim()
  const d = t.replace(/[\s-]/g, '')
  return /^\d{8}$/.test(d) ? { digits: d } : t.length > 8 ? { code: t } : undefined
}
interface Outcome { kind: 'done' | 'used' | 'elsewhere' | 'expired' | 'wrong'; what: string; more: string }
const shapes: Record<Outcome['kind'], IconName> = { done: 'check', used: 'clock', elsewhere: 'pin', expired: 'warn', wrong: 'cross' }
/** 每种失败有自己的话、颜色和形状 */
function explain(e: ApiError): Outcome {
  if (e.network) return { kind: 'wrong', what: '没有连上网', more: '还没有交付。网络恢复后再点一次，不会重复扣分' }
  switch (e.code) {
    case 'redemption.already_fulfilled': return { kind: 'used', what: '这个码用过了', more: `${e.problem.detail || e.message}（本店）` }
    case 'counter.other_mart': return { kind: 'elsewhere', what: '不是本店的单', more: '请对方看兑换详情里写的超市，到那里领' }
    case 'counter.code_expired': return { kind: 'expired', what: '码已过期', more: '请对方刷新手机上的码，再扫一次' }
    case 'redemption.expired': return { kind: 'expired', what: '这一单过了领取期', more: '积分已退给对方，可以重新预订' }
    case 'redemption.cancelled': return { kind: 'expired', what: '这一单已取消', more: '积分已退给对方，可以重新预订' }
    case 'redemption.self_service': return { kind: 'wrong', what: '不能给自己办', more: '请另一位管理员来办' }
    case 'redemption.second_signature': return { kind: 'wrong', what: '要两个人经手', more: '请另一位管理员先扫码复核，您再交付' }
    case 'counter.code_unknown': return { kind: 'wrong', what: '认不出这个码', more: '请核对 8 位数字，或让对方刷新后再试' }
  }
  return { kind: 'wrong', what: e.problem.title || '没有办成', more: e.message }
}

export default function Desk() {
  const who = useSignal(session('staff'))
  const [text, setText] = useState('')
  const [card, setCard] = useState<{ by: Shown; card: CounterCard }>()
  const [out, setOut] = useState<Outcome>()
  const [queue, setQueue] = useState(load('queue') === true)
  const [cam, setCam] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>()
  const last = useApi<Page<Redemption>>(who ? '/counter/redemptions?state=fulfilled&limit=20' : null, { as: 'staff' })
  const wait = useApi<Page<Redemption>>(who ? '/counter/redemptions?state=reserved&limit=20' : null, { as: 'staff' })
  useLive('staff', () => { void last.reload(); void wait.reload() }, !!who, 1000)
  const [looking, setLooking] = useState(false)

  const look = async (s: string) => {
    if (timer.current) clearTimeout(timer.current)
    setText('')
    setOut(undefined)
    setCard(undefined)
    const by = given(s)
    if (!by) return setOut({ kind: 'wrong', what: '输入不对', more: '请输入 8 位数字，或扫二维码' })
    setLooking(true)
    try {
      const c = await post<CounterCard>('/counter/scan', by, { as: 'staff' })
      setCard({ by, card: c })
    } catch (e) {
      fail(ApiError.of(e))
    } finally {
      setLooking(false)
    }
  }
  const fail = (e: ApiError) => {
    chime(false)
    setOut(explain(e))
  }
  const hand = async () => {
    if (!card) return
    const r = await run(card.by)
    if (!r) return
    chime(true)
    setOut({ kind: 'done', what: '已交付', more: `${card.card.receiver_masked} · ${itemsText(r.items)} · ${points(r.points)}` })
    setCard(undefined)
    void last.reload()
    void wait.reload()
    // 排队模式：稍后自己清空，等下一位
    if (queue) timer.current = setTimeout(() => setOut(undefined), 2500)
  }
  const failed = useRef<ApiError>()
  const fulfil = useAction(async (by: Shown, key) => {
    try {
      return await post<Redemption>('/counter/fulfil', by, { as: 'staff', key })
    } catch (e) {
      failed.current = ApiError.of(e)
      throw e
    }
  })
  const run = async (by: Shown) => {
    failed.current = undefined
    const r = await fulfil.go(by)
    if (!r && failed.current) {
      fail(failed.current)
      if (!(failed.current as ApiError).network) setCard(undefined)
    }
    return r
  }
  // 分数多的单：一位复核，另一位交付
  const second = useAction(async (by: Shown, key) => {
    try {
      return await post<Redemption>('/counter/countersign', by, { as: 'staff', key })
    } catch (e) {
      fail(ApiError.of(e))
      throw e
    }
  })
  const countersign = async () => {
    if (!card || !(await second.go(card.by))) return
    chime(true)
    setOut({ kind: 'done', what: '已复核', more: '请另一位管理员扫码交付' })
    setCard(undefined)
  }
  const weScan = async () => {
    if (process.env.TARO_ENV === 'h5') return setCam(!cam)
    const r = await Taro.scanCode({ scanType: ['qrCode', 'barCode'] }).catch(() => undefined)
    if (r) void look(r.result)
  }
  if (!who) return <PageFrame title="兑换柜台"><Empty icon="me" title="请先登录柜台"><Tap className="btn" onTap={() => void Taro.redirectTo({ url: '/counter/login/index' })}>去登录</Tap></Empty></PageFrame>
  return (
    <PageFrame title="兑换柜台" wide>
      <View className="desk">
        <View className="stack">
          <View className="card stack scan-input">
            <Field label="扫码枪扫，或输入 8 位数字" value={text} keepFocus onEnter={() => void look(text)} max={512} testid="scan-input"
              onChange={(v) => { setText(v); if (/^\d{8}$/.test(v.replace(/[\s-]/g, ''))) void look(v) }} />
            <View className="line">
              <Tap className="btn" onTap={() => void weScan()} testid="camera"><Icon name="scan" />{cam ? '关掉摄像头' : '用摄像头扫'}</Tap>
              <Tap className="btn plain" disabled={!text} onTap={() => void look(text)}>查</Tap>
              <Tap role="switch" checked={queue} className={`chip ${queue ? 'on' : ''}`} onTap={() => { save('queue', !queue); setQueue(!queue) }}>{queue ? '✓ 排队模式' : '排队模式'}</Tap>
            </View>
            {cam && <Scanner onCode={(c) => { if (!queue) setCam(false); if (!card) void look(c) }} onFail={(m) => { setCam(false); setOut({ kind: 'wrong', what: '摄像头用不了', more: m }) }} />}
          </View>
          {looking && <View className="muted center">正在查…</View>}
          {card && (
            <View className="card stack">
              <View className="between"><Text className="who">{card.card.receiver_masked}</Text><Badge tone={redemptionState[card.card.state]?.tone}>{redemptionState[card.card.state]?.text}</Badge></View>
              {card.card.items.map((i) => <View key={i.goods_id} className="goods-line">{itemsText([i])}</View>)}
              <Text className="muted">{points(card.card.points)}</Text>
              {card.card.needs_second_signature && <View className="note">{card.card.countersigned ? '已有一位管理员复核，由您交付' : '分数较多，要两位管理员：一位复核，另一位交付'}</View>}
              {card.card.needs_second_signature && !card.card.countersigned ? <Tap className="btn block hand" disabled={second.busy} onTap={() => void countersign()} testid="countersign">{second.busy ? '正在复核…' : '我来复核'}</Tap> : <Tap className="btn good block hand" disabled={fulfil.busy} onTap={() => void hand()} testid="hand-over">{fulfil.busy ? '正在交付…' : '交给本人'}</Tap>}
              <Tap className="btn plain block" onTap={() => setCard(undefined)}>不是这一单</Tap>
            </View>
          )}
          {out && <Box role={out.kind === 'done' ? 'status' : 'alert'} live="assertive" className={`result ${out.kind}`}><View className="shape"><Icon name={shapes[out.kind]} /></View><View className="grow"><View className="what">{out.what}</View><View>{out.more}</View></View></Box>}
          <View className="card flush">
            <Row icon="box" title="库存" hint="入库、盘点、报损" onTap={() => go('/counter/stock/index')} />
            <Row icon="print" title="日结" hint="核对、打印、导出" onTap={() => go('/counter/close/index')} />
            <Row icon="me" title={who.person.display_name} end={<Tap className="link" onTap={() => void ask('退出柜台', '下次要重新登录。', '退出').then((y) => { if (y) void signOut('staff') })}>退出</Tap>} />
          </View>
        </View>
        <View className="stack">
          <H>等着领（{wait.data?.items.length ?? '…'}）</H>
          <When of={wait} rows={1} empty={<View className="muted">没有人在等</View>}>{(d) => <View className="card flush">{d.items.slice(0, 6).map((r) => <Row key={r.id} title={itemsText(r.items)} hint={`${r.receiver_masked || ''} ${dateTime(r.expires_at)}前`} end={points(r.points)} />)}</View>}</When>
          <H>最近 20 单</H>
          <When of={last} rows={2} empty={<View className="muted">今天还没有交付</View>}>{(d) => <View className="card flush">{d.items.map((r) => <Row key={r.id} title={itemsText(r.items)} hint={`${r.receiver_masked || ''} ${r.number}`} end={r.fulfilled_at ? time(r.fulfilled_at) : ''} />)}</View>}</When>
        </View>
      </View>
    </PageFrame>
  )
}
