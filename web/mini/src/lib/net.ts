import Taro from '@tarojs/taro'
import { signal } from './storage'

/** 现在有没有网。系统说的只作参考：请求真的不通时由 api.ts 改写。 */
export const online = signal(true)

if (process.env.TARO_ENV === 'h5') {
  online.set(navigator.onLine !== false)
  window.addEventListener('online', () => online.set(true))
  window.addEventListener('offline', () => online.set(false))
} else {
  Taro.getNetworkType({ success: (r) => online.set(r.networkType !== 'none') })
  Taro.onNetworkStatusChange((r) => online.set(r.isConnected))
}
