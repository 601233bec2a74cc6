// README 里的三张：首页、积分、领取码（390×844）。写到 docs/screenshots。
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { hand, launch, phone } from './lib/browser.mjs'
import { manhole } from './lib/picture.mjs'
import { repository, town } from './lib/server.mjs'

const folder = join(repository, 'docs/screenshots')
mkdirSync(folder, { recursive: true })
const t = await town()
const browser = await launch()
try {
  const me = 'demo-rider-1'
  for (const [category, text] of [['environment', '市场后面垃圾堆了三天'], ['road_hazard', '东门外第二个井盖缺了一角']]) {
    const r = await t.report(me, category, text, manhole())
    await t.post('officer-1', `/reports/${r.id}/accept`, {})
  }
  const done = await t.reserve(me, 'goods-soap')
  await t.post('keeper-1', '/counter/fulfil', { code: (await t.code(me, done.id, 5)).code })
  await t.reserve(me, 'goods-winter-gloves')
  const page = await (await phone(browser)).newPage()
  const h = hand(page, t.base)
  await h.signIn(me)
  await h.press('按距离排')
  await h.sees('离我最近')
  await h.sees(/ 米$/)
  for (const [name, path, sign] of [['home', 'pages/home/index', /社区站/], ['points', 'pages/points/index', '积分明细'], ['code', 'pages/code/index', /秒后自动换新码/]]) {
    if (name !== 'home') await h.open(path)
    await h.sees(sign)
    await h.settle()
    await page.waitForTimeout(2600)
    await page.screenshot({ path: join(folder, `${name}.png`), scale: 'css' })
  }
} finally {
  await browser.close()
  await t.stop()
}
