// 管理台：站点、积分办法、人员、导出。
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { office } from '../lib/console.mjs'

describe('管理台的管理', () => {
  let city, desk, shut
  before(async () => { ({ city, desk, close: shut } = await office()) })
  after(() => shut?.())

  test('站长发的通知骑手看得到，撤下就没有了', async () => {
    const d = await desk('station-1')
    await d.go('places')
    await d.page.locator('tbody').getByRole('button').first().click()
    await d.page.getByRole('tab', { name: '通知' }).click()
    await d.page.getByLabel(/^内容/).fill('今天 14 点停水两小时')
    await d.page.getByRole('button', { name: /发\s*布/ }).click()
    await d.sees('通知已发布')
    const { id } = (await city.get('', '/stations?q=创业八社区')).items[0]
    assert.equal((await city.get('', `/stations/${id}`)).notice?.text, '今天 14 点停水两小时')
    await d.page.getByRole('dialog').getByRole('button', { name: '撤下' }).click()
    await d.sees('已撤下')
    assert.equal((await city.get('', `/stations/${id}`)).notice, undefined)
    await d.close()
  })

  test('开放时间按人写的样子改：两段、跨零点、特定日期', async () => {
    const d = await desk('district-1')
    await d.go('places')
    await d.row('创业八社区站').getByRole('button').first().click()
    const form = d.page.getByRole('dialog')
    await form.getByLabel('周一').fill('8:00-11：30、13:00—17:00')
    await form.getByLabel('周日').fill('')
    await form.getByRole('button', { name: /保\s*存/ }).click()
    await d.sees('已保存')
    const { week } = (await city.get('', '/stations/station-1')).hours_plan
    assert.deepEqual([week.mon, week.sun], [['08:00-11:30', '13:00-17:00'], undefined])
    await d.close()
  })

  test('区县起草自己的积分办法，先看会变什么；市里批准', async () => {
    const d = await desk('district-1')
    await d.go('rulebooks')
    await d.page.getByRole('button', { name: '起草新版本' }).click()
    await d.page.getByLabel('随手拍上报有效问题 积分').fill('12')
    await d.page.getByRole('button', { name: '看看会变什么' }).click()
    await d.sees('（+20%）')
    await d.page.getByRole('button', { name: '提交批准' }).click()
    await d.sees('新版本已提交')
    await d.close()
    const c = await desk('city-1')
    await c.go('rulebooks')
    await c.row('让胡路区').getByRole('button').first().click()
    await c.page.getByRole('button', { name: /批\s*准/ }).click()
    await c.sees('已批准')
    await c.row('让胡路区').getByText('等待生效').waitFor()
    await c.close()
  })

  test('停用一个账号要写理由，停用的人登不进来；恢复就好了', async () => {
    const d = await desk('district-1')
    await d.go('people')
    await d.page.getByLabel('完整手机号、用户名或编号').fill('keeper-3')
    await d.page.keyboard.press('Enter')
    await d.row('超市管理员').getByRole('button').first().click()
    for (const [button, word, status] of [['停用账号', '已停用', 403], ['恢复账号', '已恢复', 200]]) {
      await d.page.getByRole('button', { name: button }).click()
      const ask = d.page.getByRole('dialog').filter({ has: d.page.getByLabel('理由') })
      await ask.getByLabel('理由').fill('核对身份')
      await ask.getByRole('button', { name: /确\s*定/ }).click()
      await d.sees(word)
      const r = await fetch(`${city.base}/api/v1/auth/staff`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username: 'keeper-3', password: 'demo-keeper-3' }) })
      assert.equal(r.status, status)
    }
    await d.close()
  })

  test('每张表都能导出 Excel', async () => {
    const d = await desk('district-1')
    for (const where of ['reports', 'adjustments', 'people', 'places', 'goods', 'rulebooks', 'figures']) {
      await d.go(where)
      if (where === 'reports') await d.page.getByRole('button', { name: '刷新' }).waitFor()
      const button = d.page.getByRole('button', { name: '导出 Excel' }).first()
      if (await button.isDisabled()) await d.page.locator('tbody tr.ant-table-row').first().waitFor({ timeout: 5000 }).catch(() => undefined)
      if (await button.isDisabled()) continue
      const [file] = await Promise.all([d.page.waitForEvent('download'), button.click()])
      assert.match(file.suggestedFilename(), /\.xlsx$/)
      assert.equal(readFileSync(await file.path()).subarray(0, 2).toString(), 'PK', where)
    }
    await d.close()
  })
})
