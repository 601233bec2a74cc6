// 没有微信也能看小程序包：把构建好的页面当成自定义组件交给 miniprogram-simulate 渲染，wx 的接口由这里顶替，网络是真的。
const { chmodSync } = require('node:fs')
const path = require('node:path')
const { JSDOM } = require('jsdom')

const dist = path.join(__dirname, '../dist/weapp')

/** 顶替 wx：存储在内存，请求真的发出去，界面动作记下来 */
function makeWx(store, seen) {
  const ok = (o, value) => {
    o?.success?.(value)
    o?.complete?.(value)
    return Promise.resolve(value)
  }
  const wx = {
    getStorageSync: (k) => store[k] ?? '',
    setStorageSync: (k, v) => { store[k] = v },
    removeStorageSync: (k) => { delete store[k] },
    getSystemInfoSync: () => ({ platform: 'devtools', SDKVersion: '3.8.0', windowWidth: 390, windowHeight: 844, pixelRatio: 2, language: 'zh_CN', system: 'test' }),
    getDeviceInfo: () => ({ platform: 'devtools' }), getAppBaseInfo: () => ({ SDKVersion: '3.8.0' }),
    getWindowInfo: () => ({ windowWidth: 390, windowHeight: 844, pixelRatio: 2 }),
    getNetworkType: (o) => ok(o, { networkType: 'wifi' }), onNetworkStatusChange: () => undefined,
    getLaunchOptionsSync: () => ({ path: '', query: {} }), getEnterOptionsSync: () => ({ path: '', query: {} }),
    canIUse: () => true, nextTick: (f) => setTimeout(f, 0), env: { USER_DATA_PATH: 'wxfile://usr' },
    login: (o) => ok(o, { code: store['simulator.code'] || 'demo-rider-1' }),
    requirePrivacyAuthorize: (o) => ok(o, {}),
    showToast: (o) => { seen.push(['toast', o.title]); return ok(o, {}) },
    showModal: (o) => { seen.push(['modal', o.title]); return ok(o, { confirm: true, cancel: false }) },
    vibrateShort: (o) => ok(o, {}), vibrateLong: (o) => ok(o, {}),
    openLocation: (o) => { seen.push(['openLocation', o]); return ok(o, {}) },
    getLocation: (o) => ok(o, { latitude: 46.6112, longitude: 124.8845 }),
    createSelectorQuery: () => ({ select: () => ({ boundingClientRect: () => undefined, fields: () => undefined }), exec: (f) => f?.([]) }),
    request(o) {
      const abort = new AbortController()
      const task = { abort: () => abort.abort(), onChunkReceived: (f) => { task.chunk = f }, offChunkReceived: () => undefined, onHeadersReceived: () => undefined }
      fetch(o.url, { method: o.method || 'GET', headers: o.header, body: o.data, signal: abort.signal }).then(async (r) => {
        let text = ''
        if (o.enableChunked) for await (const piece of r.body) task.chunk?.({ data: piece.buffer.slice(piece.byteOffset, piece.byteOffset + piece.byteLength) })
        else text = await r.text()
        const answer = { statusCode: r.status, data: text, header: Object.fromEntries(r.headers), errMsg: 'request:ok' }
        o.success?.(answer)
        o.complete?.(answer)
      }).catch((e) => {
        const err = { errMsg: `request:fail ${e.message}` }
        o.fail?.(err)
        o.complete?.(err)
      })
      return task
    },
  }
  for (const name of ['navigateTo', 'redirectTo', 'reLaunch', 'navigateBack', 'switchTab']) wx[name] = (o) => { seen.push([name, o?.url]); return ok(o, { errMsg: `${name}:ok` }) }
  return wx
}

/** 起一个小程序；base 是后端地址，store 是本机存储 */
function start(base, store = {}) {
  for (const tool of ['wcc', 'wcsc']) {
    try { chmodSync(path.join(path.dirname(require.resolve('miniprogram-compiler/package.json')), 'bin/linux', tool), 0o755) } catch { /* 已可执行 */ }
  }
  const dom = new JSDOM('<!doctype html><body></body>', { pretendToBeVisual: true })
  global.window = dom.window
  global.document = dom.window.document
  for (const k of ['Event', 'CustomEvent', 'Node', 'Element', 'HTMLElement']) global[k] = dom.window[k]
  const seen = []
  store['qxy.api_base'] = base
  global.wx = makeWx(store, seen)
  const stack = []
  global.getCurrentPages = () => stack
  global.getApp = () => global.theApp
  global.App = (app) => { global.theApp = app }
  const simulate = require('miniprogram-simulate')
  // 页面就是有 onLoad 的组件
  global.Page = (page) => {
    const methods = {}
    for (const k of Object.keys(page)) if (typeof page[k] === 'function') methods[k] = page[k]
    global.Component({ data: page.data || {}, methods })
  }
  require(path.join(dist, 'app.js'))
  global.theApp.onLaunch?.({ path: 'pages/home/index', query: {} })
  global.theApp.onShow?.({ path: 'pages/home/index', query: {} })
  const ids = new Map()
  return {
    store, seen,
    async open(name, query = {}) {
      // 页面的代码只跑一遍，和微信里一样
      if (!ids.has(name)) ids.set(name, simulate.load(path.join(dist, name), { rootPath: dist, compiler: 'official' }))
      const shown = simulate.render(ids.get(name))
      const root = document.createElement('div')
      document.body.appendChild(root)
      shown.attach(root)
      const page = shown.instance
      page.route = name
      stack.push(page)
      page.onLoad(query)
      page.onShow?.()
      page.onReady?.()
      const text = () => root.textContent.replace(/\s+/g, ' ')
      return {
        root, page, text,
        async sees(what, ms = 8000) {
          for (const end = Date.now() + ms; Date.now() < end; await simulate.sleep(40)) if (typeof what === 'string' ? text().includes(what) : what.test(text())) return
          throw new Error(`没有看见 ${what}，页面上是：${text().slice(0, 400)}`)
        },
        /** 点一下带这些字的可点之处（最里面的） */
        tap(words) {
          const hits = [...root.querySelectorAll('*')].filter((e) => /(^|[ -])tap( |$)/.test(e.className) && e.textContent.includes(words))
          const hit = hits[hits.length - 1]
          if (!hit) throw new Error(`没有可点的“${words}”`)
          const sid = hit.getAttribute('data-sid') || hit.dataset?.sid || hit.id
          page.eh({ type: 'tap', detail: {}, timeStamp: Date.now(), currentTarget: { id: hit.id || sid, dataset: { sid }, offsetLeft: 0, offsetTop: 0 }, target: { id: hit.id || sid, dataset: { sid } }, mpEvent: {} })
        },
        close() {
          page.onHide?.()
          page.onUnload?.()
          stack.pop()
          root.remove()
        },
      }
    },
  }
}
module.exports = { start, dist }
