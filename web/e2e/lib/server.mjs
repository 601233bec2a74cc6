// 真服务器：示例小镇，自己的数据文件夹，随便一个端口。
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { randomUUID } from 'node:crypto'

export const repository = fileURLToPath(new URL('../../../', import.meta.url))
export const out = fileURLToPath(new URL('../.out/', import.meta.url))
mkdirSync(out, { recursive: true })

/** QXY_BIN 给出的程序；没有给就现编一个（网页须已由 make web 放进 web/pages）。 */
function binary() {
  if (process.env.QXY_BIN) return process.env.QXY_BIN
  if (!existsSync(join(repository, 'web/pages/mini/index.html'))) throw new Error('web/pages/mini 里没有页面，请先 make web')
  const bin = join(out, 'qingxiaoyi')
  execFileSync('go', ['build', '-o', bin, '.'], { cwd: repository, env: { ...process.env, CGO_ENABLED: '0' }, stdio: 'inherit' })
  return bin
}
const freePort = () => new Promise((ok) => {
  const s = createServer().listen(0, '127.0.0.1', () => {
    const { port } = s.address()
    s.close(() => ok(port))
  })
})

export async function town() {
  const bin = binary()
  const data = mkdtempSync(join(tmpdir(), 'qxy-e2e-'))
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  let log = ''
  let child
  const start = async () => {
    child = spawn(bin, [existsSync(join(data, 'started')) ? 'serve' : 'demo'], {
      env: { ...process.env, QXY_DATA: data, QXY_LISTEN: `127.0.0.1:${port}`, QXY_ADMIN_LISTEN: '' }, stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const s of [child.stdout, child.stderr]) s.on('data', (d) => (log = (log + d).slice(-20000)))
    for (let i = 0; i < 600; i++) {
      if (child.exitCode !== null) throw new Error(`服务器没有起来：\n${log}`)
      if (await fetch(`${base}/readyz`).then((r) => r.ok, () => false)) return
      await new Promise((f) => setTimeout(f, 100))
    }
    throw new Error(`服务器一分钟没有就绪：\n${log}`)
  }
  await start()
  const stop = async () => {
    if (child.exitCode === null) {
      const gone = new Promise((f) => child.once('exit', f))
      child.kill('SIGTERM')
      const hard = setTimeout(() => child.kill('SIGKILL'), 5000)
      await gone
      clearTimeout(hard)
    }
    rmSync(data, { recursive: true, force: true })
  }
  return { base, stop, log: () => log, ...api(base) }
}

/** 直接问接口的人：核对页面做了什么，也替别的角色办事。 */
function api(base) {
  const tokens = new Map()
  async function call(as, method, path, body) {
    const headers = { 'Accept-Language': 'zh-CN' }
    if (as) headers.Authorization = `Bearer ${await token(as)}`
    if (body !== undefined) headers['Content-Type'] = 'application/json'
    if (method !== 'GET') headers['Idempotency-Key'] = randomUUID()
    const r = await fetch(`${base}/api/v1${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) })
    const text = await r.text()
    const data = text ? JSON.parse(text) : undefined
    if (!r.ok) throw Object.assign(new Error(`${method} ${path}：${r.status} ${text}`), { status: r.status, data })
    return data
  }
  async function token(as) {
    if (!tokens.has(as)) {
      const citizen = as.startsWith('demo-')
      tokens.set(as, (await call('', 'POST', citizen ? '/auth/wechat' : '/auth/staff', citizen ? { code: as } : { username: as, password: `demo-${as}` })).access_token)
    }
    return tokens.get(as)
  }
  return {
    token,
    get: (as, path) => call(as, 'GET', path),
    post: (as, path, body = {}) => call(as, 'POST', path, body),
    async upload(as, picture) {
      const form = new FormData()
      form.append('file', new Blob([picture], { type: 'image/png' }), 'photo.png')
      const r = await fetch(`${base}/api/v1/uploads`, { method: 'POST', headers: { Authorization: `Bearer ${await token(as)}` }, body: form })
      if (!r.ok) throw new Error(`上传：${r.status} ${await r.text()}`)
      return (await r.json()).id
    },
    async report(as, category, description, picture) {
      const photo_ids = picture ? [await this.upload(as, picture)] : []
      return call(as, 'POST', '/reports', { category, description, location: { lat: 46.6112, lng: 124.8845 }, photo_ids })
    },
    /** 替某人预订一件 */
    async reserve(as, goods_id = 'goods-soap', mart_id = 'mart-1', quantity = 1) {
      return call(as, 'POST', '/redemptions', { mart_id, items: [{ goods_id, quantity }] })
    },
    /** 还有至少 seconds 秒有效的码 */
    async code(as, id, seconds = 20) {
      for (;;) {
        const c = await call(as, 'GET', `/redemptions/${id}/pickup-code`)
        const left = Date.parse(c.valid_until) - Date.parse(c.server_time)
        if (left > seconds * 1000) return c
        await new Promise((f) => setTimeout(f, left + 50))
      }
    },
  }
}
