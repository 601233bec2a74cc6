import { Text, View } from '@tarojs/components'
import { PageFrame } from '@/components/PageFrame'
import { Tap } from '@/components/Tap'
import { Icon } from '@/components/Icon'
import { H } from '@/components/Box'
import { Row } from '@/components/Row'
import { PointsNumber } from '@/components/PointsNumber'
import { StationList } from '@/components/StationList'
import { care, setCare } from '@/lib/care'
import { drafts, newDraft } from '@/lib/drafts'
import { useApi, useSignal } from '@/lib/hooks'
import { session } from '@/lib/session'
import { takePhoto } from '@/lib/photos'
import { shot } from '@/lib/shot'
import { go, tab } from '@/lib/go'
import { date, points as pointsText } from '@/lib/format'
import type { Points } from '@/lib/types'

export default function Home() {
  const big = useSignal(care)
  const who = useSignal(session('rider'))
  const waiting = useSignal(drafts).filter((d) => d.state !== 'editing').length
  const p = useApi<Points>(who ? '/me/points' : null)

  // 三下：这里拍照、选类别、提交。取景和页面同时打开，取消了页面也在。
  const snap = async () => {
    const d = newDraft()
    const taking = takePhoto(true)
    if (process.env.TARO_ENV === 'h5') {
      go(`/pages/report/new/index?id=${d.id}`)
      const k = await taking
      if (k) shot(d.id, k)
    } else {
      const k = await taking
      if (k) shot(d.id, k)
      go(`/pages/report/new/index?id=${d.id}`)
    }
  }
  return (
    <PageFrame title="庆小驿" at={0} bare>
      <View className="hero">
        <View className="between">
          <View><View className="hero-name">庆小驿</View><View className="hero-sub">{who ? `${who.person.display_name}，路上辛苦了` : '累了歇歇脚，顺手帮一把'}</View></View>
          <Tap className="care-switch" role="switch" checked={big} label="关怀模式（大字）" onTap={() => setCare(!big)} testid="care">{big ? '标准字' : '大字版'}</Tap>
        </View>
        <Tap className="hero-points" onTap={() => (who ? tab('/pages/points/index') : go('/pages/login/index'))}>
          <View>{who ? <><View className="hero-sub">可用积分</View>{p.data ? <PointsNumber n={p.data.available} big /> : <Text className="h2">正在看…</Text>}</> : <Text className="h2">登录后查看积分</Text>}</View>
          <View className="hero-sub">{p.data && (p.data.pending || p.data.held) ? `待审核 ${pointsText(p.data.pending)}，冻结 ${pointsText(p.data.held)}` : who ? '查看明细 ›' : '去登录 ›'}</View>
        </Tap>
        <View style={{ height: '22px' }} />
      </View>
      <View className="stack" style={{ marginTop: '-12px' }}>
        <View className="quick">
          <Tap onTap={() => void snap()} testid="snap"><Icon name="camera" /><View><Text className="t">随手拍</Text><Text className="s">看见问题拍一张</Text></View></Tap>
          <Tap onTap={() => tab('/pages/code/index')} testid="code"><Icon name="qr" /><View><Text className="t">领取码</Text><Text className="s">到店出示</Text></View></Tap>
        </View>
        {p.data?.expiring.filter((e) => e.soon).map((e) => <Tap key={e.on} className="card" onTap={() => go('/pages/marts/index')}><View className="between"><Text>{pointsText(e.points)}{date(e.on)}到期</Text><Text className="link">去换东西</Text></View></Tap>)}
        {waiting > 0 && <Tap className="card" onTap={() => go('/pages/report/list/index')}><View className="between"><Text>{waiting} 份上报还没发出去</Text><Text className="link">去看看</Text></View></Tap>}
        <View className="card flush">
          <Row icon="gift" title="积分超市" hint="看看能换什么" onTap={() => go('/pages/marts/index')} />
          <Row icon="list" title="我的上报" hint="办到哪一步了" onTap={() => go('/pages/report/list/index')} />
        </View>
        <View className="between"><H>附近的服务站</H><Tap className="link" onTap={() => tab('/pages/stations/index')}>全部</Tap></View>
        <StationList kind="stations" limit={5} />
      </View>
    </PageFrame>
  )
}
