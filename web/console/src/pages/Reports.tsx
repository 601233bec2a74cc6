import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Descriptions, Drawer, Empty, Modal, Radio, Space, Spin, Tag, Timeline } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { act as send, get } from '../lib/api';
import { readOnly } from '../lib/duty';
import { dateTime, due, points, shortTime } from '../lib/format';
import { useSession } from '../lib/session';
import type { Decision, Report } from '../lib/types';
import { awardState, categories, options, reportState, reportStates, tone } from '../lib/words';
import { Act } from '../ui/Linklike';
import { Failure, useAct, useReason } from '../ui/act';
import { PageTable } from '../ui/PageTable';
import { Photo, Photos } from '../ui/Photo';
import { Title } from '../ui/Title';

const WHY = ['照片看不清位置，请补拍', '不属于社区办理范围', '现场核实没有发现问题', '内容与照片不符'];
const call = (id: string, verb: 'accept' | 'reject' | 'merge', body: Decision) => send<Report>('POST', `/reports/${encodeURIComponent(id)}/${verb}`, body);
const stepWord = (state: string) => (state === 'submitted' ? '已上报' : reportState(state));
const place = (r: Report) => `${r.location.lat.toFixed(5)}，${r.location.lng.toFixed(5)}`;

function Due({ r }: { r: Report }) {
  if (r.state !== 'submitted') return <span className="muted">{dateTime(r.due_at)}</span>;
  const d = due(r.due_at);
  return <span className={d.late ? 'late' : d.soon ? 'soon' : ''}>{d.text}</span>;
}

/** Picks the earlier report of the same matter. The server knows which may be: same category, within 50 m, open or accepted less than a week ago. */
function MergeInto({ id, onDone }: { id: string | null; onDone: (into: string | null, report?: Report) => void }) {
  const [into, setInto] = useState<string>();
  const one = useQuery({ queryKey: ['report', id], queryFn: ({ signal }) => get<Report>(`/reports/${encodeURIComponent(id!)}`, undefined, signal), enabled: id !== null });
  const r = one.data;
  const near = useMemo(() => r?.similar ?? [], [r]);
  useEffect(() => { setInto(near[0]?.id); }, [near]);
  return (
    <Modal open={id !== null} title={`把 ${r?.number ?? ''} 并入更早的一件`} okText="并案" onCancel={() => onDone(null)} onOk={() => onDone(into ?? null, r)} okButtonProps={{ disabled: !into || near.length === 0 }} destroyOnHidden width={620}>
      <p className="muted" style={{ marginTop: 0 }}>只能并入同类、50 米以内、更早的上报。并案后，上报人仍能看到处理结果。</p>
      {one.isError ? <Failure error={one.error} retry={() => void one.refetch()} /> : !r ? <Spin /> : near.length === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="附近没有可以并入的同类上报" /> : (
        <Radio.Group value={into} onChange={(e) => setInto(e.target.value as string)} style={{ display: 'grid', gap: 10 }}>
          {near.map((s) => <Radio key={s.id} value={s.id}><span className="num">{s.number}</span>　<Tag color={tone(s.state)}>{reportState(s.state)}</Tag>相距 {s.distance_m} 米<div>{s.description}</div></Radio>)}
        </Radio.Group>
      )}
    </Modal>
  );
}

export default function Reports() {
  const session = useSession();
  const mayAct = !readOnly(session?.person);
  const { run, busy } = useAct();
  const [ask, question] = useReason();
  const [openId, setOpenId] = useState<string | null>(null);
  const [merging, setMerging] = useState<string | null>(null);
  const one = useQuery({ queryKey: ['report', openId], queryFn: ({ signal }) => get<Report>(`/reports/${encodeURIComponent(openId!)}`, undefined, signal), enabled: openId !== null });
  const r = one.data;

  const accept = (x: Report) => void run(() => call(x.id, 'accept', {}), (r2) => `已采纳 ${x.number}${r2.points ? `，上报人得 ${points(r2.points)}${r2.points_state === 'pending' ? '（待签批）' : ''}` : ''}`);
  const reject = async (x: Report) => {
    const reason = await ask({ title: `不采纳 ${x.number}`, label: '理由', required: true, danger: true, ok: '不采纳', quick: WHY });
    if (reason !== null) void run(() => call(x.id, 'reject', { reason }), `已退回 ${x.number}`);
  };

  return (
    <>
      <Title note="按到期时间排列，双击一行看详情">随手拍收件箱</Title>
      <PageTable<Report>
        name="随手拍" path="/reports" workbook="/reports.xlsx" initial={{ state: 'submitted' }} rowKey={(x) => x.id} refetchMs={30_000} onRow={(x) => setOpenId(x.id)}
        empty="没有等着处理的上报"
        filters={[
          { name: 'state', kind: 'select', label: '状态', options: options(reportStates), width: 110 },
          { name: 'category', kind: 'select', label: '类别', options: options(categories), width: 120 },
        ]}
        columns={[
          { key: 'due_at', title: '时限', width: 106, render: (x) => <Due r={x} />, text: (x) => dateTime(x.due_at) },
          { key: 'photos', title: '照片', width: 66, text: (x) => x.photos.length, render: (x) => (x.photos[0] ? <Photo photo={x.photos[0]} width={48} height={40} /> : <span className="photo-none">无</span>) },
          { key: 'number', title: '编号', width: 148, render: (x) => <Act onClick={() => setOpenId(x.id)}>{x.number}</Act> },
          { key: 'category', title: '类别', width: 92, render: (x) => x.category_name, text: (x) => x.category_name },
          { key: 'description', title: '描述', ellipsis: true, render: (x) => <>{x.description}<div className="muted" style={{ fontSize: 12 }}>{x.org_unit_name}　{x.reporter_masked}</div></> },
          { key: 'org_unit_name', title: '社区', hidden: true },
          { key: 'reporter_masked', title: '上报人', hidden: true },
          { key: 'filed_at', title: '上报时间', width: 110, render: (x) => shortTime(x.filed_at), text: (x) => dateTime(x.filed_at) },
          { key: 'state', title: '状态', width: 82, render: (x) => <Tag color={tone(x.state)}>{reportState(x.state)}</Tag>, text: (x) => reportState(x.state) },
          ...(mayAct ? [{
            key: 'act', title: '操作', width: 158, text: false as const, render: (x: Report) => x.state === 'submitted'
              ? <Space size={8}><Act onClick={() => accept(x)}>采纳</Act><Act onClick={() => void reject(x)}>不采纳</Act><Act onClick={() => setMerging(x.id)}>并案</Act></Space>
              : <Act onClick={() => setOpenId(x.id)}>查看</Act>,
          }] : []),
        ]}
        {...(mayAct ? { batch: [
          { label: '批量采纳', done: '已采纳选中的上报', primary: true, may: (x: Report) => x.state === 'submitted', run: (x: Report) => call(x.id, 'accept', {}) },
          { label: '批量不采纳', done: '已退回选中的上报', danger: true, may: (x: Report) => x.state === 'submitted', reason: { title: '不采纳选中的上报', required: true, quick: WHY }, run: (x: Report, reason: string) => call(x.id, 'reject', { reason }) },
        ] } : {})}
      />
      <Drawer open={openId !== null} onClose={() => setOpenId(null)} size={620} title={r ? <>{r.number}　<Tag color={tone(r.state)}>{reportState(r.state)}</Tag></> : '上报详情'}
        footer={r && mayAct && r.state === 'submitted' ? (
          <Space><Button type="primary" loading={busy} onClick={() => accept(r)}>采纳</Button><Button danger disabled={busy} onClick={() => void reject(r)}>不采纳</Button><Button disabled={busy} onClick={() => setMerging(r.id)}>并入另一件</Button></Space>
        ) : null}>
        {one.isError ? <Failure error={one.error} retry={() => void one.refetch()} /> : !r ? <Spin /> : (
          <>
            {r.state === 'submitted' && due(r.due_at).late ? <Alert type="warning" showIcon title={`这件上报${due(r.due_at).text}`} style={{ marginBottom: 12 }} /> : null}
            <Photos photos={r.photos} width={172} height={128} />
            <Descriptions column={2} size="small" style={{ margin: '16px 0' }} items={[
              { key: 'd', label: '描述', span: 2, children: r.description },
              { key: 'c', label: '类别', children: r.category_name },
              { key: 'o', label: '社区', children: r.org_unit_name },
              { key: 'p', label: '位置', span: 2, children: place(r) },
              { key: 's', label: '上报', children: `${r.reporter_masked}　${dateTime(r.filed_at)}` },
              { key: 'u', label: '时限', children: dateTime(r.due_at) },
              ...(r.points_state ? [{ key: 'a', label: '积分', span: 2, children: `${points(r.points)}（${awardState(r.points_state)}）${r.points_explanation ? `　${r.points_explanation}` : ''}` }] : []),
              ...(r.merged_into ? [{ key: 'm', label: '并入', children: <Act onClick={() => setOpenId(r.merged_into!)}>看那一件</Act> }] : []),
              ...(r.reason ? [{ key: 'r', label: '理由', span: 2, children: r.reason }] : []),
            ]} />
            {r.similar && r.similar.length > 0 ? <Alert type="info" showIcon title={`附近有 ${r.similar.length} 件同类上报`} description={r.similar.map((s) => <div key={s.id}>{s.number}，相距 {s.distance_m} 米：{s.description}</div>)} style={{ marginBottom: 16 }} /> : null}
            <h2 className="part">经过</h2>
            <Timeline items={r.timeline.map((t) => ({
              color: t.state === 'rejected' ? 'red' : t.state === 'submitted' ? 'gray' : 'green',
              content: <><b>{stepWord(t.state)}</b>　<span className="muted">{dateTime(t.at)}{t.by ? `　${t.by}` : ''}</span>{t.text && t.text !== stepWord(t.state) ? <div>{t.text}</div> : null}</>,
            }))} />
          </>
        )}
      </Drawer>
      <MergeInto id={merging} onDone={(into, x) => { setMerging(null); if (into && x) void run(() => call(x.id, 'merge', { into }), `已把 ${x.number} 并案`); }} />
      {question}
    </>
  );
}
