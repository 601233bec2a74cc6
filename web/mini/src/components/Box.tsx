import type { ReactNode } from 'react'
import { View } from '@tarojs/components'

const h5 = process.env.TARO_ENV === 'h5'
/** 带读屏角色的容器；两端的属性名不同，只在这里分。 */
export function Box({ children, className, role, label, live, level, style, reach }: { children?: ReactNode; className?: string; role?: string; label?: string; live?: 'polite' | 'assertive'; level?: number; style?: string; /** 键盘能走到（能横着滚的） */ reach?: boolean }) {
  const a: Record<string, unknown> = {}
  if (role) a[h5 ? 'role' : 'aria-role'] = role
  if (label) a['aria-label'] = label
  if (live) a['aria-live'] = live
  if (level && h5) a['aria-level'] = level
  if (style) a.style = style
  if (reach && h5) a.tabIndex = 0
  return <View {...a} className={className}>{children}</View>
}
export const H = ({ children, className = '' }: { children?: ReactNode; className?: string }) => <Box role="heading" level={2} className={`h2 ${className}`}>{children}</Box>
