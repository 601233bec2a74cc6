import { PlusOutlined } from '@ant-design/icons';
import { Button, Space, Tag } from 'antd';
import { useState } from 'react';
import { act as send } from '../lib/api';
import { has } from '../lib/duty';
import { dateTime, shortTime, signed } from '../lib/format';
import { useSession } from '../lib/session';
import type { Adjustment, Refusal } from '../lib/types';
import { options, proposalState, proposalStates, tone } from '../lib/words';
import { Act } from '../ui/Linklike';
import { useAct, useReason } from '../ui/act';
import { PageTable } from '../ui/PageTable';
import { ProposeAdjustment } from '../ui/ProposeAdjustment';
import { Title } from '../ui/Title';

export default function Adjustments() {
  const session = useSession();
  const mayAct = has(session?.person, 'district_admin', 'city_admin');
  const me = session?.person.id;
  const { run } = useAct();
  const [ask, question] = useReason();
  const [making, setMaking] = useState(false);
  const path = (a: Adjustment, verb: string) => `/adjustments/${encodeURIComponent(a.id)}/${verb}`;
  const refuse = async (a: Adjustment) => {
    const reason = await ask({ title: `退回对 ${a.person_masked} 的调整`, label: '理由', required: true, danger: true, ok: '退回' });
    if (reason !== null) void run(() => send<Adjustment>('POST', path(a, 'refuse'), { reason } satisfies Refusal), '已退回');
  };
  return (
    <>
      <Title note="手工增减积分要两个人：一位提出，另一位签批后才入账">积分调整</Title>
      <PageTable<Adjustment> name="积分调整" path="/adjustments" workbook="/adjustments.xlsx" rowKey={(a) => a.id} empty="没有积分调整"
        extra={mayAct ? <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>提出调整</Button> : null}
        filters={[{ name: 'state', kind: 'select', label: '状态', options: options(proposalStates) }]}
        columns={[
          { key: 'proposed_at', title: '提出时间', width: 108, render: (a) => shortTime(a.proposed_at), text: (a) => dateTime(a.proposed_at) },
          { key: 'person_masked', title: '当事人', width: 76 },
          { key: 'points', title: '积分', width: 78, align: 'right', render: (a) => <span className={a.points < 0 ? 'late' : ''}>{signed(a.points)}</span> },
          { key: 'reason', title: '理由', ellipsis: true },
          { key: 'proposer_masked', title: '提出人', width: 90 },
          { key: 'decided_at', title: '签批时间', width: 108, render: (a) => shortTime(a.decided_at), text: (a) => dateTime(a.decided_at) },
          { key: 'decided_why', title: '退回理由', width: 170, ellipsis: true, render: (a) => a.decided_why || '—' },
          { key: 'state', title: '状态', width: 86, render: (a) => <Tag color={tone(a.state)}>{proposalState(a.state)}</Tag>, text: (a) => proposalState(a.state) },
          ...(mayAct ? [{
            key: 'act', title: '操作', width: 106, text: false as const, render: (a: Adjustment) => a.state !== 'proposed' ? null
              : a.proposed_by === me ? <span className="muted">等另一位签</span>
                : <Space size={10}><Act onClick={() => void run(() => send<Adjustment>('POST', path(a, 'approve')), '已签批入账')}>签批</Act><Act onClick={() => void refuse(a)}>退回</Act></Space>,
          }] : []),
        ]} />
      <ProposeAdjustment open={making} onClose={() => setMaking(false)} />
      {question}
    </>
  );
}
