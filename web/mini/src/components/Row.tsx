import type { ReactNode } from 'react'
import { Text, View } from '@tarojs/components'
import { Icon, type IconName } from './Icon'
import { Tap } from './Tap'

export function Row({ icon, title, hint, end, onTap, label }: { icon?: IconName; title: ReactNode; hint?: ReactNode; end?: ReactNode; onTap?: () => void; label?: string }) {
  const inner = (
    <>
      {icon && <View className="row-icon"><Icon name={icon} /></View>}
      <View className="row-main"><View className="row-title">{title}</View>{hint && <View className="muted">{hint}</View>}</View>
      {end !== undefined && <View className="row-end">{typeof end === 'string' ? <Text className="muted">{end}</Text> : end}</View>}
      {onTap && <Icon name="next" className="faint" />}
    </>
  )
  return onTap ? <Tap className="row" onTap={onTap} label={label}>{inner}</Tap> : <View className="row">{inner}</View>
}
