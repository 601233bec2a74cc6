import { DownloadOutlined, LeftOutlined, ReloadOutlined, RightOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, App, Button, DatePicker, Empty, Input, Select, Table } from 'antd';
import type { ColumnType } from 'antd/es/table';
import dayjs from 'dayjs';
import { useState, type Key, type ReactNode } from 'react';
import { all, download, errorText, EXPORT_LIMIT, get } from '../lib/api';
import { today } from '../lib/format';
import type { Page } from '../lib/types';
import type { Cell } from '../lib/xlsx';
import { Failure, useAct, useReason } from './act';
import { OrgSelect } from './OrgSelect';

export interface Column<T> {
  key: string; title: string; width?: number; align?: 'left' | 'right' | 'center'; fixed?: 'left' | 'right'; ellipsis?: boolean;
  /** Only in the spreadsheet. */
  hidden?: boolean;
  render?: (row: T) => ReactNode;
  /** What goes into the spreadsheet; false keeps the column out of it. */
  text?: ((row: T) => Cell) | false;
}
export type Filter =
  | { name: string; kind: 'text'; label: string; width?: number }
  | { name: string; kind: 'select'; label: string; options: { value: string; label: string }[]; width?: number }
  | { name: string; kind: 'org'; label: string; width?: number }
  | { name: string; kind: 'date'; label: string; width?: number };
export interface BatchAction<T> {
  label: string; done: string; danger?: boolean; primary?: boolean;
  /** The title of the question for a reason, and whether one has to be given. */
  reason?: { title: string; required: boolean; quick?: string[] };
  may?: (row: T) => boolean;
  run: (row: T, reason: string) => Promise<unknown>;
}
type Values = Record<string, string | undefined>;

export interface PageTableProps<T> {
  name: string;
  columns: Column<T>[];
  rowKey: (row: T) => string;
  /** Either a list of the API, or rows at hand. */
  path?: string; rows?: T[];
  /** Where the server has this list as a workbook; the columns of the table are written here where it has none. */
  workbook?: string;
  query?: Values; filters?: Filter[]; initial?: Values;
  batch?: BatchAction<T>[];
  /** Something asked of the chosen rows together, by the page itself. */
  pick?: { label: string; onPick: (rows: T[]) => void };
  /** Stands before the filters. */
  lead?: ReactNode;
  extra?: ReactNode; empty?: ReactNode;
  onRow?: (row: T) => void; refetchMs?: number; scrollX?: number; enabled?: boolean;
}

export function PageTable<T extends object>(p: PageTableProps<T>) {
  const { message, notification } = App.useApp();
  const [values, setValues] = useState<Values>(p.initial ?? {});
  const [cursors, setCursors] = useState<(string | null)[]>([null]);
  const [limit, setLimit] = useState(20);
  const [selected, setSelected] = useState<Key[]>([]);
  const [exporting, setExporting] = useState(false);
  const [progress, setProgress] = useState('');
  const act = useAct();
  const [ask, question] = useReason();

  const query = { ...p.query, ...values };
  const cursor = cursors[cursors.length - 1] ?? null;
  const q = useQuery({
    queryKey: ['table', p.path ?? p.name, query, limit, cursor],
    queryFn: ({ signal }) => get<Page<T>>(p.path!, { ...query, limit, cursor }, signal),
    enabled: !!p.path && p.enabled !== false,
    placeholderData: keepPreviousData,
    ...(p.refetchMs ? { refetchInterval: p.refetchMs } : {}),
  });
  const rows = p.rows ?? q.data?.items ?? [];
  const chosen = rows.filter((r) => selected.includes(p.rowKey(r)));
  const set = (name: string, v: string | undefined) => { setValues((o) => ({ ...o, [name]: v || undefined })); setCursors([null]); setSelected([]); };

  async function toExcel() {
    setExporting(true);
    try {
      if (p.workbook) {
        await download(p.workbook, query, `${p.name} ${today()}.xlsx`);
        message.success('已导出');
        return;
      }
      const [xlsx, got] = await Promise.all([import('../lib/xlsx'), p.path ? all<T>(p.path, query) : { rows: p.rows ?? [], cut: false }]);
      const cols = p.columns.filter((c) => c.text !== false);
      const value = (c: Column<T>, r: T): Cell => (c.text ? c.text(r) : ((r as Record<string, unknown>)[c.key] as Cell));
      xlsx.download(`${p.name} ${today()}`, [{ name: p.name, head: cols.map((c) => c.title), rows: got.rows.map((r) => cols.map((c) => value(c, r))) }]);
      if (got.cut) message.warning(`只导出了前 ${EXPORT_LIMIT} 行，请缩小筛选范围`);
      else message.success(`已导出 ${got.rows.length} 行`);
    } catch (e) {
      notification.error({ title: '导出没有成功', description: errorText(e) });
    } finally {
      setExporting(false);
    }
  }

  async function runBatch(b: BatchAction<T>) {
    const targets = chosen.filter((r) => b.may?.(r) ?? true);
    if (targets.length === 0) { message.info('选中的行都不能做这一步'); return; }
    let reason = '';
    if (b.reason) {
      const said = await ask({ title: `${b.reason.title}（${targets.length} 项）`, label: '理由', required: b.reason.required, danger: b.danger ?? false, ...(b.reason.quick ? { quick: b.reason.quick } : {}) });
      if (said === null) return;
      reason = said;
    }
    const failed: string[] = [];
    let first: unknown;
    await act.run(async () => {
      for (const [i, row] of targets.entries()) {
        setProgress(`${b.label} ${i + 1} / ${targets.length}`);
        try { await b.run(row, reason); } catch (e) { first ??= e; failed.push(errorText(e)); }
      }
      setProgress('');
      setSelected([]);
      if (failed.length === targets.length) throw first;
    }, () => (failed.length > 0 ? `${b.done}：${targets.length - failed.length} 项` : b.done));
    if (failed.length > 0 && failed.length < targets.length) {
      notification.warning({ title: `有 ${failed.length} 项没有成功`, description: <ul style={{ margin: 0, paddingLeft: 18 }}>{[...new Set(failed)].slice(0, 6).map((f) => <li key={f}>{f}</li>)}</ul>, duration: 12 });
    }
  }

  const columns = p.columns.filter((c) => !c.hidden).map((c): ColumnType<T> => ({
    key: c.key, title: c.title, dataIndex: c.key,
    ...(c.width ? { width: c.width } : {}), ...(c.fixed ? { fixed: c.fixed } : {}),
    align: c.align ?? 'left', ellipsis: c.ellipsis ?? false, className: c.align === 'right' ? 'num' : '',
    ...(c.render ? { render: (_: unknown, r: T) => c.render!(r) } : {}),
  }));

  return (
    <div className="panel">
      <div className="filters">
        {p.lead}
        {p.filters?.map((f) => f.kind === 'text'
          ? <Input.Search key={f.name} allowClear placeholder={f.label} aria-label={f.label} style={{ width: f.width ?? 190 }} onSearch={(v) => set(f.name, v.trim())} />
          : f.kind === 'select'
            ? <Select key={f.name} allowClear placeholder={f.label} aria-label={f.label} options={f.options} value={values[f.name]} style={{ width: f.width ?? 130 }} onChange={(v: string | undefined) => set(f.name, v)} />
            : f.kind === 'org'
              ? <OrgSelect key={f.name} placeholder={f.label} value={values[f.name]} width={f.width ?? 170} onChange={(v) => set(f.name, v)} />
              : <DatePicker key={f.name} placeholder={f.label} aria-label={f.label} style={{ width: f.width ?? 130 }} value={values[f.name] ? dayjs(values[f.name]) : null} onChange={(d) => set(f.name, d ? d.format('YYYY-MM-DD') : undefined)} />)}
        {(p.batch || p.pick) && selected.length > 0 ? (
          <>
            <span className="muted">已选 {selected.length} 项</span>
            {p.pick ? <Button type="primary" onClick={() => p.pick!.onPick(chosen)}>{p.pick.label}</Button> : null}
            {p.batch?.map((b) => <Button key={b.label} size="middle" danger={b.danger ?? false} type={b.primary ? 'primary' : 'default'} disabled={act.busy} onClick={() => void runBatch(b)}>{b.label}</Button>)}
            {progress ? <span className="muted">{progress}</span> : null}
          </>
        ) : null}
        <span className="spring" />
        {p.extra}
        {p.path ? <Button icon={<ReloadOutlined />} aria-label="刷新" title="刷新" onClick={() => void q.refetch()} loading={q.isFetching && !q.isLoading} /> : null}
        <Button icon={<DownloadOutlined />} loading={exporting} disabled={rows.length === 0} onClick={() => void toExcel()}>导出 Excel</Button>
      </div>
      {q.isError ? <div style={{ marginBottom: 10 }}><Failure error={q.error} retry={() => void q.refetch()} /></div> : null}
      {q.isError && rows.length > 0 ? <Alert type="warning" title="下面是上一次读到的内容" style={{ marginBottom: 10 }} /> : null}
      {q.isError && rows.length === 0 ? null : (
        <Table<T> size="small" columns={columns} dataSource={rows} rowKey={p.rowKey} pagination={false} loading={q.isLoading}
          {...(p.scrollX ? { scroll: { x: p.scrollX } } : {})}
          {...(p.batch || p.pick ? { rowSelection: { selectedRowKeys: selected, onChange: (k: Key[]) => setSelected(k), columnWidth: 40 } } : {})}
          {...(p.onRow ? { onRow: (r: T) => ({ style: { cursor: 'pointer' }, onDoubleClick: () => p.onRow!(r) }) } : {})}
          locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={q.isLoading ? '正在读取…' : (p.empty ?? '这里还没有内容')} /> }} />
      )}
      {p.path && (cursors.length > 1 || q.data?.next_cursor || rows.length > 0) ? (
        <div className="pager">
          <span>第 {cursors.length} 页，本页 {rows.length} 行</span>
          <span className="spring" />
          <Select size="small" value={limit} aria-label="每页行数" style={{ width: 104 }} options={[20, 50, 100].map((n) => ({ value: n, label: `每页 ${n} 行` }))} onChange={(n: number) => { setLimit(n); setCursors([null]); setSelected([]); }} />
          <Button size="small" icon={<LeftOutlined />} disabled={cursors.length < 2} onClick={() => { setCursors((c) => c.slice(0, -1)); setSelected([]); }}>上一页</Button>
          <Button size="small" disabled={!q.data?.next_cursor} onClick={() => { setCursors((c) => [...c, q.data!.next_cursor]); setSelected([]); }}>下一页 <RightOutlined /></Button>
        </div>
      ) : null}
      {question}
    </div>
  );
}
