import { Text, View } from '@tarojs/components'
import { Icon } from './Icon'
import { Tap } from './Tap'

export function Stepper({ value, max, onChange, name }: { value: number; max: number; onChange: (n: number) => void; name: string }) {
  return (
    <View className="stepper">
      <Tap className="step" label={`少一件 ${name}`} disabled={value <= 0} onTap={() => onChange(value - 1)}><Icon name="minus" /></Tap>
      <Text className="step-n">{value}</Text>
      <Tap className="step" label={`多一件 ${name}`} disabled={value >= max} onTap={() => onChange(value + 1)}><Icon name="plus" /></Tap>
    </View>
  )
}
