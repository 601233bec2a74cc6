import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { hand, launch, phone } from '../lib/browser.mjs'
import { manhole } from '../lib/picture.mjs'
import { town } from '../lib/server.mjs'

describe('没有网的时候', () => {
  let t, browser, context, page, h, r
  before(async () => {
    t = await town()
    browser = await launch()
    context = await phone(browser)
    page = await context.newPage()
    h = hand(page, t.base)
    await h.signIn('demo-rider-1')
    r = await t.reserve('demo-rider-1', 'goods-winter-gloves')
  })
  after(async () => {
    await browser?.close()
    await t?.stop()
  })

  it('看过一次的码，断网重新打开还在，写着领什么', async () => {
    await page.evaluate(() => navigator.serviceWorker.ready)
    await h.tap('code')
    await h.el('.qr[role="img"]').waitFor()
    await h.sees(/秒后自动换新码/)
    await context.setOffline(true)
    await page.goto('about:blank')
    await h.open('pages/home/index')
    await h.sees('没有网络，显示的是上次的内容')
    await h.tap('code')
    await h.el('.qr[role="img"]').waitFor()
    await h.sees(/防寒手套/)
    assert.match((await h.el('.digits').innerText()).replace(/\s/g, ''), /^\d{8}$/)
  })
  it('断网写的上报存着；来网后发出，只有一份', async () => {
    const before = (await t.get('demo-rider-1', '/me/reports?limit=100')).items.length
    await h.open('pages/home/index')
    const chooser = page.waitForEvent('filechooser')
    await h.tap('snap')
    await (await chooser).setFiles({ name: 'a.png', mimeType: 'image/png', buffer: manhole() })
    await h.el('img.shot').waitFor()
    await h.tap('cat-fire_safety')
    await h.page.locator('textarea >> visible=true').fill('三号楼消防通道堵了')
    await h.tap('submit')
    await h.sees('有网自动发')
    assert.equal((await t.get('demo-rider-1', '/me/reports?limit=100')).items.length, before)
    // 关掉页面再开，草稿和照片都还在
    await page.goto('about:blank')
    await h.open('pages/report/list/index')
    await h.sees('有网自动发')
    await context.setOffline(false)
    await h.sees(/已收到，编号/, 20_000)
    await page.reload()
    await h.sees('三号楼消防通道堵了')
    await page.waitForTimeout(1500)
    const now = (await t.get('demo-rider-1', '/me/reports?limit=100')).items
    assert.equal(now.length, before + 1)
    assert.equal(now.filter((x) => x.description === '三号楼消防通道堵了').length, 1)
    assert.equal(now.find((x) => x.description === '三号楼消防通道堵了').photos.length, 1)
    assert.equal(await h.shown('有网自动发'), false)
  })
  it('交出去了、答复却丢在路上：再发还是同一份', async () => {
    const before = (await t.get('demo-rider-1', '/me/reports?limit=100')).items.length
    let lost = 0
    await context.route('**/api/v1/reports', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.fallback()
      lost++
      await route.fetch()
      await route.abort('connectionreset')
    })
    await h.open('pages/report/new/index')
    const chooser = page.waitForEvent('filechooser')
    await h.tap('take')
    await (await chooser).setFiles({ name: 'b.png', mimeType: 'image/png', buffer: manhole() })
    await h.el('img.shot').waitFor()
    await h.tap('cat-traffic')
    await h.tap('submit')
    await h.sees(/已收到，编号/, 30_000)
    assert.equal(lost, 1)
    assert.equal((await t.get('demo-rider-1', '/me/reports?limit=100')).items.length, before + 1)
  })
  it('令牌过期也不用重新登录', async () => {
    await page.evaluate(() => {
      const k = JSON.parse(localStorage.getItem('qxy.session.rider'))
      k.data.expires_at = Date.now() - 1000
      localStorage.setItem('qxy.session.rider', JSON.stringify(k))
    })
    const fresh = page.waitForResponse((x) => x.url().endsWith('/auth/refresh') && x.status() === 200)
    await page.reload()
    await fresh
    await h.open('pages/points/index')
    await h.sees('可用积分')
  })
  it('领完了，码那一页自己变', async () => {
    await h.open('pages/home/index')
    await h.tap('code')
    await h.sees(/秒后自动换新码/)
    const c = await t.code('demo-rider-1', r.id)
    await context.setOffline(true)
    await t.post('keeper-1', '/counter/fulfil', { code: c.code })
    await page.waitForTimeout(1200)
    await context.setOffline(false)
    await h.sees('已领取', 10_000)
  })
})
