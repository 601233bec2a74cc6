let ctx: AudioContext | null = null;
/** Two rising notes for done, one low for not; made here, no file is fetched. */
export function beep(good: boolean) {
  try {
    ctx ??= new AudioContext();
    void ctx.resume();
    const notes: [number, number, number][] = good ? [[880, 0, 0.12], [1320, 0.13, 0.18]] : [[220, 0, 0.35]];
    for (const [hz, at, len] of notes) {
      const o = ctx.createOscillator();
      const g = ctx.createGain();
      o.type = good ? 'sine' : 'square';
      o.frequency.value = hz;
      g.gain.setValueAtTime(good ? 0.25 : 0.12, ctx.currentTime + at);
      g.gain.exponentialRampToValueAtTime(0.001, ctx.currentTime + at + len);
      o.connect(g).connect(ctx.destination);
      o.start(ctx.currentTime + at);
      o.stop(ctx.currentTime + at + len);
    }
  } catch { /* a counter without sound still works */ }
}
