/** 微信里直接用 Taro.scanCode，不需要画面 */
export function Scanner(_: { onCode: (text: string) => void; onFail: (why: string) => void }) {
  return null
}
