import { Text, View } from '@tarojs/components'
import { PageFrame } from '@/components/PageFrame'
import { H } from '@/components/Box'
import { ErrorState, Fault, When } from '@/components/State'
import { Row } from '@/components/Row'
import { Tap } from '@/components/Tap'
import { ApiError, get, post } from '@/lib/api'
import { saveFile } from '@/lib/files'
import { dateTime, today } from '@/lib/format'
import { documents } from '@/lib/consent'
import { ask, tab, toast } from '@/lib/go'
import { useAction, useApi, useSignal } from '@/lib/hooks'
import { roleNames, worker } from '@/lib/labels'
import { leave, session } from '@/lib/session'
import type { Me } from '@/lib/types'

export default function MyData() {
  const who = useSignal(session('rider'))
  const me = useApi<Me>(who ? '/me' : null)
  const out = useAction(async (_: string) => toast(await saveFile(`qingxiaoyi-${today()}.json`, JSON.stringify(await get('/me/export'), null, 2))))
  const bye = useAction((a: { confirm: true }, key) => post('/me/cancel', a, { key }).then(() => true))
  const cancel = async () => {
    if (!(await ask('注销账号', '剩余积分作废。有待领取的兑换要先领取或取消。姓名和手机号会抹去，账目只留一个化名。注销后不能恢复。', '继续注销'))) return
    if (!(await ask('最后确认', '真的要注销吗？', '注销'))) return
    if (await bye.go({ confirm: true })) {
      leave('rider')
      toast('已注销')
      tab('/pages/home/index')
    }
  }
  if (!who) return <PageFrame title="我的数据"><ErrorState error={new ApiError(401, '', '请先登录')} /></PageFrame>
  return (
    <PageFrame title="我的数据">
      <When of={me} rows={2}>{(d) => (
        <>
          <View className="card flush">
            <Row title="称呼" end={d.display_name} /><Row title="手机号" end={d.phone_masked || '没有留'} /><Row title="职业" end={worker(d.worker_type) || '没有填'} /><Row title="身份" end={roleNames(d.roles) || '—'} />
          </View>
          <View className="card stack"><H>同意过的</H>{d.consents.length ? d.consents.map((c) => <View key={c.document} className="between"><Text>{documents[c.document as keyof typeof documents]?.title || c.document}</Text><Text className="tiny">{c.given ? '同意' : '撤回'} · {dateTime(c.at)}</Text></View>) : <Text className="muted">还没有记录</Text>}</View>
        </>
      )}</When>
      <Fault error={out.error || bye.error} />
      <Tap className="btn line-btn block" disabled={out.busy} onTap={() => void out.go('')}>{out.busy ? '正在导出…' : '导出我的数据'}</Tap>
      <Tap className="btn danger block" disabled={bye.busy} onTap={() => void cancel()}>注销账号</Tap>
    </PageFrame>
  )
}
