import { useQuery } from '@tanstack/react-query';
import { Badge, Space, Tabs, Tag } from 'antd';
import { act as send, get } from '../lib/api';
import { has } from '../lib/duty';
import { dateTime, points, shortTime, signed } from '../lib/format';
import { useSession } from '../lib/session';
import type { Adjustment, Award, Page, Redemption, Refusal, Reversal } from '../lib/types';
import { objectType, signLevel } from '../lib/words';
import { Act } from '../ui/Linklike';
import { useAct, useReason } from '../ui/act';
import { PageTable, type BatchAction, type Column } from '../ui/PageTable';
import { Title } from '../ui/Title';

const WHY = ['证明材料不足', '与事实不符', '重复奖励', '超出职责范围'];

/** Which of the signatures an award needs are there. */
function Signatures({ a }: { a: Award }) {
  return <Space size={4} wrap>{a.stages.map((s, i) => <Tag key={s} color={i < a.signed ? 'green' : 'gold'}>{signLevel(s)}{i < a.signed ? '已签' : '待签'}</Tag>)}</Space>;
}

/** One kind of thing that waits for a signature: a table with sign and refuse on each row and on many. */
function Queue<T extends { id: string }>({ base, name, state, columns, what, mine }: { base: string; name: string; state: string; columns: Column<T>[]; what: (x: T) => string; mine?: (x: T) => boolean }) {
  const { run } = useAct();
  const [ask, question] = useReason();
  const sign = (x: T) => send<T>('POST', `${base}/${encodeURIComponent(x.id)}/approve`);
  const turnDown = (x: T, reason: string) => send<T>('POST', `${base}/${encodeURIComponent(x.id)}/refuse`, { reason } satisfies Refusal);
  const may = (x: T) => !mine?.(x);
  const refuse = async (x: T) => {
    const reason = await ask({ title: `退回：${what(x)}`, label: '理由', required: true, danger: true, ok: '退回', quick: WHY });
    if (reason !== null) void run(() => turnDown(x, reason), '已退回');
  };
  const batch: BatchAction<T>[] = [
    { label: '签批选中', done: '已签批选中的各项', primary: true, may, run: sign },
    { label: '退回选中', done: '已退回选中的各项', danger: true, may, reason: { title: '退回选中的各项', required: true, quick: WHY }, run: turnDown },
  ];
  return (
    <>
      <PageTable<T> name={name} path={base} workbook={`${base}.xlsx`} query={{ state }} rowKey={(x) => x.id} refetchMs={30_000} empty="没有等您签批的事项" batch={batch}
        columns={[...columns, {
          key: 'act', title: '操作', width: 100, text: false as const,
          render: (x: T) => may(x)
            ? <Space size={10}><Act onClick={() => void run(() => sign(x), '已签批')}>签批</Act><Act onClick={() => void refuse(x)}>退回</Act></Space>
            : <span className="muted">等另一位签</span>,
        }]} />
      {question}
    </>
  );
}

/** The redemption that a reversal would undo. */
function Undone({ id }: { id: string }) {
  const q = useQuery({ queryKey: ['redemption', id], staleTime: 60_000, queryFn: ({ signal }) => get<Redemption>(`/redemptions/${encodeURIComponent(id)}`, undefined, signal) });
  const r = q.data;
  if (!r) return <span className="mono">{q.isError ? id : '…'}</span>;
  return <>{r.number}　{r.receiver_masked}　{r.items.map((i) => `${i.name}×${i.quantity}`).join('、')}　<b>{points(r.points)}</b><div className="muted" style={{ fontSize: 12 }}>{r.mart.name}　{dateTime(r.fulfilled_at)} 领取{r.disputed_at ? '，本人提出过异议' : ''}</div></>;
}

function Count({ base, state, label }: { base: string; state: string; label: string }) {
  const q = useQuery({ queryKey: ['count', base], queryFn: () => get<Page<unknown>>(base, { state, limit: 100 }), refetchInterval: 60_000 });
  const n = q.data?.items.length ?? 0;
  return <Space size={6}>{label}<Badge count={q.data?.next_cursor ? '99+' : n} size="small" /></Space>;
}

export default function Approvals() {
  const person = useSession()?.person;
  const me = person?.id;
  return (
    <>
      <Title note="记录人、审核人、受益人必须是三个不同的人">待我签批</Title>
      <Tabs destroyOnHidden items={[
        {
          key: 'awards', label: <Count base="/awards" state="pending" label="积分奖励" />, children: (
            <Queue<Award> base="/awards" state="pending" name="待签积分奖励" what={(a) => `${a.person_masked} ${points(a.points)}`} columns={[
              { key: 'at', title: '时间', width: 106, render: (a) => shortTime(a.at), text: (a) => dateTime(a.at) },
              { key: 'person_masked', title: '受益人', width: 74 },
              { key: 'rule_name', title: '积分项', width: 250, ellipsis: true, render: (a) => `${a.rule_code} ${a.rule_name}`, text: (a) => `${a.rule_code} ${a.rule_name}` },
              { key: 'points', title: '积分', width: 64, align: 'right', render: (a) => signed(a.points) },
              { key: 'explanation', title: '算法', ellipsis: true },
              { key: 'source', title: '依据', width: 84, render: (a) => objectType(a.source.type), text: (a) => `${objectType(a.source.type)} ${a.source.id}` },
              { key: 'org_unit_name', title: '组织', width: 120, ellipsis: true },
              { key: 'stages', title: '签批进度', width: 150, render: (a) => <Signatures a={a} />, text: (a) => a.stages.map((s, i) => `${signLevel(s)}${i < a.signed ? '已签' : '待签'}`).join('；') },
            ]} />
          ),
        },
        ...(has(person, 'district_admin', 'city_admin') ? [{
          key: 'adjustments', label: <Count base="/adjustments" state="proposed" label="积分调整" />, children: (
            <Queue<Adjustment> base="/adjustments" state="proposed" name="待签积分调整" what={(a) => `${a.person_masked} ${signed(a.points)} 分`} mine={(a) => a.proposed_by === me} columns={[
              { key: 'proposed_at', title: '提出时间', width: 138, render: (a) => dateTime(a.proposed_at), text: (a) => dateTime(a.proposed_at) },
              { key: 'person_masked', title: '当事人', width: 90 },
              { key: 'points', title: '积分', width: 90, align: 'right', render: (a) => <span className={a.points < 0 ? 'late' : ''}>{signed(a.points)}</span> },
              { key: 'reason', title: '理由', ellipsis: true },
              { key: 'proposer_masked', title: '提出人', width: 100 },
            ]} />
          ),
        }] : []),
        ...(has(person, 'street_admin', 'district_admin', 'city_admin') ? [{
          key: 'reversals', label: <Count base="/reversals" state="proposed" label="兑换冲正" />, children: (
            <Queue<Reversal> base="/reversals" state="proposed" name="待签兑换冲正" what={() => '这张兑换单的冲正'} mine={(a) => a.proposed_by === me} columns={[
              { key: 'proposed_at', title: '提出时间', width: 138, render: (a) => dateTime(a.proposed_at), text: (a) => dateTime(a.proposed_at) },
              { key: 'redemption_id', title: '兑换单', render: (a) => <Undone id={a.redemption_id} /> },
              { key: 'goods_back', title: '物品退库', width: 90, render: (a) => (a.goods_back ? '是' : '否'), text: (a) => (a.goods_back ? '是' : '否') },
              { key: 'reason', title: '理由', width: 240, ellipsis: true },
            ]} />
          ),
        }] : []),
      ]} />
    </>
  );
}
