import { useEffect, useRef } from 'react'

export interface FieldProps {
  label: string; value: string; onChange: (v: string) => void; onEnter?: () => void; placeholder?: string; type?: 'text' | 'password' | 'digit' | 'date'
  max?: number; error?: string; area?: boolean; hideLabel?: boolean; keepFocus?: boolean; className?: string; testid?: string
}
/** 输入框。keepFocus：焦点丢了自己拿回来，扫码枪随时能打字进来。 */
export function Field({ label, value, onChange, onEnter, placeholder, type = 'text', max = 200, error, area, hideLabel, keepFocus, className = '', testid }: FieldProps) {
  const ref = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  useEffect(() => {
    if (!keepFocus) return undefined
    const take = () => {
      const a = document.activeElement
      if (!a || a === document.body || a.tagName === 'BUTTON') ref.current?.focus({ preventScroll: true })
    }
    take()
    const t = setInterval(take, 700)
    return () => clearInterval(t)
  }, [keepFocus])
  const props = {
    ref, value, placeholder, maxLength: max, 'aria-label': label, 'aria-invalid': error ? true : undefined, 'data-testid': testid, className: 'input',
    onChange: (e: { target: { value: string } }) => onChange(e.target.value),
  }
  return (
    <label className={`field ${className}`}>
      {!hideLabel && <span className="field-label">{label}</span>}
      {area ? <textarea {...props} rows={3} /> : (
        <input {...props} type={type === 'digit' ? 'text' : type} inputMode={type === 'digit' ? 'numeric' : undefined} autoComplete={type === 'password' ? 'current-password' : 'off'}
          autoCapitalize="off" onKeyDown={(e) => { if (e.key === 'Enter') { e.preventDefault(); onEnter?.() } }} />
      )}
      {error && <span className="field-error" role="alert">{error}</span>}
    </label>
  )
}
