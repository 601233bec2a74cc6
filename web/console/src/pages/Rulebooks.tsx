import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Descriptions, Drawer, Empty, InputNumber, Modal, Progress, Space, Spin, Table, Tabs, Tag } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useMemo, useState } from 'react';
import { act as send, errorText, get, request } from '../lib/api';
import { has } from '../lib/duty';
import { dateTime, num, points, thisMonth, today, yuan } from '../lib/format';
import { useSession } from '../lib/session';
import type { Book, BookRule, BudgetRow, Change, NewVersion, NewBudget, Page, Preview, Refusal, VersionDetail, VersionRow } from '../lib/types';
import { capPeriods, capUnits, options, proposalState, proposalStates, ruleUnit, tone } from '../lib/words';
import { Act } from '../ui/Linklike';
import { Failure, useAct, useReason } from '../ui/act';
import { PageTable } from '../ui/PageTable';
import { Title } from '../ui/Title';

const path = (id: string, verb = '') => `/rulebook/versions/${encodeURIComponent(id)}${verb}`;
const of = (v: VersionRow) => v.org_unit_name || '全市';
const capsText = (r: BookRule) => (r.item_caps ?? []).map((c) => `每${capPeriods[c.per] ?? c.per}${c.each ? '每门' : ''} ${c.in === 'half_hours' ? `${c.limit / 2} 小时` : `${c.limit} ${capUnits[c.in] ?? ''}`}`).join('，') || '不限';

/** What differs by nature between two versions is no news. */
const news = (list: Change[]) => list.filter((c) => !['version', 'effective_from', 'org_unit_id'].includes(c.field));

function Changes({ list: all, empty }: { list: Change[]; empty: string }) {
  const list = news(all);
  if (list.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty} />;
  const share = (c: Change) => { const a = Number(c.from), b = Number(c.to); return c.from !== '' && a > 0 && Number.isFinite(b) ? Math.round((b / a - 1) * 100) : null; };
  return (
    <Table<Change> size="small" pagination={false} dataSource={list} rowKey={(c) => c.field} columns={[
      { title: '变化', dataIndex: 'zh' },
      { title: '原来', dataIndex: 'from', width: 140, align: 'right', render: (v: string) => v || '—' },
      { title: '改为', key: 'to', width: 200, align: 'right', render: (_: unknown, c: Change) => { const s = share(c); return <b>{c.to || '取消'}{s ? <span className={Math.abs(s) > 50 ? 'late' : 'muted'}>（{s > 0 ? '+' : '−'}{Math.abs(s)}%）</span> : null}</b>; } },
    ]} />
  );
}

/** The points of a rule, each grade apart: the key is what the API calls it, R01 or N02.city. */
const worths = (r: BookRule) => (r.grades && r.grades.length > 0 ? r.grades.map((g) => ({ key: `${r.code}.${g.code}`, name: `${r.name}（${g.name}）`, points: g.points })) : [{ key: r.code, name: r.name, points: r.points }]);
interface Line { key: string; rule: BookRule; name: string; points: number; first: boolean }
const lines = (b: Book): Line[] => b.rules.flatMap((r) => worths(r).map((w, i) => ({ ...w, rule: r, first: i === 0 })));

function RulesTable({ book, worth, onWorth, onCap }: { book: Book; worth?: Record<string, number>; onWorth?: (key: string, v: number) => void; onCap?: (code: string, at: number, v: number) => void }) {
  return (
    <Table<Line> size="small" pagination={false} dataSource={lines(book)} rowKey={(l) => l.key} columns={[
      { title: '代码', key: 'code', width: 64, render: (_, l) => (l.first ? l.rule.code : '') },
      { title: '积分项', dataIndex: 'name' },
      { title: '计量', key: 'unit', width: 86, render: (_, l) => ruleUnit(l.rule.unit) },
      { title: '积分', key: 'points', width: 96, align: 'right', render: (_, l) => (onWorth ? <InputNumber size="small" min={0} max={1000} precision={0} value={worth?.[l.key] ?? l.points} style={{ width: 76 }} aria-label={`${l.name} 积分`} onChange={(v) => onWorth(l.key, v ?? 0)} /> : num(l.points)) },
      { title: '次数上限', key: 'caps', width: 200, render: (_, l) => (!l.first ? '' : onCap && (l.rule.item_caps?.length ?? 0) > 0
        ? <Space size={6} wrap>{l.rule.item_caps!.map((c, i) => <span key={c.per}>每{capPeriods[c.per] ?? c.per} <InputNumber size="small" min={1} precision={0} value={c.limit} style={{ width: 58 }} aria-label={`${l.name} 每${capPeriods[c.per] ?? c.per}上限`} onChange={(v) => v && onCap(l.rule.code, i, v)} /> {capUnits[c.in] ?? ''}</span>)}</Space>
        : <>{capsText(l.rule)}{l.rule.exempt ? <Tag style={{ marginLeft: 6 }}>不占个人上限</Tag> : null}</>) },
    ]} />
  );
}

const CAPS = [['day', '每日'], ['month', '每月'], ['year', '每年']] as const;
const REDEEM = [['per_item_month', '每件每月限兑'], ['points_month', '每月最多兑（分）'], ['second_signature_above', '超过多少分要两人'], ['pickup_days', '保留几天']] as const;

/** Drafts the next version: the city may change the whole book, a district the points of its own, within ±50 %. */
function Compose({ base, district, onClose }: { base: VersionDetail | null; district: string | undefined; onClose: () => void }) {
  const [book, setBook] = useState<Book | null>(null);
  const [worth, setWorth] = useState<Record<string, number>>({});
  const [from, setFrom] = useState('');
  const [step, setStep] = useState(0);
  const { run, busy } = useAct();
  useEffect(() => { setBook(base?.book ?? null); setWorth({}); setStep(0); setFrom(dayjs(`${today()}T00:00`).add(1, 'month').startOf('month').format('YYYY-MM-DD')); }, [base]);
  const changed = useMemo(() => (book ? Object.fromEntries(lines(book).filter((l) => worth[l.key] !== undefined && worth[l.key] !== l.points).map((l) => [l.key, worth[l.key]!])) : {}), [book, worth]);
  const body = useMemo((): NewVersion | null => {
    if (!book) return null;
    if (district) return { effective_from: from, org_unit_id: district, points: changed };
    const rules = book.rules.map((r) => {
      const grades = r.grades?.map((g) => ({ ...g, points: changed[`${r.code}.${g.code}`] ?? g.points }));
      return { ...r, points: grades?.[0]?.points ?? changed[r.code] ?? r.points, ...(grades ? { grades } : {}) };
    });
    return { effective_from: from, book: { ...book, effective_from: from, rules } };
  }, [book, district, from, changed]);
  const preview = useQuery({ queryKey: ['rulebook-preview', JSON.stringify(body)], enabled: step === 1 && body !== null, retry: false, queryFn: () => request<Preview>('POST', '/rulebook/versions/preview', { body }) });
  const cap = (code: string, at: number, v: number) => setBook((b) => b && { ...b, rules: b.rules.map((r) => (r.code === code ? { ...r, item_caps: (r.item_caps ?? []).map((c, i) => (i === at ? { ...c, limit: v } : c)) } : r)) });
  const submit = async () => { if (await run(() => send('POST', '/rulebook/versions', body), '新版本已提交，等另一位市级管理员批准')) onClose(); };
  const touched = book !== base?.book || Object.keys(changed).length > 0;
  return (
    <Drawer open={base !== null} onClose={onClose} size={900} title={step === 0 ? `在第 ${base?.version ?? ''} 版基础上起草${district ? '本区县的办法' : ''}` : '看看会变什么'} destroyOnHidden
      footer={step === 0
        ? <Space><Button type="primary" disabled={!touched} onClick={() => setStep(1)}>看看会变什么</Button><Button onClick={onClose}>取消</Button></Space>
        : <Space><Button type="primary" loading={busy} disabled={!preview.data || news(preview.data.changes).length === 0} onClick={() => void submit()}>提交批准</Button><Button onClick={() => setStep(0)}>回去修改</Button></Space>}>
      {!book ? <Spin /> : step === 0 ? (
        <>
          <Space size={16} wrap style={{ marginBottom: 12 }}>
            <span>生效日 <DatePicker aria-label="生效日" allowClear={false} value={dayjs(from)} disabledDate={(d) => d.format('YYYY-MM-DD') <= today()} onChange={(d) => d && setFrom(d.format('YYYY-MM-DD'))} /></span>
            {district ? <span className="muted">区县只能调整各项积分，幅度不超过全市标准的 50%</span> : (
              <>
                <span>每分价值（元） <InputNumber aria-label="每分价值" min={0.01} step={0.01} precision={2} value={book.point_value_fen / 100} style={{ width: 86 }} onChange={(v) => v && setBook({ ...book, point_value_fen: Math.round(v * 100) })} /></span>
                {CAPS.map(([k, word]) => <span key={k}>每人{word} <InputNumber aria-label={`每人${word}上限`} min={1} precision={0} value={book.caps[k]} style={{ width: 80 }} onChange={(v) => v && setBook({ ...book, caps: { ...book.caps, [k]: v } })} /></span>)}
                {REDEEM.map(([k, word]) => <span key={k}>{word} <InputNumber aria-label={word} min={1} precision={0} value={book.redeem[k]} style={{ width: 76 }} onChange={(v) => v && setBook({ ...book, redeem: { ...book.redeem, [k]: v } })} /></span>)}
              </>
            )}
          </Space>
          <RulesTable book={book} worth={worth} onWorth={(k, v) => setWorth((w) => ({ ...w, [k]: v }))} {...(district ? {} : { onCap: cap })} />
        </>
      ) : (
        <>
          <Alert type="info" showIcon title={`从 ${from} 零点起对新发生的事项生效，已经入账的积分不变。`} style={{ marginBottom: 12 }} />
          {preview.isError ? <Alert type="error" showIcon title={errorText(preview.error)} /> : !preview.data ? <Spin /> : <Changes list={preview.data.changes} empty="和现行办法完全一样" />}
        </>
      )}
    </Drawer>
  );
}

function Versions() {
  const session = useSession();
  const person = session?.person;
  const city = has(person, 'city_admin');
  const district = city ? undefined : person?.roles.find((r) => r.role === 'district_admin')?.scope_id;
  const { run, busy } = useAct();
  const [ask, question] = useReason();
  const [openId, setOpenId] = useState<string | null>(null);
  const [baseId, setBaseId] = useState<string | null>(null);
  const one = useQuery({ queryKey: ['rulebook-version', openId], enabled: openId !== null, queryFn: ({ signal }) => get<VersionDetail>(path(openId!), undefined, signal) });
  const base = useQuery({ queryKey: ['rulebook-version', baseId], enabled: baseId !== null, queryFn: ({ signal }) => get<VersionDetail>(path(baseId!), undefined, signal) });
  const force = useQuery({ queryKey: ['rulebook-force'], queryFn: () => get<Page<VersionRow>>('/rulebook/versions', { state: 'approved', limit: 100 }) });
  const now = force.data?.items.filter((x) => x.in_force) ?? [];
  const start = now.find((x) => district && x.org_unit_id === district) ?? now.find((x) => !x.org_unit_id);
  const b = one.data;
  const refuse = async (x: VersionRow) => {
    const reason = await ask({ title: `退回${of(x)}第 ${x.version} 版`, label: '理由', required: true, danger: true, ok: '退回' });
    if (reason !== null) void run(() => send('POST', path(x.id, '/refuse'), { reason } satisfies Refusal), '已退回');
  };
  return (
    <>
      <PageTable<VersionRow> name="积分办法" path="/rulebook/versions" workbook="/rulebook/versions.xlsx" rowKey={(x) => x.id} onRow={(x) => setOpenId(x.id)} empty="还没有版本"
        extra={city || district ? <Button type="primary" icon={<PlusOutlined />} disabled={!start} onClick={() => setBaseId(start?.id ?? null)}>起草新版本</Button> : null}
        filters={[{ name: 'state', kind: 'select', label: '状态', options: options(proposalStates) }, { name: 'org_unit_id', kind: 'org', label: '组织' }]}
        columns={[
          { key: 'version', title: '版本', width: 96, render: (x) => <Act onClick={() => setOpenId(x.id)}>第 {x.version} 版</Act>, text: (x) => x.version },
          { key: 'org_unit_name', title: '适用', width: 130, render: of, text: of },
          { key: 'state', title: '状态', width: 130, render: (x) => (x.in_force ? <Tag color="green">正在执行</Tag> : x.state === 'approved' && x.effective_from > today() ? <Tag color="blue">等待生效</Tag> : x.state === 'approved' ? <Tag>已被替代</Tag> : <Tag color={tone(x.state)}>{proposalState(x.state)}</Tag>), text: (x) => (x.in_force ? '正在执行' : proposalState(x.state)) },
          { key: 'effective_from', title: '生效日', width: 120 },
          { key: 'proposer_masked', title: '起草人', width: 110, render: (x) => x.proposer_masked || '—' },
          { key: 'proposed_at', title: '起草时间', width: 140, render: (x) => dateTime(x.proposed_at), text: (x) => dateTime(x.proposed_at) },
          { key: 'decider_masked', title: '批准人', width: 110, render: (x) => x.decider_masked || '—' },
          { key: 'decided_at', title: '批准时间', render: (x) => dateTime(x.decided_at), text: (x) => dateTime(x.decided_at) },
        ]} />
      <Drawer open={openId !== null} onClose={() => setOpenId(null)} size={860} title={b ? <>{of(b)}第 {b.version} 版　<Tag color={b.in_force ? 'green' : tone(b.state)}>{b.in_force ? '正在执行' : proposalState(b.state)}</Tag></> : '积分办法'}
        footer={b?.state === 'proposed' && city ? (b.proposed_by === person?.id ? <span className="muted">您起草的版本要由另一位市级管理员批准</span>
          : <Space><Button type="primary" loading={busy} onClick={() => void run(() => send('POST', path(b.id, '/approve')), '已批准')}>批准</Button><Button danger disabled={busy} onClick={() => void refuse(b)}>退回</Button></Space>) : null}>
        {one.isError ? <Failure error={one.error} retry={() => void one.refetch()} /> : !b ? <Spin /> : (
          <section tabIndex={0} aria-label="这一版的内容">
            <Descriptions size="small" column={3} items={[
              { key: 'f', label: '生效日', children: b.effective_from }, { key: 'v', label: '每分价值', children: yuan(b.book.point_value_fen) },
              { key: 'c', label: '每人上限', children: `日 ${num(b.book.caps.day)}，月 ${num(b.book.caps.month)}，年 ${num(b.book.caps.year)}` },
              { key: 'r', label: '兑换', span: 3, children: `每件每月 ${b.book.redeem.per_item_month} 件，每月 ${points(b.book.redeem.points_month)}，超过 ${points(b.book.redeem.second_signature_above)}要两人，保留 ${b.book.redeem.pickup_days} 天` },
              ...(b.reason ? [{ key: 'n', label: '退回理由', span: 3, children: b.reason }] : []),
            ]} />
            <h2 className="part">和上一版相比</h2>
            <Changes list={b.changes} empty="没有变化，或是第一版" />
            <h2 className="part">全部积分项</h2>
            <RulesTable book={b.book} />
          </section>
        )}
      </Drawer>
      <Compose base={base.data ?? null} district={district} onClose={() => setBaseId(null)} />
      {question}
    </>
  );
}

function Budgets() {
  const mayAct = has(useSession()?.person, 'district_admin', 'city_admin');
  const [month, setMonth] = useState(thisMonth());
  const [row, setRow] = useState<BudgetRow | null>(null);
  const [value, setValue] = useState<number | null>(null);
  const { run, busy } = useAct();
  useEffect(() => setValue(row?.funded ?? null), [row]);
  const save = async () => { if (row && value !== null && await run(() => send('PUT', `/budgets/${encodeURIComponent(row.street_id)}`, { month: row.month, points: value } satisfies NewBudget), '预算已设定')) setRow(null); };
  return (
    <>
      <PageTable<BudgetRow> key={month} name={`发放预算 ${month}`} path="/budgets" workbook="/budgets.xlsx" query={{ month }} rowKey={(r) => r.street_id} empty="没有街道预算"
        lead={<DatePicker picker="month" aria-label="月份" allowClear={false} value={dayjs(`${month}-01`)} onChange={(d) => d && setMonth(d.format('YYYY-MM'))} />}
        filters={[{ name: 'org_unit_id', kind: 'org', label: '组织' }]}
        columns={[
          { key: 'district_name', title: '区县', width: 130 }, { key: 'street_name', title: '街道', ellipsis: true },
          { key: 'funded', title: '预算（分）', width: 120, align: 'right', render: (r) => num(r.funded) },
          { key: 'used', title: '已发放', width: 110, align: 'right', render: (r) => num(r.used) },
          { key: 'left', title: '剩余', width: 110, align: 'right', render: (r) => <span className={r.left <= 0 ? 'late' : ''}>{num(r.left)}</span> },
          { key: 'percent', title: '用了', width: 180, render: (r) => <Progress percent={Math.min(100, r.percent)} size="small" status={r.spent ? 'exception' : 'normal'} format={() => `${r.percent}%`} {...(r.warn && !r.spent ? { strokeColor: '#b25e00' } : {})} aria-label={`${r.street_name}用了 ${r.percent}%`} />, text: (r) => r.percent },
          { key: 'warn', title: '提醒', width: 100, render: (r) => (r.spent ? <Tag color="red">已用完</Tag> : r.warn ? <Tag color="gold">快用完</Tag> : '—'), text: (r) => (r.spent ? '已用完' : r.warn ? '快用完' : '') },
          { key: 'carried', title: '沿用上次额度', width: 112, render: (r) => (r.carried ? '是' : '否'), text: (r) => (r.carried ? '是' : '否') },
          ...(mayAct ? [{ key: 'act', title: '操作', width: 70, text: false as const, render: (r: BudgetRow) => <Act onClick={() => setRow(r)}>设定</Act> }] : []),
        ]} />
      <Modal open={row !== null} title={`${row?.street_name ?? ''} ${row?.month ?? ''} 发放预算`} okText="保存" confirmLoading={busy} okButtonProps={{ disabled: value === null }} onCancel={() => setRow(null)} onOk={() => void save()}>
        <p className="muted" style={{ marginTop: 0 }}>用到 80% 会提醒；用完后新的奖励顺延到下月，当事人看得到。</p>
        <InputNumber aria-label="预算（分）" min={0} max={100_000_000} precision={0} value={value} onChange={setValue} style={{ width: 200 }} suffix="分" />
      </Modal>
    </>
  );
}

export default function Rulebooks() {
  const person = useSession()?.person;
  return (
    <>
      <Title note="改办法只出新版本，旧版本永远可查">积分办法</Title>
      <Tabs destroyOnHidden items={[
        { key: 'v', label: '版本', children: <Versions /> },
        ...(has(person, 'street_admin', 'district_admin', 'city_admin', 'auditor') ? [{ key: 'b', label: '发放预算', children: <Budgets /> }] : []),
      ]} />
    </>
  );
}
