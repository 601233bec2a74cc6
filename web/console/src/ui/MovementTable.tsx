import type { ReactNode } from 'react';
import { dateTime, signed, yuan } from '../lib/format';
import type { Movement } from '../lib/types';
import { movementKind, movementKinds, options, source, sources } from '../lib/words';
import { PageTable } from './PageTable';

/** Every movement of a mart's stock, the last first. */
export function MovementTable({ path, query, lead, ready = true }: { path: string; query?: Record<string, string | undefined>; lead?: ReactNode; ready?: boolean }) {
  return (
    <PageTable<Movement> name="库存流水" path={path} workbook={`${path}.xlsx`} enabled={ready} rowKey={(m) => m.id} lead={lead} {...(query ? { query } : {})} empty={ready ? '没有出入库' : '请先选择超市'}
      filters={[{ name: 'kind', kind: 'select', label: '类别', options: options(movementKinds), width: 110 }, { name: 'source', kind: 'select', label: '来源', options: options(sources), width: 90 }, { name: 'day', kind: 'date', label: '日期' }]}
      columns={[
        { key: 'at', title: '时间', width: 140, render: (m) => dateTime(m.at), text: (m) => dateTime(m.at) },
        { key: 'goods_name', title: '商品', ellipsis: true },
        { key: 'kind', title: '类别', width: 90, render: (m) => movementKind(m.kind), text: (m) => movementKind(m.kind) },
        { key: 'source', title: '来源', width: 70, render: (m) => source(m.source), text: (m) => source(m.source) },
        { key: 'quantity', title: '数量', width: 80, align: 'right', render: (m) => signed(m.quantity) },
        { key: 'unit_cost_fen', title: '单价', width: 90, align: 'right', render: (m) => (m.unit_cost_fen ? yuan(m.unit_cost_fen) : '—'), text: (m) => m.unit_cost_fen / 100 },
        { key: 'by_masked', title: '经手人', width: 100, render: (m) => m.by_masked || '—' },
        { key: 'note', title: '说明', ellipsis: true, render: (m) => m.note || '—' },
      ]} />
  );
}
