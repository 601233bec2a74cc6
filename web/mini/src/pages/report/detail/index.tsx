import { useRouter } from '@tarojs/taro'
import { Text, View } from '@tarojs/components'
import { PageFrame } from '@/components/PageFrame'
import { H } from '@/components/Box'
import { Pic } from '@/components/Pic'
import { Badge, When } from '@/components/State'
import { asset } from '@/lib/api'
import { dateTime, points } from '@/lib/format'
import { useApi } from '@/lib/hooks'
import { pointsState, reportState } from '@/lib/labels'
import { useLive } from '@/lib/useLive'
import type { Report } from '@/lib/types'

export default function ReportDetail() {
  const { id = '' } = useRouter().params
  const r = useApi<Report>(`/reports/${encodeURIComponent(id)}`)
  useLive('rider', () => void r.reload(), r.data?.state === 'submitted', 60_000)
  return (
    <PageFrame title="上报进展">
      <When of={r}>{(d) => (
        <View className="stack">
          <View className="card stack">
            <View className="between"><H>{d.category_name}</H><Badge tone={reportState[d.state]?.tone}>{reportState[d.state]?.text || d.state}</Badge></View>
            <Text>{d.description}</Text>
            <View className="tiny">编号 {d.number} · {d.org_unit_name}</View>
            {d.points > 0 && <View className={d.points_state === 'granted' ? 'okay' : 'note'}>{points(d.points)}，{pointsState[d.points_state || 'pending']}</View>}
            {d.points_explanation && <View className="muted">{d.points_explanation}</View>}
            {d.reason && <View className="note">{d.reason}</View>}
            {d.state === 'submitted' && <View className="muted">{dateTime(d.due_at)}前给您答复</View>}
          </View>
          {!!d.photos.length && <View className="card stack"><H>上报时拍的</H>{d.photos.map((p) => <Pic key={p.id} className="shot" src={asset(p.url)} alt="上报时的照片" />)}</View>}
          <View className="card"><H>办理经过</H>
            <View style={{ paddingTop: '12px' }}>
              {d.timeline.map((t) => (
                <View key={t.at + t.state} className="line-item">
                  <View className="between"><Text className="title">{reportState[t.state]?.text || t.text}</Text><Text className="tiny">{dateTime(t.at)}</Text></View>
                  <View className="muted">{[t.by, t.text === reportState[t.state]?.text ? '' : t.text].filter(Boolean).join('：')}</View>
                </View>
              ))}
            </View>
          </View>
        </View>
      )}</When>
    </PageFrame>
  )
}
