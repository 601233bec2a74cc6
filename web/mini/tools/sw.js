// 断网也能打开骑手的页面：壳和页面存一份，接口从不经过这里。
const version = '__VERSION__'
const files = '__FILES__'
const store = 'qxy-' + version

self.addEventListener('install', (e) => {
  // 带指纹的文件浏览器多半已有，这里不会再下载一遍
  e.waitUntil(caches.open(store).then((c) => c.addAll(['./', ...files])).then(() => self.skipWaiting()))
})
self.addEventListener('activate', (e) => {
  e.waitUntil(caches.keys().then((all) => Promise.all(all.filter((k) => k.startsWith('qxy-') && k !== store).map((k) => caches.delete(k)))).then(() => self.clients.claim()))
})
self.addEventListener('fetch', (e) => {
  const url = new URL(e.request.url)
  const here = new URL(self.registration.scope)
  if (e.request.method !== 'GET' || url.origin !== here.origin || !url.pathname.startsWith(here.pathname)) return
  if (e.request.mode === 'navigate') {
    // 页面先问网络，三秒没答就用存的
    e.respondWith(new Promise((ok, no) => {
      const old = () => caches.match(here.href).then((r) => (r ? ok(r) : undefined))
      const t = setTimeout(old, 3000)
      fetch(e.request).then((r) => { clearTimeout(t); ok(r) }, (why) => { clearTimeout(t); caches.match(here.href).then((r) => (r ? ok(r) : no(why))) })
    }))
    return
  }
  e.respondWith(caches.match(e.request).then((r) => r || fetch(e.request)))
})
