import { Text, View } from '@tarojs/components'
import { PageFrame } from '@/components/PageFrame'
import { H } from '@/components/Box'
import { Badge, Fault } from '@/components/State'
import { Tap } from '@/components/Tap'
import { consentVersion, documentNames, documents, said, sendConsent, wechatPrivacy, type Document } from '@/lib/consent'
import { ask, back, toast } from '@/lib/go'
import { useAction, useSignal } from '@/lib/hooks'
import { session } from '@/lib/session'

export default function ConsentPage() {
  const who = useSignal(session('rider'))
  const now = useSignal(said)
  const act = useAction(async (a: { document: Document; given: boolean }) => {
    if (a.given && !(await wechatPrivacy())) return false
    await sendConsent(a.document, a.given)
    return true
  })
  const say = async (document: Document, given: boolean) => {
    const loss = document === 'privacy' ? '撤回后不能再得积分和兑换，仍可看服务站和积分办法。' : documents[document].about
    if (!given && !(await ask('撤回同意', loss, '撤回'))) return
    if (await act.go({ document, given })) toast(given ? '已记下您的同意' : '已撤回')
  }
  return (
    <PageFrame title="个人信息保护">
      <Fault error={act.error} />
      {documentNames.map((d) => (
        <View key={d} className="card stack">
          <View className="between"><H>{documents[d].title}</H>{who && <Badge tone={now[d] ? 'good' : 'plain'}>{now[d] ? '✓ 已同意' : '未同意'}</Badge>}</View>
          <Text className="tiny">版本 {consentVersion} · {documents[d].about}</Text>
          {documents[d].lines.map(([h, t]) => <View key={h}><View className="title">{h}</View><View>{t}</View></View>)}
          {who && <Tap className={`btn block ${now[d] ? 'plain' : ''}`} disabled={act.busy} onTap={() => void say(d, !now[d])}>{now[d] ? '撤回同意' : '同意'}</Tap>}
        </View>
      ))}
      {!who && <Tap className="btn plain block" onTap={back}>看完了</Tap>}
    </PageFrame>
  )
}
