import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber, Modal, Segmented, Space, Tabs } from 'antd';
import { useEffect, useState } from 'react';
import { act as send, get, queryString } from '../lib/api';
import { martsOf } from '../lib/duty';
import { num, signed } from '../lib/format';
import { useSession } from '../lib/session';
import type { Page, Slip, StockLine } from '../lib/types';
import { Failure, useAct } from '../ui/act';
import { MovementTable } from '../ui/MovementTable';
import { PageTable } from '../ui/PageTable';
import { MartPick, useMart } from '../ui/MartPick';
import { Title } from '../ui/Title';

type Kind = 'receipts' | 'counts' | 'write-offs';
const WORDS: Record<Kind, { title: string; label: string; done: string }> = {
  receipts: { title: '入库', label: '入库数量', done: '已入库' },
  counts: { title: '盘点', label: '点到的实数', done: '盘点已登记' },
  'write-offs': { title: '报损', label: '报损数量', done: '报损已登记' },
};
interface Fields { quantity: number; source: 'purchased' | 'donated'; unit_cost?: number; note: string }

/** How many pieces of a source lie there by the books. */
const onHand = (l: StockLine | null, source: string | undefined) => (l ? (source === 'donated' ? l.donated : l.purchased) : 0);

function Move({ line, kind, mart, onClose }: { line: StockLine | null; kind: Kind; mart: string | undefined; onClose: () => void }) {
  const [form] = Form.useForm<Fields>();
  const src = Form.useWatch('source', form) as string | undefined;
  const qty = Form.useWatch('quantity', form) as number | undefined;
  const { run, busy } = useAct();
  const w = WORDS[kind];
  useEffect(() => { if (line) { form.resetFields(); form.setFieldsValue({ source: 'purchased', note: '' }); } }, [line, kind, form]);
  const save = async (f: Fields) => {
    const body = { goods_id: line!.goods_id, quantity: f.quantity, source: f.source, ...(kind === 'receipts' && f.source === 'purchased' && f.unit_cost != null ? { unit_cost_fen: Math.round(f.unit_cost * 100) } : {}), note: f.note ?? '' } satisfies Slip;
    if (await run(() => send('POST', `/counter/stock/${kind}${queryString({ mart_id: mart })}`, body), `${line!.name} ${w.done}`)) onClose();
  };
  return (
    <Modal open={line !== null} title={`${w.title}：${line?.name ?? ''}`} okText="登记" onCancel={onClose} onOk={() => form.submit()} confirmLoading={busy} forceRender>
      <p className="muted" style={{ marginTop: 0 }}>账面：采购 {num(line?.purchased)}，捐赠 {num(line?.donated)}；其中 {num(line?.held)} 件已被预约</p>
      <Form form={form} layout="vertical" onFinish={(f) => void save(f)}>
        <Form.Item name="source" label="来源"><Segmented options={[{ value: 'purchased', label: '采购' }, { value: 'donated', label: '捐赠' }]} /></Form.Item>
        <Space size={16} align="start">
          <Form.Item name="quantity" label={w.label} rules={[{ required: true, message: '请填写数量' }]}><InputNumber autoFocus min={kind === 'counts' ? 0 : 1} max={99999} precision={0} style={{ width: 130 }} /></Form.Item>
          {kind === 'receipts' && src === 'purchased' ? <Form.Item name="unit_cost" label="单价（元）"><InputNumber min={0} precision={2} style={{ width: 130 }} /></Form.Item> : null}
          {kind === 'counts' && line && qty != null ? <Form.Item label="与账面相差"><b className={qty === onHand(line, src) ? '' : 'late'}>{signed(qty - onHand(line, src))}</b></Form.Item> : null}
        </Space>
        <Form.Item name="note" label="说明" rules={kind === 'write-offs' ? [{ required: true, whitespace: true, message: '报损要写明原因' }] : []}><Input.TextArea rows={2} maxLength={130} showCount placeholder={kind === 'receipts' ? '送货单号、捐赠单位等' : kind === 'counts' ? '有差异时请写明原因' : '破损、过期等'} /></Form.Item>
      </Form>
    </Modal>
  );
}

export default function CounterStock() {
  const marts = martsOf(useSession()?.person);
  const [mart, setMart] = useMart(marts);
  const q = useQuery({ queryKey: ['counter', 'stock', mart], queryFn: () => get<Page<StockLine>>('/counter/stock', { mart_id: mart }) });
  const [line, setLine] = useState<StockLine | null>(null);
  const [kind, setKind] = useState<Kind>('receipts');
  const open = (l: StockLine, k: Kind) => { setKind(k); setLine(l); };
  return (
    <>
      <Title note="每次登记都是一行流水，写错了再登记一次，不能改">库存登记</Title>
      <Tabs destroyOnHidden items={[
        { key: 'stock', label: '本店库存', children: q.isError ? <Failure error={q.error} retry={() => void q.refetch()} /> : (
        <PageTable<StockLine> name="本店库存" workbook="/counter/stock.xlsx" query={{ mart_id: mart }} rows={q.data?.items ?? []} rowKey={(l) => l.goods_id} empty={q.isLoading ? '正在读取…' : '本店还没有商品'}
          extra={<>{marts.length > 1 ? <MartPick marts={marts} value={mart} onChange={setMart} /> : null}<Button onClick={() => void q.refetch()} loading={q.isFetching}>刷新</Button></>}
          columns={[
            { key: 'name', title: '商品' },
            { key: 'on_hand', title: '账面实存', width: 110, align: 'right', render: (l) => num(l.purchased + l.donated), text: (l) => l.purchased + l.donated },
            { key: 'purchased', title: '其中采购', width: 110, align: 'right', render: (l) => num(l.purchased) },
            { key: 'donated', title: '其中捐赠', width: 110, align: 'right', render: (l) => num(l.donated) },
            { key: 'held', title: '已预约', width: 100, align: 'right', render: (l) => num(l.held) },
            { key: 'in_stock', title: '还可兑', width: 100, align: 'right', render: (l) => (l.in_stock > 0 ? num(l.in_stock) : <span className="late">已兑完</span>) },
            { key: 'unit', title: '单位', width: 80 },
            { key: 'act', title: '登记', width: 200, text: false, render: (l) => <Space><Button size="small" type="primary" onClick={() => open(l, 'receipts')}>入库</Button><Button size="small" onClick={() => open(l, 'counts')}>盘点</Button><Button size="small" danger onClick={() => open(l, 'write-offs')}>报损</Button></Space> },
          ]} />
      ) },
        { key: 'moves', label: '出入库流水', children: <MovementTable path="/counter/stock/movements" query={{ mart_id: mart }} /> },
      ]} />
      <Move line={line} kind={kind} mart={mart} onClose={() => setLine(null)} />
    </>
  );
}
