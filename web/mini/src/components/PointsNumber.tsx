import { Text, View } from '@tarojs/components'
import { number, signed } from '@/lib/format'

export function PointsNumber({ n, sign, big, unit = true }: { n: number; sign?: boolean; big?: boolean; unit?: boolean }) {
  return <View className={`points ${big ? 'huge' : ''} ${sign ? (n < 0 ? 'minus' : n > 0 ? 'plus' : '') : ''}`}><Text className="points-n">{sign ? signed(n) : number(n)}</Text>{unit && <Text className="points-u">分</Text>}</View>
}
