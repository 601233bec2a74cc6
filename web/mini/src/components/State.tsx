import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { ApiError } from '@/lib/api'
import { online } from '@/lib/net'
import { useSignal, type Loaded } from '@/lib/hooks'
import { dateTime } from '@/lib/format'
import { go } from '@/lib/go'
import { Box } from './Box'
import { Icon, type IconName } from './Icon'
import { Tap } from './Tap'

export function Loading({ rows = 3 }: { rows?: number }) {
  return (
    <Box role="status" label="正在加载" className="stack">
      {Array.from({ length: rows }, (_, i) => <View key={i} className="card skeleton"><View className="bone w60" /><View className="bone" /><View className="bone w40" /></View>)}
    </Box>
  )
}
export function Empty({ title, hint, icon = 'list', children }: { title: string; hint?: string; icon?: IconName; children?: ReactNode }) {
  return (
    <View className="blank"><View className="blank-icon"><Icon name={icon} /></View><View className="blank-title">{title}</View>{hint && <View className="muted">{hint}</View>}{children}</View>
  )
}
export function ErrorState({ error, retry }: { error: ApiError; retry?: () => void }) {
  if (error.status === 401) return <Empty title="登录后就能看到" hint="服务站、超市和积分办法不用登录也能看" icon="me"><Tap className="btn" onTap={() => go('/pages/login/index')}>去登录</Tap></Empty>
  return (
    <Box role="alert" className="blank">
      <View className="blank-icon bad"><Icon name={error.network ? 'wifi' : 'warn'} /></View>
      <View className="blank-title">{error.network ? '没有连上网络' : error.message}</View>
      <View className="muted">{error.network ? '请检查手机网络，再试一次' : error.status >= 500 ? '不是您的问题，我们会尽快修好' : ''}</View>
      {error.requestId && <View className="tiny">编号 {error.requestId}</View>}
      {retry && <Tap className="btn" onTap={retry}>再试一次</Tap>}
    </Box>
  )
}
/** 一段内容的四种样子：正在加载、出错、空、有。 */
export function When<T>({ of, children, rows, empty }: { of: Loaded<T>; children: (d: T) => ReactNode; rows?: number; empty?: ReactNode }) {
  if (of.data !== undefined) {
    const items = (of.data as { items?: unknown[] }).items
    return (
      <>
        {of.stale && of.error && <View className="tiny stale">网络不通，这是{of.at ? dateTime(new Date(of.at).toISOString()) : '上次'}看到的</View>}
        {empty && Array.isArray(items) && items.length === 0 ? empty : children(of.data)}
      </>
    )
  }
  if (of.error && !of.loading) return <ErrorState error={of.error} retry={() => void of.reload()} />
  return <Loading rows={rows} />
}
export function OfflineBanner() {
  const up = useSignal(online)
  return up ? null : <Box role="status" live="polite" className="offline"><Icon name="wifi" /><Text>没有网络，显示的是上次的内容</Text></Box>
}
export function Badge({ tone = 'plain', children }: { tone?: string; children: ReactNode }) {
  return <Text className={`badge ${tone}`}>{children}</Text>
}
export function Fault({ error }: { error?: ApiError }) {
  return error ? <Box role="alert" className="fault"><Icon name="warn" /><Text>{error.message}</Text></Box> : null
}
