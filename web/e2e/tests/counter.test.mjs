import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { join } from 'node:path'
import { hand, launch, pc, phone, watch } from '../lib/browser.mjs'
import { camera } from '../lib/picture.mjs'
import { out, town } from '../lib/server.mjs'

describe('柜台：扫骑手的码', () => {
  let t, browser, rider, keeper, faults
  before(async () => {
    t = await town()
    browser = await launch()
    const page = await (await phone(browser)).newPage()
    rider = hand(page, t.base)
    await rider.signIn('demo-rider-1')
    const desk = await (await pc(browser)).newPage()
    faults = watch(desk)
    keeper = hand(desk, t.base)
    await keeper.signInStaff('keeper-1')
  })
  after(async () => {
    await browser?.close()
    await t?.stop()
  })
  /** 骑手预订一件并打开码 */
  async function ready(goods) {
    const r = await t.reserve('demo-rider-1', goods)
    const code = await t.code('demo-rider-1', r.id)
    await rider.open('pages/home/index')
    await rider.open('pages/code/index', `id=${r.id}`)
    await rider.el('.qr[role="img"]').waitFor()
    await rider.sees(/秒后自动换新码/)
    return { r, code }
  }
  /** 交付，量骑手的手机几时知道 */
  async function handOver(h, id) {
    await h.by('hand-over').waitFor()
    const told = rider.text('已领取').waitFor({ timeout: 5000 }).then(() => Date.now())
    await h.tap('hand-over')
    const given = await h.text('已交付').waitFor({ timeout: 5000 }).then(() => Date.now())
    const late = (await told) - given
    assert.equal((await t.get('demo-rider-1', `/redemptions/${id}`)).state, 'fulfilled')
    return late
  }

  it('8 位数字：一张卡，一下交付，骑手一秒内知道', async (c) => {
    const { r, code } = await ready('goods-soap')
    await keeper.by('scan-input').fill(code.digits)
    await keeper.el('.who').waitFor()
    await keeper.sees('香皂（示例） ×1')
    const name = await keeper.el('.who').innerText()
    assert.match(name, /\*/, '姓名打了码')
    const late = await handOver(keeper, r.id)
    c.diagnostic(`骑手晚 ${late} 毫秒知道`)
    assert.ok(late < 1000, `晚了 ${late} 毫秒`)
    await rider.sees('不是我领的')
  })
  it('用过的码：说什么时候在哪里用的', async () => {
    const r = (await t.get('demo-rider-1', '/me/redemptions?state=fulfilled')).items[0]
    await keeper.sees('最近 20 单')
    const { code } = await ready('goods-toothpaste')
    await keeper.by('scan-input').fill(code.digits)
    const late = await handOver(keeper, (await t.get('demo-rider-1', '/me/redemptions?state=reserved')).items[0].id)
    assert.ok(late < 1000, `晚了 ${late} 毫秒`)
    await keeper.by('scan-input').fill(code.digits)
    await keeper.el('.result.used').waitFor()
    await keeper.sees(/已于 .*领取/)
    assert.ok(r)
  })
  it('扫码枪：键盘一样打进来，回车结束；焦点总在框里', async (c) => {
    const { r, code } = await ready('goods-towel')
    await keeper.page.locator('body').click({ position: { x: 5, y: 300 } })
    await keeper.page.waitForFunction(() => document.activeElement?.getAttribute('data-testid') === 'scan-input', undefined, { timeout: 3000 })
    await keeper.page.keyboard.type(code.code, { delay: 2 })
    await keeper.page.keyboard.press('Enter')
    await keeper.sees('毛巾（示例） ×1')
    const late = await handOver(keeper, r.id)
    c.diagnostic(`骑手晚 ${late} 毫秒知道`)
    assert.ok(late < 1000, `晚了 ${late} 毫秒`)
  })
  it('摄像头：扫骑手屏幕上的二维码', async (c) => {
    const { r, code } = await ready('goods-tissues')
    const film = join(out, 'camera.y4m')
    camera(film, code.code)
    const eye = await launch('--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${film}`)
    try {
      const context = await pc(eye, { permissions: ['camera'] })
      const page = await context.newPage()
      const wrong = watch(page)
      const desk = hand(page, t.base)
      await desk.signInStaff('keeper-2')
      await desk.tap('camera')
      await desk.sees('抽纸（示例） ×1', 15_000)
      const late = await handOver(desk, r.id)
      c.diagnostic(`骑手晚 ${late} 毫秒知道`)
      assert.ok(late < 1000, `晚了 ${late} 毫秒`)
      assert.deepEqual(wrong, [])
    } finally {
      await eye.close()
    }
  })
  it('没有推送的地方轮询，也在一秒内', async (c) => {
    await rider.page.context().route('**/api/v1/live', (r) => r.fulfill({ status: 404, contentType: 'application/problem+json', body: '{}' }))
    const { r, code } = await ready('goods-charging-cable')
    await keeper.by('scan-input').fill(code.digits)
    const late = await handOver(keeper, r.id)
    c.diagnostic(`骑手晚 ${late} 毫秒知道`)
    assert.ok(late < 1000, `晚了 ${late} 毫秒`)
    await rider.page.context().unroute('**/api/v1/live')
  })
  it('骑手一预订，柜台的“等着领”一秒内多一单', async (c) => {
    await keeper.open('counter/desk/index')
    await keeper.sees('最近 20 单')
    await keeper.page.waitForTimeout(1500)
    const seen = keeper.text('雨衣套装（示例） ×1').waitFor({ timeout: 5000 }).then(() => Date.now())
    await t.reserve('demo-rider-4', 'goods-rain-suit')
    const late = Date.now()
    const after = (await seen) - late
    c.diagnostic(`柜台晚 ${after} 毫秒知道`)
    assert.ok(after < 1000, `晚了 ${after} 毫秒`)
  })
  it('别家超市的码、认不出的码、过期的码，各有各的样子', async () => {
    const other = await t.get('keeper-3', '/me')
    const mart = other.roles.find((x) => x.role === 'mart_keeper').scope_id
    const r = await t.reserve('demo-rider-2', 'goods-soap', mart)
    const code = await t.code('demo-rider-2', r.id)
    await keeper.by('scan-input').fill(code.code)
    await keeper.page.keyboard.press('Enter')
    await keeper.el('.result.elsewhere').waitFor()
    await keeper.sees('不是本店的单')
    await keeper.by('scan-input').fill('00000000')
    await keeper.el('.result.wrong').waitFor()
    await keeper.sees('认不出这个码')
    const mine = await t.reserve('demo-rider-3', 'goods-soap')
    const old = await t.code('demo-rider-3', mine.id, 1)
    const left = Date.parse(old.valid_until) - Date.parse(old.server_time)
    await new Promise((f) => setTimeout(f, left + 5500))
    await keeper.by('scan-input').fill(old.code)
    await keeper.page.keyboard.press('Enter')
    await keeper.el('.result.expired').waitFor()
    await keeper.sees('码已过期')
  })
  it('骑手说“不是我领的”，记在单上', async () => {
    const r = (await t.get('demo-rider-1', '/me/redemptions?state=fulfilled')).items[0]
    await rider.open('pages/redemptions/detail/index', `id=${r.id}`)
    await rider.press('不是我领的')
    await rider.press('确认不是我领的')
    await rider.sees(/正在核实/)
    assert.ok((await t.get('demo-rider-1', `/redemptions/${r.id}`)).disputed_at)
  })
  it('入库、盘点、报损都记下；日结对得上', async () => {
    const soap = async () => (await t.get('keeper-1', '/counter/stock')).items.find((g) => g.goods_id === 'goods-soap')
    const was = await soap()
    await keeper.open('counter/stock/index')
    await keeper.el('.row >> text=香皂（示例）').click()
    await keeper.by('qty').fill('10')
    await keeper.press('记下入库')
    await keeper.sees('入库已记下')
    await keeper.press('报损')
    await keeper.el('.row >> text=香皂（示例）').click()
    await keeper.by('qty').fill('1')
    await keeper.page.getByLabel('报损原因').fill('包装破损')
    await keeper.press('记下报损')
    await keeper.sees('报损已记下')
    assert.equal((await soap()).purchased, was.purchased + 9)
    await keeper.press('盘点')
    await keeper.el('.row >> text=香皂（示例）').click()
    await keeper.by('qty').fill(String(was.purchased + 9))
    await keeper.press('记下盘点')
    await keeper.sees('盘点已记下')
    await keeper.open('counter/close/index')
    await keeper.sees('账实相符，没有差异')
    await keeper.sees(/交付 5 单/)
  })
  it('没有一处没接住的错', () => assert.deepEqual(faults, []))
})
