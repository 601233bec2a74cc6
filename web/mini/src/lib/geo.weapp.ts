import Taro from '@tarojs/taro'
import type { LatLng } from './types'

export async function locate(): Promise<LatLng | undefined> {
  try {
    const p = await Taro.getLocation({ type: 'gcj02', isHighAccuracy: true, highAccuracyExpireTime: 5000 })
    return { lat: p.latitude, lng: p.longitude }
  } catch {
    return undefined
  }
}
export async function directions(to: LatLng, name: string, address: string): Promise<'opened' | 'copied' | 'failed'> {
  try {
    await Taro.openLocation({ latitude: to.lat, longitude: to.lng, name, address, scale: 16 })
    return 'opened'
  } catch {
    return 'failed'
  }
}
export async function copy(text: string): Promise<boolean> {
  try {
    await Taro.setClipboardData({ data: text })
    return true
  } catch {
    return false
  }
}
