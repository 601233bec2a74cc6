import Taro from '@tarojs/taro'

/** 存成文件并打开转发，由本人决定放到哪里 */
export async function saveFile(name: string, content: string | Blob, _type = 'application/json') {
  const path = `${Taro.env.USER_DATA_PATH}/${name}`
  Taro.getFileSystemManager().writeFileSync(path, content as string, 'utf8')
  await (Taro as unknown as { shareFileMessage(o: { filePath: string; fileName: string }): Promise<unknown> }).shareFileMessage({ filePath: path, fileName: name })
  return '请选择发送给“文件传输助手”保存'
}
export async function download(url: string, name: string, token: string | undefined) {
  const r = await Taro.downloadFile({ url, filePath: `${Taro.env.USER_DATA_PATH}/${name}`, header: token ? { Authorization: `Bearer ${token}` } : {} })
  if (r.statusCode !== 200) throw new Error(String(r.statusCode))
  await Taro.openDocument({ filePath: r.filePath || `${Taro.env.USER_DATA_PATH}/${name}`, showMenu: true })
  return '已打开，可在右上角菜单里发送'
}
export const canPrint = false
export function print() {
  /* 小程序不能打印，页面不显示这个按钮 */
}
