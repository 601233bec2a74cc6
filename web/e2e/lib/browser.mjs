import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { out } from './server.mjs'

const executablePath = process.env.CHROMIUM || '/usr/bin/chromium'
const quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
export const launch = (...more) => chromium.launch({ executablePath, args: [...quiet, ...more] })

/** 创业八社区站门口（浏览器给的是 WGS-84） */
export const here = { latitude: 46.6093, longitude: 124.8782, accuracy: 20 }
export const phone = (browser, options = {}) => browser.newContext({
  viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, locale: 'zh-CN', timezoneId: 'Asia/Shanghai',
  geolocation: here, permissions: ['geolocation'], ...options,
})
export const pc = (browser, options = {}) => browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options })

/** Taro 把走过的页面藏着不拆，所以只看得见的才算。 */
export function hand(page, base) {
  const el = (selector) => page.locator(`${selector} >> visible=true`).first()
  const by = (id) => el(`[data-testid="${id}"]`)
  const text = (t) => page.getByText(t, { exact: typeof t === 'string' }).locator('visible=true').first()
  return {
    page, el, by, text,
    open: (path, query = '') => page.goto(`${base}/m/#/${path}${query ? '?' + query : ''}`),
    tap: (id) => by(id).click(),
    press: (t) => page.locator('button >> visible=true').filter({ hasText: t }).first().click(),
    /** 等到看见；等不到就把当时的样子存下来 */
    sees: (t, timeout = 10_000) => text(t).waitFor({ timeout }).catch(async (e) => {
      const file = join(out, `fail-${Date.now()}.png`)
      await page.screenshot({ path: file }).catch(() => undefined)
      throw new Error(`没有看见 ${t}，当时的样子：${file}`, { cause: e })
    }),
    shown: (t) => text(t).isVisible(),
    async signIn(code, all = true) {
      await page.goto(`${base}/m/#/pages/login/index`)
      await by('code-input').fill(code)
      for (const d of all ? ['privacy', 'location', 'photos'] : ['privacy']) await by(`agree-${d}`).click()
      await by('sign-in').click()
      await page.waitForURL(/pages\/home/)
      await by('snap').waitFor()
    },
    async signInStaff(name) {
      await page.goto(`${base}/m/#/counter/login/index`)
      await by('username').fill(name)
      await by('password').fill(`demo-${name}`)
      await by('staff-sign-in').click()
      await by('scan-input').waitFor()
    },
    /** 等骨架都换成内容、图都画好（推送一直连着，不能等网络静下来） */
    async settle() {
      await page.waitForFunction(() => ![...document.querySelectorAll('.skeleton')].some((e) => e.getClientRects().length) && [...document.images].every((i) => i.complete || !i.getClientRects().length), undefined, { timeout: 10_000 })
      await page.evaluate(() => document.fonts.ready)
      await page.waitForTimeout(200)
    },
  }
}
/** 页面里的毛病都要记下：没接住的错、被内容安全策略拦下的 */
export function watch(page) {
  const faults = []
  page.on('pageerror', (e) => faults.push(`pageerror ${e.message.slice(0, 300)}`))
  page.on('console', (m) => {
    if (m.type() === 'error' && !/Failed to load resource|net::ERR_/.test(m.text())) faults.push(`console ${m.text().slice(0, 300)}`)
  })
  return faults
}
