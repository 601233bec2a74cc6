import Taro from '@tarojs/taro'

/* eslint-disable @typescript-eslint/no-explicit-any */
let ctx: any
export function chime(good: boolean) {
  try {
    ctx = ctx || (Taro as any).createWebAudioContext()
    ;(good ? [880, 1318] : [220]).forEach((f, i) => {
      const o = ctx.createOscillator()
      o.frequency.value = f
      o.connect(ctx.destination)
      o.start(ctx.currentTime + i * 0.13)
      o.stop(ctx.currentTime + i * 0.13 + (good ? 0.2 : 0.4))
    })
  } catch {
    /* 没有声音 */
  }
  if (good) Taro.vibrateShort({ type: 'medium' }).catch(() => undefined)
  else Taro.vibrateLong().catch(() => undefined)
}
