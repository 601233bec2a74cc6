// 管理台：一个工作人员坐在自己的电脑前（1366×768）。
import assert from 'node:assert/strict'
import { launch, pc, watch } from './browser.mjs'
import { manhole } from './picture.mjs'
import { town } from './server.mjs'

export async function office() {
  const city = await town()
  const browser = await launch()
  const faults = []

  /** 登录好了的一个人 */
  async function desk(name) {
    const context = await pc(browser)
    const page = await context.newPage()
    const seen = watch(page)
    await page.goto(`${city.base}/console/`)
    await page.getByLabel('用户名').fill(name)
    await page.getByLabel('密码', { exact: true }).fill(`demo-${name}`)
    await page.getByRole('button', { name: /登\s*录/ }).click()
    await page.locator('.shell-head').waitFor()
    return {
      page,
      go: async (where) => {
        await page.goto(`${city.base}/console/#/${where}`)
        await page.locator('.page-title').waitFor()
      },
      row: (text) => page.locator('tbody tr', { hasText: text }),
      sees: (text) => page.getByText(text).first().waitFor({ timeout: 10_000 }),
      close: async () => {
        faults.push(...seen.map((f) => `${name}: ${f}`))
        await context.close()
      },
    }
  }

  let photos = 0
  /** 某人就在创业八社区站旁拍了一张 */
  async function snap(as, category, description) {
    const form = new FormData()
    form.append('file', new Blob([manhole(400 + 4 * photos++, 300)], { type: 'image/png' }), 'a.png')
    const up = await fetch(`${city.base}/api/v1/uploads`, { method: 'POST', headers: { Authorization: `Bearer ${await city.token(as)}` }, body: form })
    assert.equal(up.status, 201)
    const { location } = await city.get('', '/stations/station-1')
    return city.post(as, '/reports', { category, description, location, photo_ids: [(await up.json()).id] })
  }
  const available = async (as) => (await city.get(as, '/me/points')).available
  /** 关门；这一天里页面自己出的毛病都算数 */
  async function close() {
    await browser.close()
    await city.stop()
    assert.deepEqual(faults, [])
  }
  return { city, desk, snap, available, close }
}
