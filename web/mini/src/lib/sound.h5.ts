let ctx: AudioContext | undefined
/** 好：两声上行；坏：一声低的。没有声音设备也不碍事。 */
export function chime(good: boolean) {
  try {
    ctx ||= new AudioContext()
    void ctx.resume()
    ;(good ? [880, 1318] : [220]).forEach((f, i) => {
      const o = ctx!.createOscillator()
      const g = ctx!.createGain()
      const at = ctx!.currentTime + i * 0.13
      o.frequency.value = f
      o.type = good ? 'sine' : 'square'
      g.gain.setValueAtTime(0.25, at)
      g.gain.exponentialRampToValueAtTime(0.001, at + (good ? 0.25 : 0.4))
      o.connect(g).connect(ctx!.destination)
      o.start(at)
      o.stop(at + 0.45)
    })
    navigator.vibrate?.(good ? 80 : [120, 60, 120])
  } catch {
    /* 没有声音 */
  }
}
