/** 存成文件：浏览器下载 */
export async function saveFile(name: string, content: string | Blob, type = 'application/json') {
  const url = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type }) : content)
  const a = document.createElement('a')
  a.href = url
  a.download = name
  a.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
  return '已保存到下载文件夹'
}
export async function download(url: string, name: string, token: string | undefined) {
  const r = await fetch(url, { headers: token ? { Authorization: `Bearer ${token}` } : {} })
  if (!r.ok) throw new Error(String(r.status))
  return saveFile(name, await r.blob())
}
export const canPrint = true
export function print() {
  window.print()
}
