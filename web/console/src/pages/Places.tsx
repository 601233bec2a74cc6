import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Col, DatePicker, Drawer, Empty, Form, Input, InputNumber, Modal, Radio, Row, Select, Space, Spin, Tabs, Tag } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { act as send, all, get } from '../lib/api';
import { has, readOnly } from '../lib/duty';
import { dateTime, today } from '../lib/format';
import { hoursOf, hoursText, spansOf, WEEK, type HoursText } from '../lib/hours';
import { useSession } from '../lib/session';
import type { FacilityWord, NewNotice, Notice, Page, PlaceChange, PlaceDetail } from '../lib/types';
import { holidayRules, options, placeKind, placeState, placeStates, scheme } from '../lib/words';
import { Act } from '../ui/Linklike';
import { Failure, useAct } from '../ui/act';
import { PageTable } from '../ui/PageTable';
import { Title } from '../ui/Title';

type Base = '/stations' | '/marts';
const at = (base: Base, id: string, more = '') => `${base}/${encodeURIComponent(id)}${more}`;

interface Fields { name: string; address: string; lat: number; lng: number; facilities: string[]; services: string[]; state: NonNullable<PlaceChange['state']>; hours: HoursText }
const SPANS = { validator: (_: unknown, v: string) => (spansOf(v) ? Promise.resolve() : Promise.reject(new Error('写成 08:30-17:30'))) };
const useWords = (kind: FacilityWord['kind']) => {
  const q = useQuery({ queryKey: ['facilities'], staleTime: Infinity, queryFn: () => all<FacilityWord>('/facilities', {}) });
  return (q.data?.rows ?? []).filter((f) => f.kind === kind).map((f) => ({ value: f.code, label: f.name }));
};

function HoursFields() {
  const form = Form.useFormInstance<Fields>();
  const rule = Form.useWatch(['hours', 'rule'], form) as string | undefined;
  const fill = () => { const week = form.getFieldValue(['hours', 'week']) as HoursText['week']; form.setFieldValue(['hours', 'week'], Object.fromEntries(WEEK.map(([k]) => [k, week.mon]))); };
  return (
    <>
      <div style={{ marginBottom: 8, display: 'flex', justifyContent: 'space-between' }}><span>平时开放时间<span className="muted">　两段之间用顿号，跨零点写 17:00-02:00，全天写 00:00-24:00，休息就留空</span></span><Act onClick={fill}>都和周一一样</Act></div>
      <Row gutter={[12, 8]} style={{ marginBottom: 16 }}>
        {WEEK.map(([k, word]) => (
          <Col span={12} key={k}><Form.Item name={['hours', 'week', k]} label={word} layout="horizontal" rules={[SPANS]} style={{ margin: 0 }}><Input placeholder="休息" maxLength={80} /></Form.Item></Col>
        ))}
      </Row>
      <div style={{ marginBottom: 8 }}>法定节假日（调休的上班日照平时）</div>
      <Space align="start" style={{ marginBottom: 8 }}>
        <Form.Item name={['hours', 'rule']} noStyle><Radio.Group optionType="button" options={options(holidayRules)} /></Form.Item>
        {rule === 'special' ? <Form.Item name={['hours', 'special']} rules={[{ required: true, message: '请填写时间' }, SPANS]} style={{ margin: 0 }}><Input placeholder="10:00-16:00" maxLength={80} aria-label="节假日时间" /></Form.Item> : null}
      </Space>
      <div style={{ margin: '8px 0' }}>特定日期（最优先，不填时间就是不开）</div>
      <Form.List name={['hours', 'days']}>{(list, { add, remove }) => (
        <>
          {list.map((d) => (
            <Space key={d.key} style={{ display: 'flex', marginBottom: 6 }} align="start">
              <Form.Item name={[d.name, 'on']} rules={[{ required: true, message: '请选日期' }]} style={{ margin: 0 }} getValueProps={(v?: string) => ({ value: v ? dayjs(v) : null })} normalize={(v?: Dayjs) => v?.format('YYYY-MM-DD')}><DatePicker aria-label="日期" /></Form.Item>
              <Form.Item name={[d.name, 'spans']} rules={[SPANS]} style={{ margin: 0 }}><Input placeholder="不开" maxLength={80} aria-label="这天的时间" style={{ width: 260 }} /></Form.Item>
              <Button type="text" icon={<DeleteOutlined />} aria-label="删掉这天" onClick={() => remove(d.name)} />
            </Space>
          ))}
          <Button icon={<PlusOutlined />} size="small" onClick={() => add({ on: today(), spans: '' })}>加一天</Button>
        </>
      )}</Form.List>
    </>
  );
}

function Details({ base, place, onClose }: { base: Base; place: PlaceDetail; onClose: () => void }) {
  const [form] = Form.useForm<Fields>();
  const { run, busy } = useAct();
  const facilities = useWords('facility');
  const services = useWords('service');
  const save = async (f: Fields) => {
    const body = { name: f.name.trim(), address: f.address.trim(), location: { lat: f.lat, lng: f.lng }, facilities: f.facilities, services: f.services, state: f.state, hours_plan: hoursOf(f.hours) };
    if (await run(() => send<PlaceDetail>('PATCH', at(base, place.id), body satisfies PlaceChange), '已保存')) onClose();
  };
  return (
    <Form form={form} layout="vertical" onFinish={(f) => void save(f)} scrollToFirstError
      initialValues={{ name: place.name, address: place.address, ...place.location, facilities: place.facilities, services: place.services.map((s) => s.code), state: place.state as Fields['state'], hours: hoursText(place.hours_plan) }}>
      <Row gutter={12}>
        <Col span={16}><Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true, message: '请填写名称' }]}><Input maxLength={40} /></Form.Item></Col>
        <Col span={8}><Form.Item name="state" label="状态"><Radio.Group optionType="button" options={options(placeStates)} /></Form.Item></Col>
        <Col span={24}><Form.Item name="address" label="地址" rules={[{ required: true, whitespace: true, message: '请填写地址' }]}><Input maxLength={100} /></Form.Item></Col>
        <Col span={7}><Form.Item name="lat" label="纬度（GCJ-02）" rules={[{ required: true, message: '请填写' }]}><InputNumber min={44} max={49} step={0.00001} precision={6} style={{ width: '100%' }} /></Form.Item></Col>
        <Col span={7}><Form.Item name="lng" label="经度（GCJ-02）" rules={[{ required: true, message: '请填写' }]}><InputNumber min={122} max={127} step={0.00001} precision={6} style={{ width: '100%' }} /></Form.Item></Col>
        <Col span={10}><Form.Item label=" " colon={false}><span className="muted">与微信、腾讯地图的坐标一致</span></Form.Item></Col>
        <Col span={24}><Form.Item name="facilities" label="设施"><Select mode="multiple" options={facilities} placeholder="这里有什么" showSearch={{ optionFilterProp: 'label' }} /></Form.Item></Col>
        <Col span={24}><Form.Item name="services" label="服务"><Select mode="multiple" options={services} placeholder="这里能办什么" showSearch={{ optionFilterProp: 'label' }} /></Form.Item></Col>
      </Row>
      <HoursFields />
      <Space style={{ marginTop: 20 }}><Button type="primary" htmlType="submit" loading={busy}>保存</Button><Button onClick={onClose}>取消</Button></Space>
    </Form>
  );
}

interface NoticeFields { text: string; closed?: boolean; until?: Dayjs | null }
const toNotice = (f: NoticeFields): NewNotice => ({ text: f.text.trim(), closed: f.closed ?? false, ...(f.until ? { until: f.until.toISOString() } : {}) });

function NoticeForm({ onSend, busy, ok }: { onSend: (n: NewNotice) => Promise<unknown>; busy: boolean; ok: string }) {
  const [form] = Form.useForm<NoticeFields>();
  return (
    <Form form={form} layout="vertical" onFinish={(f) => void onSend(toNotice(f)).then((done) => { if (done) form.resetFields(); })}>
      <Form.Item name="text" label="内容（骑手端会看到）" rules={[{ required: true, whitespace: true, message: '请填写内容' }]}><Input.TextArea rows={2} maxLength={200} showCount placeholder="如：今天 14 点停水两小时" /></Form.Item>
      <Space size={16} align="center" wrap>
        <Form.Item name="until" style={{ margin: 0 }} rules={[{ validator: (_, v?: Dayjs) => (!v || v.isAfter(dayjs()) ? Promise.resolve() : Promise.reject(new Error('时间已经过了'))) }]}><DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" placeholder="显示到（可不填）" /></Form.Item>
        <Form.Item name="closed" valuePropName="checked" style={{ margin: 0 }}><Checkbox>这段时间不开放</Checkbox></Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>{ok}</Button>
      </Space>
    </Form>
  );
}

function Notices({ base, place, mayAct }: { base: Base; place: PlaceDetail; mayAct: boolean }) {
  const { run, busy } = useAct();
  const q = useQuery({ queryKey: ['notices', base, place.id], queryFn: () => get<Page<Notice>>(at(base, place.id, '/notices')) });
  return (
    <>
      {q.isError ? <Failure error={q.error} retry={() => void q.refetch()} /> : !q.data ? <Spin /> : q.data.items.length === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有挂着的通知" /> : q.data.items.map((n) => (
        <div key={n.id} style={{ display: 'flex', gap: 12, justifyContent: 'space-between', padding: '8px 0', borderBottom: '1px solid #eef1ef' }}>
          <div>{n.closed ? <Tag color="red">不开放</Tag> : null}{n.text}<div className="muted">{dateTime(n.from)} 起{n.until ? `，到 ${dateTime(n.until)}` : '，一直挂着'}</div></div>
          {mayAct ? <Act onClick={() => void run(() => send('POST', `/notices/${encodeURIComponent(n.id)}/withdraw`), '已撤下')}>撤下</Act> : null}
        </div>
      ))}
      {mayAct ? <div style={{ marginTop: 20 }}><NoticeForm ok="发布" busy={busy} onSend={(n) => run(() => send<Notice>('POST', at(base, place.id, '/notices'), n), '通知已发布')} /></div> : null}
    </>
  );
}

function List({ base, byOrg }: { base: Base; byOrg: boolean }) {
  const mayAct = !readOnly(useSession()?.person);
  const { run, busy } = useAct();
  const [place, setPlace] = useState<PlaceDetail | null>(null);
  const [many, setMany] = useState<PlaceDetail[]>([]);
  const mart = base === '/marts';
  const name = mart ? '积分超市' : '驿站';
  const toAll = (n: NewNotice) => run(async () => {
    for (const p of many) await send<Notice>('POST', at(base, p.id, '/notices'), n);
    setMany([]);
    return many.length;
  }, (done) => `已在 ${done} 处发布`);
  return (
    <>
      <PageTable<PlaceDetail> name={name} path={`/manage${base}`} workbook={`/manage${base}.xlsx`} rowKey={(p) => p.id} onRow={setPlace} empty={`没有您管理的${name}`}
        filters={[
          ...(byOrg ? [{ name: 'org_unit_id', kind: 'org' as const, label: '组织' }] : []),
          { name: 'state', kind: 'select', label: '状态', options: options(placeStates), width: 110 },
          { name: 'q', kind: 'text', label: '名称或地址' },
        ]}
        columns={[
          { key: 'name', title: '名称', width: 230, ellipsis: true, render: (p) => <Act onClick={() => setPlace(p)}>{p.name}</Act>, text: (p) => p.name },
          { key: 'kind', title: '类型', width: 90, render: (p) => (mart ? scheme(p.scheme) : placeKind(p.kind)), text: (p) => (mart ? scheme(p.scheme) : placeKind(p.kind)) },
          { key: 'open_now', title: '此刻', width: 78, render: (p) => (p.state === 'retired' ? <Tag>{placeState(p.state)}</Tag> : <Tag color={p.open_now ? 'green' : 'default'}>{p.open_now ? '开着' : '关着'}</Tag>), text: (p) => (p.open_now ? '开着' : '关着') },
          { key: 'hours', title: '开放时间', width: 220, ellipsis: true },
          { key: 'facilities', title: '设施', ellipsis: true, render: (p) => p.facility_names.map((f) => f.name).join('、') || '—', text: (p) => p.facility_names.map((f) => f.name).join('、') },
          { key: 'notice', title: '通知', width: 150, ellipsis: true, render: (p) => p.notice?.text ?? '—', text: (p) => p.notice?.text },
          { key: 'org_unit_name', title: '社区', width: 130, ellipsis: true },
          { key: 'address', title: '地址', hidden: true },
        ]}
        {...(mayAct ? { pick: { label: '给选中的发通知', onPick: setMany } } : {})} />
      <Drawer open={place !== null} onClose={() => setPlace(null)} size={760} title={<>{place?.name}　{place?.demo_data ? <Tag>示例数据</Tag> : null}</>} destroyOnHidden>
        {place ? <Tabs items={[
          ...(mayAct ? [{ key: 'd', label: '开放时间与资料', children: <Details key={place.id} base={base} place={place} onClose={() => setPlace(null)} /> }] : []),
          { key: 'n', label: '通知', children: <Notices base={base} place={place} mayAct={mayAct} /> },
        ]} /> : null}
      </Drawer>
      <Modal open={many.length > 0} title={`给选中的 ${many.length} 处发通知`} footer={null} onCancel={() => setMany([])} destroyOnHidden>
        <NoticeForm ok={`发布到 ${many.length} 处`} busy={busy} onSend={toAll} />
      </Modal>
    </>
  );
}

export default function Places() {
  const person = useSession()?.person;
  const admin = has(person, 'street_admin', 'district_admin', 'city_admin', 'auditor');
  const tabs = [
    ...(admin || has(person, 'station_manager') ? [{ key: 's', label: '驿站', children: <List base="/stations" byOrg={admin} /> }] : []),
    ...(admin || has(person, 'mart_keeper') ? [{ key: 'm', label: '积分超市', children: <List base="/marts" byOrg={admin} /> }] : []),
  ];
  return (
    <>
      <Title note="骑手端按这里的开放时间、设施和通知显示">驿站与超市</Title>
      <Tabs destroyOnHidden items={tabs} />
    </>
  );
}
