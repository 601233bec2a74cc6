import Taro from '@tarojs/taro'
import { session } from './session'

export const tabs = ['/pages/home/index', '/pages/stations/index', '/pages/code/index', '/pages/points/index', '/pages/me/index'] as const

export function go(url: string) {
  void Taro.navigateTo({ url }).catch(() => Taro.redirectTo({ url }))
}
/** 底部五个栏目之间 */
export function tab(url: string) {
  void Taro.reLaunch({ url })
}
export function back() {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
  else tab('/pages/home/index')
}
/** 需要登录的事：已登录为 true，否则去登录页，登录后回来 */
export function needSignIn(): boolean {
  if (session('rider').get()) return true
  go('/pages/login/index')
  return false
}
export function toast(title: string) {
  void Taro.showToast({ title, icon: 'none', duration: 2500 })
}
export async function ask(title: string, content: string, yes: string, no = '再想想'): Promise<boolean> {
  const r = await Taro.showModal({ title, content, confirmText: yes, cancelText: no, confirmColor: '#b93815' })
  return r.confirm
}
