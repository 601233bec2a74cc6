import Taro from '@tarojs/taro'

// 照片存进小程序的用户文件，断网也在，发出后删。钥匙就是文件路径。
export async function takePhoto(camera: boolean): Promise<string | undefined> {
  try {
    const r = await Taro.chooseMedia({ count: 1, mediaType: ['image'], sizeType: ['compressed'], sourceType: camera ? ['camera', 'album'] : ['album', 'camera'] })
    const tmp = r.tempFiles[0]?.tempFilePath
    if (!tmp) return undefined
    return await new Promise((ok) =>
      Taro.getFileSystemManager().saveFile({ tempFilePath: tmp, success: (s) => ok(s.savedFilePath as string), fail: () => ok(tmp) }),
    )
  } catch {
    return undefined
  }
}
export async function photoUrl(key: string): Promise<string | undefined> {
  return key
}
export async function sendPhoto(key: string, url: string, token: string | undefined): Promise<{ status: number; data: string }> {
  const exists = await new Promise<boolean>((ok) => Taro.getFileSystemManager().access({ path: key, success: () => ok(true), fail: () => ok(false) }))
  if (!exists) return { status: 410, data: '' }
  const r = await Taro.uploadFile({ url, filePath: key, name: 'file', timeout: 30_000, header: token ? { Authorization: `Bearer ${token}` } : {} })
  return { status: r.statusCode, data: r.data }
}
export async function dropPhoto(key: string) {
  Taro.getFileSystemManager().removeSavedFile({ filePath: key, fail: () => undefined })
}
