// README 里的四张：首页、积分、领取码（390×844），管理台的收件箱（1366×768）。写到 docs/screenshots。
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { hand, launch, pc, phone } from './lib/browser.mjs'
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
  for (const [who, category, text] of [['demo-rider-2', 'fire_safety', '三号楼消防通道被电动车堵死'], ['demo-rider-3', 'environment', '南门垃圾箱满了，已经溢出来一天'], ['demo-rider-4', 'traffic', '路口红绿灯不亮']]) await t.report(who, category, text, manhole())
  const desk = await (await pc(browser)).newPage()
  await desk.goto(`${t.base}/console/`)
  await desk.getByLabel('用户名').fill('community-1')
  await desk.getByLabel('密码', { exact: true }).fill('demo-community-1')
  await desk.getByRole('button', { name: /登\s*录/ }).click()
  await desk.getByText('三号楼消防通道').first().waitFor()
  await desk.waitForTimeout(1500)
  await desk.screenshot({ path: join(folder, 'console.png'), scale: 'css' })
} finally {
  await browser.close()
  await t.stop()
}
