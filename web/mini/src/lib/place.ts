import { load, save, signal } from './storage'
import type { LatLng } from './types'

/** 人站在哪里：这次打开时取的一个点（不落盘），或自己选的地区（记着）。 */
export interface Area { id: string; name: string; path: string }
export const spot = signal<LatLng | undefined>(undefined)
export const area = signal<Area | undefined>(load('area'))
export function choose(a: Area | undefined) {
  save('area', a || '')
  area.set(a)
}
