import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { hand, launch, pc, phone, watch } from '../lib/browser.mjs'
import { town } from '../lib/server.mjs'

describe('第一次打开', () => {
  let t, browser
  before(async () => {
    t = await town()
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await t?.stop()
  })
  /** 经过网线的字节（含头），按请求记 */
  async function meter(page) {
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Network.enable')
    const seen = new Map()
    cdp.on('Network.requestWillBeSent', (e) => seen.set(e.requestId, { url: e.request.url, bytes: 0 }))
    cdp.on('Network.loadingFinished', (e) => seen.has(e.requestId) && (seen.get(e.requestId).bytes = e.encodedDataLength))
    return () => [...seen.values()].filter((r) => /^https?:/.test(r.url))
  }

  it('首页不超过 250 KB，只问自己的主机；再来时从缓存', async (c) => {
    const context = await phone(browser)
    const hosts = new Set()
    context.on('request', (r) => /^https?:/.test(r.url()) && hosts.add(new URL(r.url()).host))
    const page = await context.newPage()
    const requests = await meter(page)
    const h = hand(page, t.base)
    await h.open('pages/home/index')
    await h.sees(/社区站/)
    await h.settle()
    const bytes = requests().reduce((s, r) => s + r.bytes, 0)
    c.diagnostic(`首页 ${(bytes / 1024).toFixed(1)} KB，${requests().length} 个请求`)
    assert.ok(bytes > 50_000 && bytes <= 250 * 1024, `${bytes} 字节`)
    // 连同断网用的那一份
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.waitForTimeout(1000)
    assert.deepEqual([...hosts], [new URL(t.base).host])

    const again = await context.newPage()
    const second = await meter(again)
    const g = hand(again, t.base)
    await g.open('pages/home/index')
    await g.sees(/社区站/)
    await g.settle()
    const assets = second().filter((r) => /\.(js|css)$/.test(r.url))
    const later = second().reduce((s, r) => s + r.bytes, 0)
    c.diagnostic(`再来 ${(later / 1024).toFixed(1)} KB`)
    assert.equal(assets.reduce((s, r) => s + r.bytes, 0), 0, '带指纹的文件不再下载')
    assert.ok(later < 20 * 1024)
  })
  it('没有服务线程的浏览器，再来也从缓存', async () => {
    const context = await phone(browser, { serviceWorkers: 'block' })
    const page = await context.newPage()
    await hand(page, t.base).open('pages/home/index')
    await hand(page, t.base).sees(/社区站/)
    const again = await context.newPage()
    const second = await meter(again)
    await hand(again, t.base).open('pages/home/index')
    await hand(again, t.base).sees(/社区站/)
    assert.equal(second().filter((r) => /\.(js|css)$/.test(r.url)).reduce((s, r) => s + r.bytes, 0), 0)
  })
  it('接口文档打得开，也不向外问', async () => {
    const page = await (await pc(browser)).newPage()
    const faults = watch(page)
    const hosts = new Set()
    page.on('request', (r) => /^https?:/.test(r.url()) && hosts.add(new URL(r.url()).host))
    await page.goto(`${t.base}/docs`)
    await page.getByText('微信登录').first().waitFor()
    assert.deepEqual(faults, [])
    assert.deepEqual([...hosts], [new URL(t.base).host])
  })
  it('带指纹的长存，首页每次问', async () => {
    const html = await fetch(`${t.base}/m/`)
    assert.equal(html.headers.get('cache-control'), 'no-cache')
    for (const [, src] of (await html.text()).matchAll(/(?:src|href)="(\/m\/[^"]+)"/g)) {
      const r = await fetch(t.base + src, { headers: { 'Accept-Encoding': 'gzip' } })
      assert.match(r.headers.get('cache-control'), /immutable/, src)
      assert.equal(r.headers.get('content-encoding'), 'gzip', src)
    }
    assert.equal((await fetch(`${t.base}/m/sw.js`)).headers.get('cache-control'), 'no-cache')
  })
})
