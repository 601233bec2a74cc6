import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { repository, town } from '../lib/server.mjs'

const mini = join(repository, 'web/mini')
const require = createRequire(join(mini, 'package.json'))
const newest = (d) => Math.max(...readdirSync(d, { recursive: true }).map((f) => statSync(join(d, String(f))).mtimeMs))

/** 源码比包新，就重新构建 */
function build() {
  const app = join(mini, 'dist/weapp/app.js')
  if (!existsSync(app) || statSync(app).mtimeMs < newest(join(mini, 'src'))) execFileSync('npm', ['run', 'build:weapp'], { cwd: mini, stdio: ['ignore', 'ignore', 'inherit'] })
}

describe('微信小程序包', () => {
  let t, app, x
  before(async () => {
    build()
    t = await town()
    const r = await t.reserve('demo-rider-1', 'goods-winter-gloves')
    x = { r, report: await t.report('demo-rider-1', 'resident_need', '二单元王奶奶家想装扶手') }
    // 柜台人员登录过（柜台登录页另有浏览器里的测试）
    const staff = await fetch(`${t.base}/api/v1/auth/staff`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username: 'keeper-1', password: 'demo-keeper-1' }) }).then((a) => a.json())
    app = require('./tools/simulator.cjs').start(t.base, { 'qxy.session.staff': { ...staff, expires_at: Date.now() + 600_000 } })
  })
  after(async () => {
    await t?.stop()
    // 页面里还有轮询的钟，收摊了就走
    setTimeout(() => process.exit(), 200).unref()
  })

  it('过得了官方编译器，小于 1 MB', (c) => {
    const said = execFileSync('node', ['tools/check-weapp.mjs'], { cwd: mini, encoding: 'utf8' })
    c.diagnostic(said.trim())
    assert.match(said, /21 页/)
  })
  it('没登录：首页、服务站、办法、超市都有内容', async () => {
    for (const [name, query, what] of [
      ['pages/home/index', {}, '登录后查看积分'], ['pages/home/index', {}, /社区站/], ['pages/stations/index', {}, /社区站/],
      ['pages/stations/detail/index', { id: 'station-1' }, '怎么去'], ['pages/rules/index', {}, '随手拍上报有效问题'], ['pages/marts/index', {}, /积分超市·/],
      ['pages/marts/detail/index', { id: 'mart-1' }, '防寒手套（示例）'], ['pages/points/index', {}, '登录后查看积分'], ['pages/consent/index', {}, '照片使用单独同意书'],
      ['pages/me/index', {}, '还没有登录'], ['counter/login/index', {}, '超市管理员登录'],
    ]) {
      const p = await app.open(name, query)
      await p.sees(what)
      p.close()
    }
  })
  it('同意、微信登录', async () => {
    const p = await app.open('pages/login/index')
    await p.sees('用微信登录')
    p.tap('微信登录')
    assert.deepEqual(app.seen.at(-1), ['toast', '请先看过并同意个人信息保护政策'])
    p.tap('同意《个人信息保护政策》')
    await new Promise((f) => setTimeout(f, 200))
    p.tap('微信登录')
    for (let i = 0; i < 100 && !app.store['qxy.session.rider']; i++) await new Promise((f) => setTimeout(f, 50))
    assert.equal(app.store['qxy.session.rider'].person.display_name.length > 0, true)
    await new Promise((f) => setTimeout(f, 500))
    assert.deepEqual((await t.get('demo-rider-1', '/me')).consents.filter((c) => c.given).map((c) => c.document), ['privacy'])
    p.close()
  })
  it('登录后：积分、上报、兑换、码，都是真的', async () => {
    const digits = async () => (await t.get('demo-rider-1', `/redemptions/${x.r.id}/pickup-code`)).digits.replace(/(\d{4})/, '$1 ')
    for (const [name, query, what] of [
      ['pages/points/index', {}, '453'], ['pages/report/list/index', {}, '二单元王奶奶家想装扶手'], ['pages/report/detail/index', { id: x.report.id }, '办理经过'],
      ['pages/report/new/index', {}, '是哪一类'], ['pages/redemptions/index', {}, '防寒手套'], ['pages/redemptions/detail/index', { id: x.r.id }, '出示领取码'],
      ['pages/mydata/index', {}, '个人信息保护政策'], ['pages/me/index', {}, '外卖骑手'],
    ]) {
      const p = await app.open(name, query)
      await p.sees(what)
      p.close()
    }
    const p = await app.open('pages/code/index')
    await p.sees(/秒后自动换新码/)
    await p.sees(await digits())
    // 分块推送：柜台交付，手机自己知道
    const { code } = await t.code('demo-rider-1', x.r.id, 5)
    await t.post('keeper-1', '/counter/fulfil', { code })
    const from = Date.now()
    await p.sees('不是我领的')
    assert.ok(Date.now() - from < 1000)
    p.close()
  })
  it('柜台：等着领的、库存、日结', async () => {
    await t.reserve('demo-rider-2', 'goods-tissues')
    for (const [name, what] of [['counter/desk/index', '抽纸（示例）'], ['counter/stock/index', '香皂（示例）'], ['counter/close/index', '账实相符，没有差异']]) {
      const p = await app.open(name)
      await p.sees(what)
      p.close()
    }
  })
})
