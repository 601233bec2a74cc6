import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { hand, launch, pc, phone } from '../lib/browser.mjs'
import { manhole } from '../lib/picture.mjs'
import { out, town } from '../lib/server.mjs'

const shots = join(out, 'shots')
mkdirSync(shots, { recursive: true })

/** 镇上有点事发生过：各种状态的上报、兑换，页面才不是空的 */
async function populate(t) {
  const me = 'demo-rider-1'
  const a = await t.report(me, 'road_hazard', '东门外第二个井盖缺了一角，夜里看不清', manhole())
  const b = await t.report(me, 'environment', '市场后面垃圾堆了三天', manhole())
  const c = await t.report(me, 'traffic', '路口红绿灯不亮', manhole())
  await t.report(me, 'resident_need', '二单元王奶奶家想装扶手')
  await t.post('officer-1', `/reports/${a.id}/accept`, {})
  await t.post('officer-1', `/reports/${b.id}/accept`, {})
  await t.post('officer-1', `/reports/${c.id}/reject`, { reason: '交警已在处理，请留意公告' })
  const done = await t.reserve(me, 'goods-soap')
  await t.post('keeper-1', '/counter/fulfil', { code: (await t.code(me, done.id, 5)).code })
  const dropped = await t.reserve(me, 'goods-towel')
  await t.post(me, `/redemptions/${dropped.id}/cancel`)
  const waiting = await t.reserve(me, 'goods-winter-gloves')
  await t.reserve('demo-rider-2', 'goods-tissues')
  return { a, b, c, done, dropped, waiting }
}
const pages = (x) => [
  ['home', 'pages/home/index', '', /社区站/],
  ['stations', 'pages/stations/index', '', /社区站/],
  ['station', 'pages/stations/detail/index', 'id=station-1', '怎么去'],
  ['marts', 'pages/marts/index', '', /积分超市·/],
  ['mart', 'pages/marts/detail/index', 'id=mart-1', '防寒手套（示例）'],
  ['rules', 'pages/rules/index', '', '随手拍上报有效问题'],
  ['points', 'pages/points/index', '', '积分明细'],
  ['code', 'pages/code/index', '', /秒后自动换新码/],
  ['report-new', 'pages/report/new/index', '', '是哪一类'],
  ['report-list', 'pages/report/list/index', '', '市场后面垃圾堆了三天'],
  ['report', 'pages/report/detail/index', `id=${x.a.id}`, '办理经过'],
  ['report-rejected', 'pages/report/detail/index', `id=${x.c.id}`, '办理经过'],
  ['redemptions', 'pages/redemptions/index', '', /防寒手套/],
  ['redemption', 'pages/redemptions/detail/index', `id=${x.waiting.id}`, '出示领取码'],
  ['redemption-done', 'pages/redemptions/detail/index', `id=${x.done.id}`, '不是我领的'],
  ['me', 'pages/me/index', '', '关怀模式'],
  ['mydata', 'pages/mydata/index', '', '导出我的数据'],
  ['consent', 'pages/consent/index', '', '照片使用单独同意书'],
  ['login', 'pages/login/index', '', '用登录码登录'],
]
const signedOut = [
  ['out-home', 'pages/home/index', '', /社区站/], ['out-points', 'pages/points/index', '', '登录后查看积分'], ['out-code', 'pages/code/index', '', '登录后出示领取码'],
  ['out-reports', 'pages/report/list/index', '', '登录后查看上报进展'], ['out-redemptions', 'pages/redemptions/index', '', '登录后就能看到'], ['out-me', 'pages/me/index', '', '还没有登录'],
  ['out-mart', 'pages/marts/detail/index', 'id=mart-1', '防寒手套（示例）'], ['out-consent', 'pages/consent/index', '', '看完了'], ['missing', 'pages/stations/detail/index', 'id=nowhere', '再试一次'],
]
const desks = [
  ['counter-login', 'counter/login/index', '', '超市管理员登录'], ['counter-desk', 'counter/desk/index', '', '最近 20 单'],
  ['counter-stock', 'counter/stock/index', '', '香皂（示例）'], ['counter-close', 'counter/close/index', '', '账实相符，没有差异'],
]

/** 排版上的毛病：横着滚、字被切、按钮太小 */
const layout = (page, least) => page.evaluate((least) => {
  const faults = []
  const width = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth > width + 1) faults.push(`页面横着滚：${document.documentElement.scrollWidth} > ${width}`)
  const frame = [...document.querySelectorAll('.page')].find((p) => p.getClientRects().length)
  for (const el of frame?.querySelectorAll('*') || []) {
    const r = el.getBoundingClientRect()
    if (!r.width || !r.height || el.closest('.table-wrap')) continue
    const name = `${el.tagName.toLowerCase()}.${String(el.className).split(' ').join('.')} “${(el.textContent || '').slice(0, 20)}”`
    if (r.right > width + 1 || r.left < -1) faults.push(`出了屏幕：${name}`)
    if (el.children.length === 0 && el.scrollWidth > el.clientWidth + 1 && getComputedStyle(el).overflow !== 'visible' && el.clientWidth) faults.push(`字被切：${name}`)
    if (el.tagName === 'BUTTON' && (r.height < least - 1 || r.width < least - 1)) faults.push(`按钮小于 ${least}：${name} ${Math.round(r.width)}×${Math.round(r.height)}`)
  }
  return [...new Set(faults)]
}, least)

/** 整页的样子：页面在自己的框里滚，所以把窗口拉到那么高再拍 */
async function shoot(page, name) {
  const was = page.viewportSize()
  const high = await page.evaluate(() => Math.max(...[...document.querySelectorAll('.taro_page, .page, html')].filter((p) => p.getClientRects().length).map((p) => p.scrollHeight)))
  if (high > was.height) await page.setViewportSize({ width: was.width, height: Math.min(high, 3000) })
  await page.screenshot({ path: join(shots, `${name}.png`), scale: 'css' })
  await page.setViewportSize(was)
}
for (const big of [false, true]) {
  describe(big ? '大字版的每一页' : '标准字的每一页', () => {
    let t, browser, x
    before(async () => {
      t = await town()
      x = await populate(t)
      browser = await launch()
    })
    after(async () => {
      await browser?.close()
      await t?.stop()
    })
    const type = big ? 'big' : 'normal'
    /** 走一遍这些页，收集毛病 */
    async function look(h, list, size) {
      const faults = []
      for (const [name, path, query, sign] of list) {
        await h.page.goto('about:blank')
        await h.open(path, query)
        await h.sees(sign)
        await h.settle()
        const found = await new AxeBuilder({ page: h.page }).analyze()
        for (const v of found.violations) faults.push(`${name} axe ${v.id}：${v.help}；${v.nodes.slice(0, 3).map((n) => n.target.join(' ') + ' ' + (n.any[0]?.message || '')).join(' | ')}`)
        for (const f of await layout(h.page, big ? 60 : 44)) faults.push(`${name} ${f}`)
        await shoot(h.page, `${name}-${size}-${type}`)
      }
      return faults
    }
    const opened = async (context) => {
      await context.addInitScript((b) => { if (b) localStorage.setItem('qxy.care', '{"data":true}') }, big)
      return hand(await context.newPage(), t.base)
    }
    it('骑手的页面', async () => {
      const h = await opened(await phone(browser))
      await h.signIn('demo-rider-1')
      assert.deepEqual(await look(h, pages(x), '390'), [])
    })
    it('没有登录时', async () => {
      const h = await opened(await phone(browser))
      assert.deepEqual(await look(h, signedOut, '390'), [])
    })
    it('柜台，在手机上和在电脑上', async () => {
      for (const [open, size] of [[phone, '390'], [pc, '1366']]) {
        const h = await opened(await open(browser))
        await h.signInStaff('keeper-1')
        const faults = await look(h, desks, size)
        await h.open('counter/desk/index')
        const id = (await t.get('demo-rider-1', '/me/redemptions?state=reserved')).items[0].id
        const { digits } = await t.code('demo-rider-1', id, 20)
        await h.by('scan-input').fill(digits)
        await h.by('hand-over').waitFor()
        await shoot(h.page, `counter-card-${size}-${type}`)
        await h.by('scan-input').fill('12345678')
        await h.el('.result.wrong').waitFor()
        await shoot(h.page, `counter-wrong-${size}-${type}`)
        for (const v of (await new AxeBuilder({ page: h.page }).analyze()).violations) faults.push(`counter-wrong axe ${v.id} ${v.nodes[0].target}`)
        assert.deepEqual(faults, [])
      }
    })
    if (!big) it('日结打印在 A4 和 80 毫米纸上都不切', async () => {
      const h = await opened(await pc(browser))
      await h.signInStaff('keeper-1')
      await h.open('counter/close/index')
      await h.sees('账实相符，没有差异')
      await h.page.emulateMedia({ media: 'print' })
      for (const [paper, width] of [['a4', 733], ['80mm', 280]]) {
        await h.page.setViewportSize({ width, height: 1200 })
        await shoot(h.page, `counter-print-${paper}`)
        assert.deepEqual(await layout(h.page, 0), [], paper)
        const table = await h.el('.table').evaluate((e) => e.getBoundingClientRect().right)
        assert.ok(table <= width, `${paper}：表格到 ${table}，纸宽 ${width}`)
        assert.equal(await h.page.locator('text=导出 Excel').isVisible(), false, '按钮不印')
      }
    })
    it('选地区、选服务站的抽屉', async () => {
      const h = await opened(await phone(browser))
      await h.open('pages/stations/index')
      await h.sees(/社区站/)
      await h.tap('area')
      await h.sees('选择地区')
      await h.sees('让胡路区')
      await h.page.waitForTimeout(600)
      const faults = (await new AxeBuilder({ page: h.page }).analyze()).violations.map((v) => `area axe ${v.id} ${v.nodes[0].target}`)
      await h.page.screenshot({ path: join(shots, `area-390-${type}.png`), scale: 'css' })
      await h.open('pages/report/new/index')
      await h.tap('pick-station')
      await h.sees('离哪个服务站最近')
      await h.page.waitForTimeout(800)
      for (const v of (await new AxeBuilder({ page: h.page }).analyze()).violations) faults.push(`stations axe ${v.id} ${v.nodes[0].target}`)
      await h.page.screenshot({ path: join(shots, `pick-station-390-${type}.png`), scale: 'css' })
      assert.deepEqual(faults, [])
    })
  })
}
