/** 小程序只有一个实例 */
export function exclusive<T>(_name: string, f: () => Promise<T>): Promise<T> {
  return f()
}
