import { useState } from 'react'
import { Input, Picker, Text, Textarea, View } from '@tarojs/components'

export interface FieldProps {
  label: string; value: string; onChange: (v: string) => void; onEnter?: () => void; placeholder?: string; type?: 'text' | 'password' | 'digit' | 'date'
  max?: number; error?: string; area?: boolean; hideLabel?: boolean; keepFocus?: boolean; className?: string; testid?: string
}
export function Field({ label, value, onChange, onEnter, placeholder, type = 'text', max = 200, error, area, hideLabel, keepFocus, className = '' }: FieldProps) {
  const [focus, setFocus] = useState(!!keepFocus)
  const aria: Record<string, unknown> = { 'aria-label': label }
  return (
    <View className={`field ${className}`}>
      {!hideLabel && <Text className="field-label">{label}</Text>}
      {type === 'date' ? (
        <Picker mode="date" value={value} onChange={(e) => onChange(String(e.detail.value))}><View className="input" {...aria}>{value}</View></Picker>
      ) : area ? (
        <Textarea {...aria} className="input" value={value} placeholder={placeholder} maxlength={max} autoHeight onInput={(e) => onChange(e.detail.value)} />
      ) : (
        <Input {...aria} className="input" value={value} placeholder={placeholder} maxlength={max} password={type === 'password'} type={type === 'digit' ? 'number' : 'text'}
          focus={focus} onBlur={() => { if (keepFocus) { setFocus(false); setTimeout(() => setFocus(true), 300) } }} confirmHold={!!keepFocus}
          onInput={(e) => onChange(e.detail.value)} onConfirm={() => onEnter?.()} />
      )}
      {error && <Text className="field-error">{error}</Text>}
    </View>
  )
}
