import { useRouter } from '@tarojs/taro'
import { PageFrame } from '@/components/PageFrame'
import { SiteDetail } from '@/components/SiteDetail'
import { When } from '@/components/State'
import { useApi } from '@/lib/hooks'
import type { PlaceDetail } from '@/lib/types'

export default function Detail() {
  const { id = '' } = useRouter().params
  const s = useApi<PlaceDetail>(`/stations/${encodeURIComponent(id)}`)
  return <PageFrame title="服务站详情"><When of={s}>{(d) => <SiteDetail s={d} />}</When></PageFrame>
}
