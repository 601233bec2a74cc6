/** 页面安静下来之后，存一份供断网时打开（sw.js 由构建写出） */
export function keepOffline() {
  if (!('serviceWorker' in navigator)) return
  const register = () => setTimeout(() => void navigator.serviceWorker.register('/m/sw.js', { scope: '/m/' }).catch(() => undefined), 1500)
  if (document.readyState === 'complete') register()
  else window.addEventListener('load', register)
}
