import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Descriptions, Drawer, Empty, Form, Input, Modal, Select, Space, Spin, Tag } from 'antd';
import { useState } from 'react';
import { act as send, all, get } from '../lib/api';
import { has, readOnly } from '../lib/duty';
import { dateTime, points, shortTime } from '../lib/format';
import { useSession } from '../lib/session';
import type { Grant, NewGrant, NewStaff, Page, Person, PersonDetail, PlaceDetail, Reasoned, RoleWord } from '../lib/types';
import { options, personState, personStates, role, roles, tone, workerType } from '../lib/words';
import { Act } from '../ui/Linklike';
import { Failure, useAct, useReason } from '../ui/act';
import { OrgSelect } from '../ui/OrgSelect';
import { PageTable } from '../ui/PageTable';
import { ProposeAdjustment } from '../ui/ProposeAdjustment';
import { Title } from '../ui/Title';

const useRoles = () => useQuery({ queryKey: ['roles'], staleTime: Infinity, queryFn: () => all<RoleWord>('/roles', {}) }).data?.rows ?? [];

const duty = (g: Grant) => (g.scope_name ? `${g.role_name}（${g.scope_name}）` : g.role_name);
/** Riders and residents are what one is, not what one was given to do. */
const given = (g: Grant) => g.role !== 'rider' && g.role !== 'resident';

function PlaceSelect({ kind, value, onChange }: { kind: 'marts' | 'stations'; value?: string; onChange?: (v: string) => void }) {
  const [q, setQ] = useState('');
  const found = useQuery({ queryKey: ['place-search', kind, q], queryFn: ({ signal }) => get<Page<PlaceDetail>>(`/${kind}`, { q: q || undefined, limit: 50 }, signal) });
  return <Select {...(value ? { value } : {})} onChange={(v: string) => onChange?.(v)} style={{ width: 230 }} placeholder={kind === 'marts' ? '哪家超市' : '哪个驿站'} aria-label="地点" showSearch={{ filterOption: false, onSearch: setQ }} options={found.data?.items.map((p) => ({ value: p.id, label: p.name })) ?? []} />;
}

/** A role, and where it holds: what may be chosen follows from the role. */
function RoleFields({ words, picked }: { words: RoleWord[]; picked: string | undefined }) {
  const kind = words.find((w) => w.role === picked)?.scope;
  return (
    <>
      <Form.Item name="role" rules={[{ required: true, message: '请选择职责' }]}><Select style={{ width: 140 }} placeholder="职责" aria-label="职责" options={words.filter((w) => w.may_give).map((w) => ({ value: w.role, label: w.name }))} /></Form.Item>
      <Form.Item name="scope_id" rules={[{ required: true, message: '请选择范围' }]}>{kind === 'mart' ? <PlaceSelect kind="marts" /> : kind === 'station' ? <PlaceSelect kind="stations" /> : <OrgSelect placeholder="管辖范围" width={230} />}</Form.Item>
    </>
  );
}

function Grants({ person, mayAct }: { person: PersonDetail; mayAct: boolean }) {
  const [form] = Form.useForm<NewGrant>();
  const picked = Form.useWatch('role', form) as string | undefined;
  const words = useRoles();
  const { run, busy } = useAct();
  const [ask, question] = useReason();
  const base = `/people/${encodeURIComponent(person.id)}/grants`;
  const grant = async (g: NewGrant) => {
    const reason = await ask({ title: `授予 ${person.name_masked}「${role(g.role)}」`, label: '授权依据', required: true, ok: '授予' });
    if (reason !== null && await run(() => send<Grant>('POST', base, { role: g.role, scope_id: g.scope_id, reason } satisfies NewGrant), '已授予')) form.resetFields();
  };
  const revoke = async (g: Grant) => {
    const reason = await ask({ title: `收回「${g.role_name}」`, label: '理由', required: true, danger: true, ok: '收回' });
    if (reason !== null) void run(() => send<Grant>('POST', `${base}/${encodeURIComponent(g.id)}/revoke`, { reason } satisfies Reasoned), '已收回');
  };
  return (
    <>
      {person.grants.length === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有工作职责" /> : person.grants.map((g) => (
        <div key={g.id} style={{ display: 'flex', justifyContent: 'space-between', padding: '7px 0', borderBottom: '1px solid #eef1ef' }}>
          <span><b>{g.role_name}</b>　{g.scope_name}<span className="muted">　{dateTime(g.at)} 起</span></span>
          {mayAct && given(g) ? <Act onClick={() => void revoke(g)}>收回</Act> : null}
        </div>
      ))}
      {mayAct && person.username ? (
        <Form form={form} layout="inline" style={{ marginTop: 16, rowGap: 8 }} onFinish={(g) => void grant(g)} onValuesChange={(c: Partial<NewGrant>) => { if (c.role) form.resetFields(['scope_id']); }}>
          <RoleFields words={words} picked={picked} />
          <Button type="primary" htmlType="submit" loading={busy}>授予</Button>
        </Form>
      ) : null}
      {question}
    </>
  );
}

/** A staff account for somebody new, or for somebody known who is hired. */
function Hire({ open, person, onClose }: { open: boolean; person: Person | undefined; onClose: () => void }) {
  const [form] = Form.useForm<NewStaff>();
  const picked = Form.useWatch('role', form) as string | undefined;
  const words = useRoles();
  const { run, busy } = useAct();
  const close = () => { form.resetFields(); onClose(); };
  const save = async (f: NewStaff) => {
    const body: NewStaff = { username: f.username.trim(), password: f.password, role: f.role, scope_id: f.scope_id, ...(person ? { person_id: person.id } : { ...(f.display_name ? { display_name: f.display_name.trim() } : {}), ...(f.phone ? { phone: f.phone.trim() } : {}) }) };
    if (await run(() => send('POST', '/staff', body), '账号已建立，请本人首次登录后改密码')) close();
  };
  return (
    <Modal open={open} title={person ? `为 ${person.name_masked} 建立工作账号` : '新增工作人员'} okText="建立" confirmLoading={busy} onCancel={close} onOk={() => form.submit()} destroyOnHidden>
      <Form form={form} layout="vertical" onFinish={(f) => void save(f)} onValuesChange={(c: Partial<NewStaff>) => { if (c.role) form.resetFields(['scope_id']); }}>
        {person ? null : (
          <Space size={12}>
            <Form.Item name="display_name" label="姓名" rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}><Input maxLength={20} style={{ width: 150 }} /></Form.Item>
            <Form.Item name="phone" label="手机号" rules={[{ pattern: /^1\d{10}$/, message: '手机号是 11 位数字' }]}><Input maxLength={11} inputMode="numeric" style={{ width: 190 }} /></Form.Item>
          </Space>
        )}
        <Space size={12} align="start">
          <Form.Item name="username" label="用户名" rules={[{ required: true, message: '请填写用户名' }, { pattern: /^[a-z][a-z0-9-]{2,31}$/, message: '小写字母开头，3 至 32 位字母、数字或短横' }]}><Input maxLength={32} autoComplete="off" style={{ width: 150 }} /></Form.Item>
          <Form.Item name="password" label="初始密码" rules={[{ required: true, min: 12, message: '至少 12 个字符' }]}><Input.Password maxLength={128} autoComplete="new-password" style={{ width: 230 }} /></Form.Item>
        </Space>
        <div style={{ marginBottom: 8 }}>职责和范围</div>
        <Space size={12} align="start"><RoleFields words={words} picked={picked} /></Space>
      </Form>
    </Modal>
  );
}

export default function People() {
  const session = useSession();
  const mayAct = !readOnly(session?.person);
  const maySign = has(session?.person, 'district_admin', 'city_admin');
  const { run, busy } = useAct();
  const [ask, question] = useReason();
  const [openId, setOpenId] = useState<string | null>(null);
  const [hiring, setHiring] = useState<{ person?: Person } | null>(null);
  const [adjusting, setAdjusting] = useState(false);
  const one = useQuery({ queryKey: ['person', openId], queryFn: ({ signal }) => get<PersonDetail>(`/people/${encodeURIComponent(openId!)}`, undefined, signal), enabled: openId !== null });
  const p = one.data;
  const self = p?.id === session?.person.id;
  const change = async (x: PersonDetail, verb: 'suspend' | 'restore') => {
    const reason = await ask({ title: verb === 'suspend' ? `停用 ${x.name_masked} 的账号` : `恢复 ${x.name_masked} 的账号`, label: '理由', required: true, danger: verb === 'suspend' });
    if (reason !== null) void run(() => send('POST', `/people/${encodeURIComponent(x.id)}/${verb}`, { reason } satisfies Reasoned), verb === 'suspend' ? '已停用' : '已恢复');
  };
  return (
    <>
      <Title note="只列出您管辖范围内的人；姓名和手机号已脱敏，查看会留下记录">人员与权限</Title>
      <PageTable<Person> name="人员" path="/people" workbook="/people.xlsx" rowKey={(x) => x.id} onRow={(x) => setOpenId(x.id)} empty="没有找到：姓名加密保存，请用完整手机号、用户名或编号查找"
        extra={mayAct ? <Button type="primary" icon={<PlusOutlined />} onClick={() => setHiring({})}>新增工作人员</Button> : null}
        filters={[
          { name: 'role', kind: 'select', label: '职责', options: options(roles).filter((o) => o.value !== 'system' && o.value !== 'rider' && o.value !== 'resident') },
          { name: 'org_unit_id', kind: 'org', label: '组织' },
          { name: 'state', kind: 'select', label: '状态', options: options(personStates).filter((o) => o.value !== 'locked'), width: 110 },
          { name: 'q', kind: 'text', label: '完整手机号、用户名或编号', width: 230 },
        ]}
        columns={[
          { key: 'name_masked', title: '姓名', width: 90, render: (x) => <Act onClick={() => setOpenId(x.id)}>{x.name_masked || '（未填）'}</Act>, text: (x) => x.name_masked },
          { key: 'phone_masked', title: '手机号', width: 126, render: (x) => x.phone_masked || '—' },
          { key: 'worker_type', title: '身份', width: 110, render: (x) => workerType(x.worker_type), text: (x) => (x.worker_type ? workerType(x.worker_type) : '') },
          { key: 'org_unit_name', title: '组织', width: 170, ellipsis: true, render: (x) => x.org_unit_name || '—' },
          { key: 'grants', title: '职责', render: (x) => <Space size={[4, 4]} wrap>{x.grants.map((g) => <Tag key={g.id}>{duty(g)}</Tag>)}</Space>, text: (x) => x.grants.map(duty).join('、') },
          { key: 'created_at', title: '建档时间', width: 108, render: (x) => shortTime(x.created_at), text: (x) => dateTime(x.created_at) },
          { key: 'state', title: '状态', width: 80, render: (x) => <Tag color={tone(x.state)}>{personState(x.state)}</Tag>, text: (x) => personState(x.state) },
        ]} />
      <Drawer open={openId !== null} onClose={() => setOpenId(null)} size={640} title={p?.name_masked ?? '人员'}
        footer={p && mayAct && !self && p.state !== 'cancelled' ? (
          <Space>
            {p.state === 'active' ? <Button danger loading={busy} onClick={() => void change(p, 'suspend')}>停用账号</Button> : <Button type="primary" loading={busy} onClick={() => void change(p, 'restore')}>恢复账号</Button>}
            {p.username ? null : <Button onClick={() => setHiring({ person: p })}>建立工作账号</Button>}
            {maySign && p.points ? <Button onClick={() => setAdjusting(true)}>提出积分调整</Button> : null}
          </Space>
        ) : null}>
        {one.isError ? <Failure error={one.error} retry={() => void one.refetch()} /> : !p ? <Spin /> : (
          <>
            {p.locked_until ? <Alert type="warning" showIcon title={`连续输错密码，锁定到 ${dateTime(p.locked_until)}`} style={{ marginBottom: 12 }} /> : null}
            <Descriptions column={2} size="small" items={[
              { key: 'ph', label: '手机号', children: p.phone_masked || '—' }, { key: 'w', label: '身份', children: workerType(p.worker_type) },
              { key: 'o', label: '组织', children: p.org_unit_name || '—' }, { key: 's', label: '状态', children: <Tag color={tone(p.state)}>{personState(p.state)}</Tag> },
              { key: 'u', label: '用户名', children: p.username || '—' }, { key: 't', label: '动态口令', children: p.username ? (p.second_factor ? '已启用' : '未启用') : '—' },
              { key: 'i', label: '编号', span: 2, children: <span className="mono">{p.id}</span> },
              ...(p.points ? [{ key: 'p', label: '积分', span: 2, children: `可用 ${points(p.points.available)}，冻结 ${points(p.points.held)}，累计获得 ${points(p.points.earned_total)}，已兑换 ${points(p.points.redeemed_total)}，已过期 ${points(p.points.expired_total)}` }] : []),
            ]} />
            <h2 className="part">工作职责</h2>
            <Grants person={p} mayAct={mayAct && !self} />
          </>
        )}
      </Drawer>
      <Hire open={hiring !== null} person={hiring?.person} onClose={() => setHiring(null)} />
      {p ? <ProposeAdjustment open={adjusting} person={p} onClose={() => setAdjusting(false)} /> : null}
      {question}
    </>
  );
}
