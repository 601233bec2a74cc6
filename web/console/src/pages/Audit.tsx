import { CheckCircleOutlined, CloseCircleOutlined, ReloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Spin, Tabs, Tag, Tooltip } from 'antd';
import { get } from '../lib/api';
import { clock, dateTime, num, shortDigest } from '../lib/format';
import type { AuditEvent, Books, DayCloseLink } from '../lib/types';
import { action, actions, objectType, objectTypes, options, outcome, role, tone } from '../lib/words';
import { Failure } from '../ui/act';
import { PageTable } from '../ui/PageTable';
import { Title } from '../ui/Title';

function Ledger() {
  const q = useQuery({ queryKey: ['audit-ledger'], queryFn: () => get<Books>('/audit/ledger'), staleTime: 60_000, refetchOnWindowFocus: false });
  if (q.isError) return <Failure error={q.error} retry={() => void q.refetch()} />;
  if (!q.data) return <div className="panel" style={{ textAlign: 'center', padding: 60 }}><Spin /><div className="muted" style={{ marginTop: 10 }}>正在从每一笔流水重新核算…</div></div>;
  const a = q.data;
  const bad = a.first_bad ? `${a.first_bad.table} ${a.first_bad.id}：${a.first_bad.why}` : '';
  const rows: [string, number, string][] = [
    ['累计发放', a.issued, '分'], ['累计兑换', a.redeemed, '分'], ['冻结中', a.held, '分'], ['已过期', a.expired, '分'], ['未兑余额', a.outstanding, '分'], ['积分账户', a.accounts, '个'],
  ];
  const rest = a.issued - a.redeemed - a.expired - a.outstanding;
  return (
    <>
      <Alert type={a.balanced ? 'success' : 'error'} showIcon icon={a.balanced ? <CheckCircleOutlined /> : <CloseCircleOutlined />} style={{ marginBottom: 12 }}
        title={<b style={{ fontSize: 16 }}>{a.balanced ? '账平：每一笔流水都核对上了' : '账不平，请立即停止调整并核查'}</b>}
        description={<>{`重新核算了 ${num(a.transfers)} 笔流水，完成于 ${clock(new Date(q.dataUpdatedAt).toISOString())}。`}{bad ? <div>第一处不符：{bad}</div> : null}</>}
        action={<Button icon={<ReloadOutlined />} loading={q.isFetching} onClick={() => void q.refetch()}>重新核算</Button>} />
      <div className="cards">{rows.map(([k, v, u]) => <div className="figure" key={k}><span>{k}（{u}）</span><b>{num(v)}</b></div>)}</div>
      <div className="panel">
        <p style={{ marginTop: 0 }}>发放 {num(a.issued)} − 兑换 {num(a.redeemed)} − 过期 {num(a.expired)} − 未兑 {num(a.outstanding)} = <b className={rest === 0 ? '' : 'late'}>{num(rest)}</b>　<span className="muted">（其中未兑里有 {num(a.held)} 分冻结在待领取的兑换单上）</span></p>
        <p style={{ marginBottom: 0 }}>日结链最新一环：{a.head.day ? <>{a.head.day}　<span className="mono">{a.head.digest}</span></> : '还没有日结'}</p>
      </div>
    </>
  );
}

const when = (e: AuditEvent) => `${dateTime(e.at)}:${clock(e.at).slice(-2)}`;
const who = (e: AuditEvent) => `${e.actor_masked || (e.actor_id ? e.actor_id : '系统')}${e.actor_role ? `（${role(e.actor_role)}）` : ''}`;
/** Both spellings of one action have the same word: the menu says it once. */
const ACTIONS = options(actions).filter((o, i, l) => l.findIndex((x) => x.label === o.label) === i);

export default function Audit() {
  return (
    <>
      <Title note="记录只增不改，保存至少 180 天">审计</Title>
      <Tabs destroyOnHidden items={[
        { key: 'ledger', label: '账本核对', children: <Ledger /> },
        {
          key: 'chain', label: '日结链', children: (
            <PageTable<DayCloseLink> name="日结链" path="/audit/day-closes" workbook="/audit/day-closes.xlsx" rowKey={(d) => d.day} empty="还没有日结：每天零点后自动封存前一天"
              columns={[
                { key: 'day', title: '日期', width: 110 },
                { key: 'transfers', title: '流水笔数', width: 96, align: 'right', render: (d) => num(d.transfers) },
                { key: 'events', title: '操作记录', width: 96, align: 'right', render: (d) => num(d.events) },
                { key: 'points', title: '积分合计', width: 96, align: 'right', render: (d) => num(d.points) },
                { key: 'previous_digest', title: '上一环', render: (d) => <Tooltip title={d.previous_digest}><span className="mono">{shortDigest(d.previous_digest)}</span></Tooltip> },
                { key: 'digest', title: '本环', render: (d) => <Tooltip title={d.digest}><span className="mono">{shortDigest(d.digest)}</span></Tooltip> },
                { key: 'closed_at', title: '封存时间', width: 140, render: (d) => dateTime(d.closed_at), text: (d) => dateTime(d.closed_at) },
              ]} />
          ),
        },
        {
          key: 'events', label: '操作记录', children: (
            <PageTable<AuditEvent> name="操作记录" path="/audit/events" workbook="/audit/events.xlsx" rowKey={(e) => e.id}
              filters={[
                { name: 'day', kind: 'date', label: '日期' },
                { name: 'action', kind: 'select', label: '动作', options: ACTIONS, width: 150 },
                { name: 'object_type', kind: 'select', label: '对象', options: options(objectTypes).filter((o, i, l) => l.findIndex((x) => x.label === o.label) === i), width: 120 },
                { name: 'object_id', kind: 'text', label: '对象编号' },
                { name: 'actor_id', kind: 'text', label: '操作人编号' },
              ]}
              columns={[
                { key: 'at', title: '时间', width: 156, render: when, text: when },
                { key: 'actor_masked', title: '操作人', width: 150, ellipsis: true, render: who, text: who },
                { key: 'actor_id', title: '操作人编号', hidden: true },
                { key: 'action', title: '动作', width: 116, render: (e) => <span title={e.action}>{action(e.action)}</span>, text: (e) => action(e.action) },
                { key: 'object_type', title: '对象', width: 84, render: (e) => objectType(e.object_type), text: (e) => objectType(e.object_type) },
                { key: 'object_id', title: '对象编号', width: 110, ellipsis: true, render: (e) => <Tooltip title={e.object_id}><span className="mono">{e.object_id ? `…${e.object_id.slice(-10)}` : '—'}</span></Tooltip> },
                { key: 'outcome', title: '结果', width: 118, ellipsis: true, render: (e) => <Tag color={e.outcome === 'done' ? tone('done') : 'red'} title={e.outcome}>{outcome(e.outcome)}</Tag>, text: (e) => outcome(e.outcome) },
                { key: 'detail', title: '详情', ellipsis: true, render: (e) => e.detail || '—' },
                { key: 'from', title: '来源地址', width: 118, ellipsis: true, render: (e) => e.from || '—' },
                { key: 'request_id', title: '请求编号', hidden: true },
              ]} />
          ),
        },
      ]} />
    </>
  );
}
