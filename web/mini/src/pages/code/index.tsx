import { useCallback, useEffect, useRef, useState } from 'react'
import { useDidShow, useRouter } from '@tarojs/taro'
import { Text, View } from '@tarojs/components'
import { PageFrame } from '@/components/PageFrame'
import { Box, H } from '@/components/Box'
import { Icon } from '@/components/Icon'
import { QrCode } from '@/components/QrCode'
import { Badge, Empty, Loading, When } from '@/components/State'
import { Tap } from '@/components/Tap'
import { ApiError, get } from '@/lib/api'
import { date, dateTime, digits8, points, time } from '@/lib/format'
import { go } from '@/lib/go'
import { useApi, useNow, useSignal } from '@/lib/hooks'
import { keepCode, lastCode } from '@/lib/lastcode'
import { itemsText } from '@/lib/labels'
import { session } from '@/lib/session'
import { useLive } from '@/lib/useLive'
import { chime } from '@/lib/sound'
import type { Page, PickupCode, Redemption } from '@/lib/types'

export default function CodePage() {
  const want = useRouter().params.id
  const who = useSignal(session('rider'))
  const list = useApi<Page<Redemption>>(who ? '/me/redemptions?state=reserved&limit=20' : null)
  const [picked, setPicked] = useState(want)
  const kept = lastCode(who?.person.id)
  const open = (list.data?.items || []).filter((r) => r.state === 'reserved')
  // 正亮着的那一单，交付之后不在待领取里了，也要留着说“已领取”，直到本人点“好的”
  const [held, setHeld] = useState<Redemption>()
  const sure = !list.loading && !list.stale
  const one = open.find((r) => r.id === (held?.id || picked)) || held || (picked && !sure && !list.error ? undefined : open[0]) || (list.error?.network ? kept?.redemption : undefined)
  useEffect(() => {
    if (sure && one && one.id !== held?.id) setHeld(one)
  }, [sure, one, held])
  return (
    <PageFrame title="我的领取码" at={2}>
      {!who ? <Empty icon="qr" title="登录后出示领取码"><Tap className="btn" onTap={() => go('/pages/login/index')}>去登录</Tap></Empty>
        : one ? (
          <View className="stack">
            {open.length > 1 && <View className="chips">{open.map((r) => <Tap key={r.id} role="radio" checked={r.id === one.id} className={`chip ${r.id === one.id ? 'on' : ''}`} onTap={() => { setPicked(r.id); setHeld(r) }}>{itemsText(r.items)}</Tap>)}</View>}
            <Shown key={one.id} r={one} person={who.person.id} gone={() => { setHeld(undefined); setPicked(undefined); void list.reload() }} />
          </View>
         ) : list.loading ? <Loading rows={1} /> : <When of={list} empty={<Empty icon="gift" title="没有待领取的东西" hint="先到积分超市预订，再来这里出示码"><Tap className="btn" onTap={() => go('/pages/marts/index')}>去积分超市</Tap></Empty>}>{() => <Empty icon="gift" title="没有待领取的东西" />}</When>}
    </PageFrame>
  )
}

function Shown({ r, person, gone }: { r: Redemption; person: string; gone: () => void }) {
  const now = useNow()
  const kept = lastCode(person)
  const [code, setCode] = useState<PickupCode | undefined>(kept?.redemption.id === r.id ? kept.code : undefined)
  const [state, setState] = useState(r)
  const [error, setError] = useState<ApiError>()
  const busy = useRef(false)
  const [ahead, setAhead] = useState(kept?.redemption.id === r.id ? kept.ahead : 0)
  const left = code ? Math.max(0, Math.ceil((Date.parse(code.valid_until) - now - ahead) / 1000)) : 0
  const fetchCode = useCallback(async () => {
    if (busy.current) return
    busy.current = true
    try {
      const c = await get<PickupCode>(`/redemptions/${encodeURIComponent(r.id)}/pickup-code`)
      setAhead(Date.parse(c.server_time) - Date.now())
      setCode(c)
      setError(undefined)
      keepCode(person, r, c)
    } catch (e) {
      setError(ApiError.of(e))
    } finally {
      busy.current = false
    }
  }, [r, person])
  // 到点换新码；断网时每隔几秒再试
  const waiting = state.state === 'reserved'
  useEffect(() => {
    if (waiting && left <= 0 && (!error || now % 4000 < 1000)) void fetchCode()
  }, [waiting, left, error, now, fetchCode])
  useDidShow(() => void fetchCode())
  useLive('rider', () => {
    void get<Redemption>(`/redemptions/${encodeURIComponent(r.id)}`).then((x) => {
      setState((old) => {
        if (old.state !== 'fulfilled' && x.state === 'fulfilled') chime(true)
        return x
      })
    }).catch(() => undefined)
  }, waiting, 600)
  if (state.state === 'fulfilled') return (
    <View className="card stack center">
      <Box role="status" live="assertive"><View className="bigtick"><Icon name="check" /></View><H>已领取</H></Box>
      <Text>{itemsText(state.items)}</Text>
      <Text className="muted">{state.fulfilled_at ? dateTime(state.fulfilled_at) : '刚刚'} · {state.mart.name}</Text>
      <Tap className="btn danger" onTap={() => go(`/pages/redemptions/detail/index?id=${encodeURIComponent(r.id)}&ask=1`)}>不是我领的</Tap>
      <Tap className="btn plain" onTap={gone}>好的</Tap>
    </View>
  )
  if (state.state !== 'reserved') return <Empty title="这一单已经不能领了" hint="积分已退回，或已过领取时间"><Tap className="btn" onTap={gone}>看看别的</Tap></Empty>
  return (
    <View className="card stack">
      <View className="center"><View className="title">{itemsText(r.items)}</View><View className="muted">{r.mart.name} · {points(r.points)} · {date(r.expires_at)}前领取</View></View>
      {code ? (
        <>
          <QrCode text={code.code} label="领取二维码，给管理员扫" />
          <Box className="digits" label={`数字码 ${code.digits}`} role="text">{digits8(code.digits)}</Box>
          {left > 0 ? <View className="stack"><View className="track"><View className="track-in" style={{ width: `${Math.min(100, (left / 60) * 100)}%` }} /></View><View className="muted center num">{left} 秒后自动换新码</View></View>
            : error ? <View className="note">没有网络，这是 {time(code.valid_until)} 前有效的码。给管理员看，由柜台联网核对；连上网会自动换新。</View>
            : <View className="muted center">正在换新码…</View>}
        </>
      ) : error ? <View className="stack center"><Badge tone="warn">{error.message}</Badge><Tap className="btn" onTap={() => void fetchCode()}>再试一次</Tap></View> : <View className="qr bone" />}
      <View className="tiny center">码只能用一次，领完自动失效。不要截图发给别人。</View>
    </View>
  )
}
