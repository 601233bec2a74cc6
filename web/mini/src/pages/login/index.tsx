import { useState } from 'react'
import Taro from '@tarojs/taro'
import { Text, View } from '@tarojs/components'
import { PageFrame } from '@/components/PageFrame'
import { H } from '@/components/Box'
import { Icon } from '@/components/Icon'
import { Field } from '@/components/Field'
import { Fault } from '@/components/State'
import { Tap } from '@/components/Tap'
import { signIn } from '@/lib/api'
import { back, go, toast } from '@/lib/go'
import { useAction } from '@/lib/hooks'
import { afterSignIn, documentNames, documents, wechatPrivacy, type Document } from '@/lib/consent'

const h5 = process.env.TARO_ENV === 'h5'

export default function Login() {
  const [code, setCode] = useState('')
  const [given, setGiven] = useState<Partial<Record<Document, boolean>>>({})
  const act = useAction(async (c: string) => {
    const s = await signIn(h5 ? c : (await Taro.login()).code)
    await afterSignIn(documentNames.filter((d) => given[d])).catch(() => undefined)
    return s
  })
  const submit = async () => {
    if (!given.privacy) return toast('请先看过并同意个人信息保护政策')
    if (!(await wechatPrivacy())) return
    if (h5 && !code.trim()) return toast('请输入登录码')
    const s = await act.go(code.trim())
    if (s) {
      toast(s.is_new ? '欢迎来到庆小驿' : '欢迎回来')
      back()
    }
  }
  return (
    <PageFrame title="登录">
      <View className="card stack">
        <H>{h5 ? '用登录码登录' : '用微信登录'}</H>
        <Text className="muted">只取一个微信编号认出是您，不要手机号，不要位置。</Text>
        {h5 && <Field label="登录码" value={code} onChange={setCode} onEnter={() => void submit()} placeholder="体验时可填 demo-rider-1" max={128} testid="code-input" />}
        {documentNames.map((d) => (
          <Tap key={d} role="checkbox" checked={!!given[d]} className="check" onTap={() => setGiven({ ...given, [d]: !given[d] })} testid={`agree-${d}`}>
            <View className={`box ${given[d] ? 'on' : ''}`}>{given[d] && <Icon name="check" />}</View>
            <View className="grow"><View>同意《{documents[d].title}》</View><View className="muted">{d === 'privacy' ? '必须：' : '可选：'}{documents[d].about}</View></View>
          </Tap>
        ))}
        <Tap className="link" onTap={() => go('/pages/consent/index')}>看看全文</Tap>
        <Fault error={act.error} />
        <Tap className="btn block" disabled={act.busy} onTap={() => void submit()} testid="sign-in">{act.busy ? '正在登录…' : h5 ? '登录' : '微信登录'}</Tap>
        <Tap className="btn plain block" onTap={back}>先不登录，随便看看</Tap>
      </View>
      <View className="tiny center">未满 14 周岁不能注册；14 到 17 周岁须监护人同意。</View>
      <Tap className="link" onTap={() => go('/counter/login/index')}>我是超市管理员</Tap>
    </PageFrame>
  )
}
