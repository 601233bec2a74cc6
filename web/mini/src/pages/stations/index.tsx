import { PageFrame } from '@/components/PageFrame'
import { StationList } from '@/components/StationList'

export default function Stations() {
  return <PageFrame title="服务站" at={1}><StationList kind="stations" filters /></PageFrame>
}
