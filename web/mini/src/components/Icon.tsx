import { Text } from '@tarojs/components'

export type IconName = 'home' | 'pin' | 'qr' | 'star' | 'me' | 'camera' | 'gift' | 'clock' | 'back' | 'next' | 'nav' | 'plus' | 'minus' | 'check' | 'cross' | 'warn' | 'list' | 'scan' | 'wifi' | 'book' | 'shield' | 'big' | 'box' | 'print'
/** 图标是装饰，读屏跳过；意思总有文字。 */
export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  const a: Record<string, unknown> = { 'aria-hidden': 'true' }
  return <Text {...a} className={`icon i-${name} ${className}`} />
}
