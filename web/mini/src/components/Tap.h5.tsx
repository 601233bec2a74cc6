import { forwardRef, type ReactNode } from 'react'

export interface TapProps {
  children?: ReactNode; label?: string; className?: string; onTap?: () => void; disabled?: boolean
  role?: 'button' | 'link' | 'tab' | 'radio' | 'switch' | 'checkbox'; checked?: boolean; current?: boolean; testid?: string
}
/** 能点的东西一律用它。H5 是真正的按钮：键盘、读屏都认得。 */
export const Tap = forwardRef<unknown, TapProps>(function Tap({ children, label, className = '', onTap, disabled, role, checked, current, testid }, ref) {
  const checkable = role === 'radio' || role === 'switch' || role === 'checkbox'
  return (
    <button
      ref={ref as never} type="button" className={`tap ${className}`} aria-label={label} disabled={disabled} data-testid={testid}
      role={role && role !== 'button' ? role : undefined} aria-checked={checkable ? !!checked : undefined}
      aria-selected={role === 'tab' ? !!checked : undefined} aria-current={current ? 'page' : undefined}
      onClick={(e) => { e.stopPropagation(); onTap?.() }}
    >{children}</button>
  )
})
