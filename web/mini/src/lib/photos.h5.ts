import { randomId } from './storage'

// 照片存在 IndexedDB（断网也在），发出后删。缩到最长边 1600，重新编码时元数据也就没了。
let opened: Promise<IDBDatabase> | undefined
function db() {
  return (opened ||= new Promise<IDBDatabase>((ok, no) => {
    const r = indexedDB.open('qxy', 1)
    r.onupgradeneeded = () => r.result.createObjectStore('photos')
    r.onsuccess = () => ok(r.result)
    r.onerror = () => no(r.error)
  }))
}
async function tx<T>(mode: IDBTransactionMode, f: (s: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const d = await db()
  return new Promise((ok, no) => {
    const t = d.transaction('photos', mode)
    const r = f(t.objectStore('photos'))
    t.oncomplete = () => ok(r.result)
    t.onerror = t.onabort = () => no(t.error)
  })
}
// IndexedDB 不可用（隐私模式）时退回内存，本次打开期间仍可用
const memory = new Map<string, Blob>()

async function shrink(file: Blob): Promise<Blob> {
  try {
    const url = URL.createObjectURL(file)
    const img = await new Promise<HTMLImageElement>((ok, no) => {
      const i = new window.Image()
      i.onload = () => ok(i)
      i.onerror = no
      i.src = url
    })
    const k = Math.min(1, 1600 / Math.max(img.naturalWidth, img.naturalHeight))
    const c = document.createElement('canvas')
    c.width = Math.max(1, Math.round(img.naturalWidth * k))
    c.height = Math.max(1, Math.round(img.naturalHeight * k))
    c.getContext('2d')!.drawImage(img, 0, 0, c.width, c.height)
    URL.revokeObjectURL(url)
    return await new Promise<Blob>((ok) => c.toBlob((b) => ok(b || file), 'image/jpeg', 0.82))
  } catch {
    return file
  }
}

/** 须在点按事件里直接调用。取消时得 undefined（老浏览器取消不通知，则一直等，不妨碍页面）。 */
export function takePhoto(camera: boolean): Promise<string | undefined> {
  return new Promise((ok) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = 'image/*'
    if (camera) input.setAttribute('capture', 'environment')
    input.style.display = 'none'
    input.setAttribute('data-testid', 'photo-input')
    document.body.appendChild(input)
    const done = (k?: string) => {
      input.remove()
      ok(k)
    }
    input.addEventListener('cancel', () => done())
    input.addEventListener('change', async () => {
      const f = input.files?.[0]
      if (!f) return done()
      const small = await shrink(f)
      const k = randomId()
      memory.set(k, small)
      await tx('readwrite', (s) => s.put(small, k)).catch(() => undefined)
      done(k)
    })
    input.click()
  })
}
async function blob(key: string): Promise<Blob | undefined> {
  return memory.get(key) || (await tx<Blob | undefined>('readonly', (s) => s.get(key)).catch(() => undefined))
}
const urls = new Map<string, string>()
export async function photoUrl(key: string): Promise<string | undefined> {
  if (!urls.has(key)) {
    const b = await blob(key)
    if (b) urls.set(key, URL.createObjectURL(b))
  }
  return urls.get(key)
}
export async function sendPhoto(key: string, url: string, token: string | undefined): Promise<{ status: number; data: string }> {
  const b = await blob(key)
  if (!b) return { status: 410, data: '' }
  const form = new FormData()
  form.append('file', b, 'photo.jpg')
  const stop = new AbortController()
  const t = setTimeout(() => stop.abort(), 30_000)
  try {
    const r = await fetch(url, { method: 'POST', body: form, headers: token ? { Authorization: `Bearer ${token}` } : {}, signal: stop.signal })
    return { status: r.status, data: await r.text() }
  } finally {
    clearTimeout(t)
  }
}
export async function dropPhoto(key: string) {
  memory.delete(key)
  const u = urls.get(key)
  if (u) URL.revokeObjectURL(u)
  urls.delete(key)
  await tx('readwrite', (s) => s.delete(key)).catch(() => undefined)
}
