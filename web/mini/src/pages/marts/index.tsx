import { PageFrame } from '@/components/PageFrame'
import { StationList } from '@/components/StationList'

export default function Marts() {
  return <PageFrame title="积分超市"><StationList kind="marts" filters /></PageFrame>
}
