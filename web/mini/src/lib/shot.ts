import { change, draft } from './drafts'

/** 新拍的一张放进草稿（目前一份一到三张） */
export function shot(id: string, key: string) {
  const d = draft(id)
  if (d) change(id, { photos: [...d.photos, { key }].slice(-3) })
}
