import { load, save, signal } from './storage'

/** 关怀模式：字大 1.4 倍，按钮 60×60。 */
export const care = signal<boolean>(load('care') === true)
export function setCare(on: boolean) {
  save('care', on)
  care.set(on)
}
