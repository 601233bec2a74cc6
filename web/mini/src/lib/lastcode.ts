import { load, save } from './storage'
import type { PickupCode, Redemption } from './types'

/** 最后一次看到的码，以及它是领什么的；没有网时照样给管理员看。 */
export interface LastCode { redemption: Redemption; code: PickupCode; at: number; /** 服务器的钟比手机快多少毫秒 */ ahead: number }
export const lastCode = (person: string | undefined): LastCode | undefined => {
  const l = load<LastCode & { person: string }>('lastcode')
  return l && l.person === person ? l : undefined
}
export const keepCode = (person: string, redemption: Redemption, code: PickupCode) => save('lastcode', { person, redemption, code, at: Date.now(), ahead: Date.parse(code.server_time) - Date.now() })
