import { PlusOutlined } from '@ant-design/icons';
import { App, Button, DatePicker, Form, Image, Input, InputNumber, Modal, Segmented, Space, Tabs, Tag, Upload } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useEffect, useState } from 'react';
import { act as send, errorText, request } from '../lib/api';
import { has } from '../lib/duty';
import { dateTime, num, points, shortTime, today, yuan } from '../lib/format';
import { useSession } from '../lib/session';
import type { CatalogGoods, GoodsChange, NewGoods, NewPrice, Redemption, StockLine, Upload as Uploaded } from '../lib/types';
import { goodsState, options, redemptionState, redemptionStates, scheme, schemes, tone } from '../lib/words';
import { Act } from '../ui/Linklike';
import { useAct } from '../ui/act';
import { MartSelect } from '../ui/MartSelect';
import { MovementTable } from '../ui/MovementTable';
import { PageTable } from '../ui/PageTable';
import { Title } from '../ui/Title';

const priceOf = (g: CatalogGoods, s: string) => g.prices.find((p) => p.scheme === s && p.current);
const coming = (g: CatalogGoods) => g.prices.filter((p) => !p.current).map((p) => `${p.from} 起 ${scheme(p.scheme)} ${points(p.points)}`).join('；');

interface Fields { name: string; unit: string; cost: number; image_id?: string }
function Editor({ goods, open, onClose }: { goods: CatalogGoods | null; open: boolean; onClose: () => void }) {
  const [form] = Form.useForm<Fields>();
  const { message } = App.useApp();
  const { run, busy } = useAct();
  const [shown, setShown] = useState<string>();
  useEffect(() => {
    if (!open) return;
    form.resetFields();
    form.setFieldsValue(goods ? { name: goods.name, unit: goods.unit, cost: goods.cost_fen / 100, image_id: goods.image_id } : { unit: '件' });
    setShown(goods?.image_url);
  }, [open, goods, form]);
  const upload = async (file: File) => {
    const body = new FormData();
    body.append('file', file);
    try {
      const photo = await request<Uploaded>('POST', '/uploads', { body });
      form.setFieldValue('image_id', photo.id);
      setShown(photo.thumb_url);
    } catch (e) { message.error(errorText(e)); }
  };
  const save = async (f: Fields) => {
    const common = { name: f.name.trim(), unit: f.unit.trim(), cost_fen: Math.round(f.cost * 100), ...(f.image_id && f.image_id !== goods?.image_id ? { image_id: f.image_id } : {}) };
    const ok = await run(() => (goods ? send('PATCH', `/goods/${encodeURIComponent(goods.id)}`, common satisfies GoodsChange) : send('POST', '/goods', common satisfies NewGoods)), '已保存');
    if (ok) onClose();
  };
  return (
    <Modal open={open} title={goods ? `修改 ${goods.name}` : '新增商品'} onCancel={onClose} onOk={() => form.submit()} okText="保存" confirmLoading={busy} forceRender>
      <Form form={form} layout="vertical" onFinish={(f) => void save(f)}>
        <Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true, message: '请填写名称' }]}><Input maxLength={30} /></Form.Item>
        <Space size={12}>
          <Form.Item name="unit" label="单位" rules={[{ required: true, whitespace: true, message: '请填写' }]}><Input maxLength={6} style={{ width: 90 }} /></Form.Item>
          <Form.Item name="cost" label="成本（元）" rules={[{ required: true, message: '请填写' }]}><InputNumber min={0} precision={2} style={{ width: 130 }} /></Form.Item>
        </Space>
        <Form.Item name="image_id" hidden><Input /></Form.Item>
        <Form.Item label="图片（可不填）"><Space>{shown ? <Image src={shown} width={72} height={56} alt="商品图片" /> : null}<Upload accept="image/jpeg,image/png,image/webp" showUploadList={false} beforeUpload={(f) => { void upload(f); return false; }}><Button>选一张</Button></Upload></Space></Form.Item>
      </Form>
    </Modal>
  );
}

interface PriceFields { scheme: NewPrice['scheme']; points: number; from: Dayjs }
function Price({ goods, onClose }: { goods: CatalogGoods | null; onClose: () => void }) {
  const [form] = Form.useForm<PriceFields>();
  const which = Form.useWatch('scheme', form) as string | undefined;
  const { run, busy } = useAct();
  useEffect(() => { if (goods) { form.resetFields(); form.setFieldsValue({ scheme: 'rider', from: dayjs(today()).add(1, 'day') }); } }, [goods, form]);
  const now = goods && which ? priceOf(goods, which) : undefined;
  const save = async (f: PriceFields) => {
    if (await run(() => send('POST', `/goods/${encodeURIComponent(goods!.id)}/prices`, { scheme: f.scheme, points: f.points, from: f.from.format('YYYY-MM-DD') } satisfies NewPrice), '新价已保存')) onClose();
  };
  return (
    <Modal open={goods !== null} title={`${goods?.name ?? ''} 的积分价`} okText="保存" onCancel={onClose} onOk={() => form.submit()} confirmLoading={busy} forceRender>
      <p className="muted" style={{ marginTop: 0 }}>新价从生效日零点起用，已预约的兑换单不受影响；旧价一直查得到。</p>
      <Form form={form} layout="vertical" onFinish={(f) => void save(f)}>
        <Form.Item name="scheme" label="用在"><Segmented options={options(schemes)} /></Form.Item>
        <p className="muted">现价：{now ? points(now.points) : '没有定价，这类超市还不能兑换'}</p>
        <Space size={12}>
          <Form.Item name="points" label="新积分价" rules={[{ required: true, message: '请填写' }]}><InputNumber min={1} max={10000} precision={0} /></Form.Item>
          <Form.Item name="from" label="生效日" rules={[{ required: true, message: '请选择' }]}><DatePicker allowClear={false} disabledDate={(d) => d.format('YYYY-MM-DD') <= today()} /></Form.Item>
        </Space>
      </Form>
    </Modal>
  );
}

function Catalogue() {
  const mayAct = has(useSession()?.person, 'district_admin', 'city_admin');
  const [goods, setGoods] = useState<CatalogGoods | null>(null);
  const [editing, setEditing] = useState(false);
  const [pricing, setPricing] = useState<CatalogGoods | null>(null);
  const put = (g: CatalogGoods, state: CatalogGoods['state']) => send('PATCH', `/goods/${encodeURIComponent(g.id)}`, { state } satisfies GoodsChange);
  return (
    <>
      <PageTable<CatalogGoods> name="商品" path="/goods" workbook="/goods.xlsx" rowKey={(g) => g.id} empty="还没有商品"
        extra={mayAct ? <Button type="primary" icon={<PlusOutlined />} onClick={() => { setGoods(null); setEditing(true); }}>新增商品</Button> : null}
        columns={[
          { key: 'image_url', title: '图', width: 64, text: false, render: (g) => (g.image_url ? <Image src={g.image_url} width={44} height={36} alt={g.name} /> : <span className="photo-none" style={{ width: 44, height: 36 }}>无</span>) },
          { key: 'name', title: '商品', ellipsis: true },
          { key: 'unit', title: '单位', width: 64 },
          { key: 'cost_fen', title: '成本', width: 90, align: 'right', render: (g) => yuan(g.cost_fen), text: (g) => g.cost_fen / 100 },
          { key: 'rider', title: '骑手超市价', width: 106, align: 'right', render: (g) => points(priceOf(g, 'rider')?.points), text: (g) => priceOf(g, 'rider')?.points },
          { key: 'rural', title: '乡村超市价', width: 106, align: 'right', render: (g) => points(priceOf(g, 'rural')?.points), text: (g) => priceOf(g, 'rural')?.points },
          { key: 'coming', title: '待生效的价', width: 230, ellipsis: true, render: (g) => coming(g) || '—', text: coming },
          { key: 'changed_at', title: '最近修改', width: 108, render: (g) => shortTime(g.changed_at), text: (g) => dateTime(g.changed_at) },
          { key: 'state', title: '状态', width: 80, render: (g) => <Tag color={g.state === 'offered' ? 'green' : 'default'}>{goodsState(g.state)}</Tag>, text: (g) => goodsState(g.state) },
          ...(mayAct ? [{ key: 'act', title: '操作', width: 96, text: false as const, render: (g: CatalogGoods) => <Space size={10}><Act onClick={() => { setGoods(g); setEditing(true); }}>修改</Act><Act onClick={() => setPricing(g)}>改价</Act></Space> }] : []),
        ]}
        {...(mayAct ? { batch: [
          { label: '上架', done: '已上架', may: (g: CatalogGoods) => g.state !== 'offered', run: (g: CatalogGoods) => put(g, 'offered') },
          { label: '下架', done: '已下架', danger: true, may: (g: CatalogGoods) => g.state === 'offered', run: (g: CatalogGoods) => put(g, 'withdrawn') },
        ] } : {})} />
      <Editor goods={goods} open={editing} onClose={() => setEditing(false)} />
      <Price goods={pricing} onClose={() => setPricing(null)} />
    </>
  );
}

const things = (r: Redemption) => r.items.map((i) => `${i.name}×${i.quantity}`).join('、');

export default function GoodsPage() {
  const [mart, setMart] = useState<string>();
  const at = (what: string) => `/marts/${encodeURIComponent(mart ?? '')}/${what}`;
  const pick = <MartSelect value={mart} onChange={setMart} />;
  const ready = mart !== undefined;
  return (
    <>
      <Title note="每一次出入库都是一行，改价不改历史">商品与库存</Title>
      <Tabs destroyOnHidden items={[
        { key: 'goods', label: '商品与价格', children: <Catalogue /> },
        {
          key: 'stock', label: '各店库存', children: (
            <PageTable<StockLine> key={mart} name="库存" path={at('stock')} workbook={`${at('stock')}.xlsx`} enabled={ready} rowKey={(l) => l.goods_id} lead={pick} empty={ready ? '这家超市还没有库存' : '请先选择超市'}
              columns={[
                { key: 'name', title: '商品' }, { key: 'unit', title: '单位', width: 80 },
                { key: 'on_hand', title: '账面实存', width: 120, align: 'right', render: (l) => num(l.purchased + l.donated), text: (l) => l.purchased + l.donated },
                { key: 'purchased', title: '其中采购', width: 120, align: 'right', render: (l) => num(l.purchased) }, { key: 'donated', title: '其中捐赠', width: 120, align: 'right', render: (l) => num(l.donated) },
                { key: 'held', title: '已预约', width: 120, align: 'right', render: (l) => num(l.held) },
                { key: 'in_stock', title: '还可兑', width: 120, align: 'right', render: (l) => (l.in_stock > 0 ? num(l.in_stock) : <span className="late">已兑完</span>) },
              ]} />
          ),
        },
        {
          key: 'moves', label: '库存流水', children: <MovementTable key={mart} path={at('stock/movements')} lead={pick} ready={ready} />,
        },
        {
          key: 'redemptions', label: '兑换单', children: (
            <PageTable<Redemption> key={mart} name="兑换单" path={at('redemptions')} workbook={`${at('redemptions')}.xlsx`} enabled={ready} rowKey={(r) => r.id} lead={pick} empty={ready ? '没有兑换单' : '请先选择超市'}
              filters={[{ name: 'state', kind: 'select', label: '状态', options: options(redemptionStates), width: 120 }]}
              columns={[
                { key: 'number', title: '编号', width: 160 },
                { key: 'receiver_masked', title: '领取人', width: 80 },
                { key: 'items', title: '物品', ellipsis: true, render: things, text: things },
                { key: 'points', title: '积分', width: 80, align: 'right', render: (r) => num(r.points) },
                { key: 'reserved_at', title: '预约时间', width: 140, render: (r) => dateTime(r.reserved_at), text: (r) => dateTime(r.reserved_at) },
                { key: 'fulfilled_at', title: '领取时间', width: 140, render: (r) => dateTime(r.fulfilled_at), text: (r) => dateTime(r.fulfilled_at) },
                { key: 'disputed_at', title: '异议', width: 140, render: (r) => (r.disputed_at ? <span className="late">{dateTime(r.disputed_at)}</span> : '—'), text: (r) => (r.disputed_at ? dateTime(r.disputed_at) : '') },
                { key: 'state', title: '状态', width: 90, render: (r) => <Tag color={tone(r.state)}>{redemptionState(r.state)}</Tag>, text: (r) => redemptionState(r.state) },
              ]} />
          ),
        },
      ]} />
    </>
  );
}
