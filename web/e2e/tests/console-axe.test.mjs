// 管理台：每一页都读得出、看得清，1366 宽不横着滚。
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { office } from '../lib/console.mjs'

const pages = {
  'community-1': ['reports', 'approvals', 'rulebooks'], 'keeper-1': ['counter', 'counter-stock', 'counter-close', 'places'],
  'district-1': ['adjustments', 'people', 'places', 'goods', 'rulebooks', 'figures'], 'auditor-1': ['audit'],
}

describe('管理台的每一页', () => {
  let desk, snap, shut
  before(async () => {
    ({ desk, snap, close: shut } = await office())
    await snap('demo-rider-1', 'environment', '南门垃圾箱满了')
  })
  after(() => shut?.())

  for (const [name, list] of Object.entries(pages)) {
    test(`${name} 的 ${list.length} 页没有无障碍的毛病，也不横着滚`, async () => {
      const found = []
      const d = await desk(name)
      for (const where of list) {
        await d.go(where)
        const tabs = d.page.locator('.shell-main > .ant-tabs > .ant-tabs-nav [role="tab"]')
        for (let i = 0; i === 0 || i < await tabs.count(); i++) {
          if (i > 0) await tabs.nth(i).click()
          await d.page.locator('.ant-spin-spinning').first().waitFor({ state: 'detached' })
          await d.page.waitForTimeout(400) // 淡入完了颜色才是真的
          const { violations } = await new AxeBuilder({ page: d.page }).analyze()
          for (const v of violations) found.push(`${where} ${i}：${v.impact} ${v.id} ${v.nodes[0].target.join(' ')}`)
          const over = await d.page.locator('.shell-main').evaluate((e) => e.scrollWidth - e.clientWidth)
          if (over > 0) found.push(`${where} ${i}：宽出 ${over}`)
        }
      }
      await d.close()
      assert.deepEqual(found, [])
    })
  }
})
