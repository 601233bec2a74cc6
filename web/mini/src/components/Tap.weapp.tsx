import { forwardRef, type ReactNode } from 'react'
import { View } from '@tarojs/components'

export interface TapProps {
  children?: ReactNode; label?: string; className?: string; onTap?: () => void; disabled?: boolean
  role?: 'button' | 'link' | 'tab' | 'radio' | 'switch' | 'checkbox'; checked?: boolean; current?: boolean; testid?: string
}
/** 能点的东西一律用它，读屏（微信无障碍）认得。 */
export const Tap = forwardRef<unknown, TapProps>(function Tap({ children, label, className = '', onTap, disabled, role = 'button', checked, current }, _ref) {
  const aria: Record<string, unknown> = { 'aria-role': role }
  if (label) aria['aria-label'] = label
  if (checked !== undefined) aria['aria-checked'] = checked
  if (current) aria['aria-selected'] = true
  if (disabled) aria['aria-disabled'] = true
  return (
    <View {...aria} className={`tap ${className} ${disabled ? 'off' : ''}`} hoverClass={disabled ? 'none' : 'tap-on'} onClick={() => !disabled && onTap?.()}>{children}</View>
  )
})
