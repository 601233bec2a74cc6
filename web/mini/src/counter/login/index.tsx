import { useState } from 'react'
import Taro from '@tarojs/taro'
import { Text, View } from '@tarojs/components'
import { PageFrame } from '@/components/PageFrame'
import { H } from '@/components/Box'
import { Field } from '@/components/Field'
import { Fault } from '@/components/State'
import { Tap } from '@/components/Tap'
import { signInStaff } from '@/lib/api'
import { toast } from '@/lib/go'
import { useAction } from '@/lib/hooks'

export default function StaffLogin() {
  const [f, set] = useState({ username: '', password: '', otp: '' })
  const act = useAction((a: typeof f) => signInStaff(a.username.trim(), a.password, a.otp.trim() || undefined))
  const needOtp = !!f.otp || !!act.error?.code.includes('otp')
  const submit = async () => {
    if (!f.username.trim() || !f.password) return toast('请填用户名和密码')
    if (await act.go(f)) void Taro.redirectTo({ url: '/counter/desk/index' })
  }
  return (
    <PageFrame title="柜台登录">
      <View className="card stack">
        <H>超市管理员登录</H>
        <Field label="用户名" value={f.username} onChange={(v) => set({ ...f, username: v })} max={64} testid="username" />
        <Field label="密码" type="password" value={f.password} onChange={(v) => set({ ...f, password: v })} onEnter={() => void submit()} max={128} testid="password" />
        {needOtp && <Field label="动态口令（6 位）" type="digit" value={f.otp} onChange={(v) => set({ ...f, otp: v })} onEnter={() => void submit()} max={6} />}
        <Fault error={act.error} />
        <Tap className="btn block" disabled={act.busy} onTap={() => void submit()} testid="staff-sign-in">{act.busy ? '正在登录…' : '登录'}</Tap>
        <Text className="tiny">只有超市管理员能进柜台；每次查看和交付都有记录。</Text>
      </View>
    </PageFrame>
  )
}
