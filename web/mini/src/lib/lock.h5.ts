/** 多个标签页之间也只有一个在做 */
export function exclusive<T>(name: string, f: () => Promise<T>): Promise<T> {
  const locks = (navigator as { locks?: LockManager }).locks
  return locks ? (locks.request(name, f) as Promise<T>) : f()
}
