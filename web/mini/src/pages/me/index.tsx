import { Text, View } from '@tarojs/components'
import { PageFrame } from '@/components/PageFrame'
import { H } from '@/components/Box'
import { Row } from '@/components/Row'
import { Tap } from '@/components/Tap'
import { signOut } from '@/lib/api'
import { care, setCare } from '@/lib/care'
import { ask, go } from '@/lib/go'
import { useApi, useSignal } from '@/lib/hooks'
import { roleNames, worker } from '@/lib/labels'
import { session } from '@/lib/session'
import type { Me } from '@/lib/types'

export default function MePage() {
  const who = useSignal(session('rider'))
  const big = useSignal(care)
  const me = useApi<Me>(who ? '/me' : null)
  return (
    <PageFrame title="我的" at={4}>
      <View className="card">
        {who ? <View><H>{me.data?.display_name || who.person.display_name}</H><Text className="muted">{[worker(me.data?.worker_type), roleNames(who.person.roles), me.data?.phone_masked].filter((x, i, a) => x && a.indexOf(x) === i).join(' · ')}</Text></View>
          : <View className="between"><H>还没有登录</H><Tap className="btn" onTap={() => go('/pages/login/index')}>去登录</Tap></View>}
      </View>
      <View className="card flush">
        <Row icon="gift" title="我的兑换" onTap={() => go('/pages/redemptions/index')} />
        <Row icon="list" title="我的上报" onTap={() => go('/pages/report/list/index')} />
        <Row icon="book" title="积分办法" onTap={() => go('/pages/rules/index')} />
      </View>
      <View className="card flush">
        <Row icon="big" title="关怀模式" hint="字更大，按钮更大" end={<Tap role="switch" checked={big} label="关怀模式" className={`chip ${big ? 'on' : ''}`} onTap={() => setCare(!big)}>{big ? '✓ 已开' : '未开'}</Tap>} />
        <Row icon="shield" title="个人信息保护" onTap={() => go('/pages/consent/index')} />
        <Row icon="me" title="我的数据" hint="查看、导出、注销" onTap={() => go('/pages/mydata/index')} />
      </View>
      <View className="card flush"><Row icon="scan" title="兑换柜台" hint="超市管理员从这里进" onTap={() => go(session('staff').get() ? '/counter/desk/index' : '/counter/login/index')} /></View>
      {who && <Tap className="btn plain block" onTap={() => void ask('退出登录', '没发出去的草稿会留在手机里。', '退出').then((y) => { if (y) void signOut('rider') })}>退出登录</Tap>}
    </PageFrame>
  )
}
