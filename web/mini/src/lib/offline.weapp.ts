/** 小程序的代码包本来就在手机里 */
export function keepOffline() {
  /* 不用做什么 */
}
