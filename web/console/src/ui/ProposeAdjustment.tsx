import { useQuery } from '@tanstack/react-query';
import { Alert, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { act as send, get } from '../lib/api';
import type { Adjustment, NewAdjustment, Page, Person } from '../lib/types';
import { workerType } from '../lib/words';
import { useAct } from './act';

/** Proposes points for or against somebody; nothing moves before another person signs. */
export function ProposeAdjustment({ open, person, onClose }: { open: boolean; person?: Person; onClose: () => void }) {
  const [form] = Form.useForm<NewAdjustment>();
  const { run, busy } = useAct();
  const [q, setQ] = useState('');
  const found = useQuery({ queryKey: ['people-search', q], enabled: open && q.trim().length > 2, queryFn: ({ signal }) => get<Page<Person>>('/people', { q: q.trim(), limit: 20 }, signal) });
  const people = person ? [person] : (found.data?.items ?? []);
  const close = () => { form.resetFields(); setQ(''); onClose(); };
  const save = async (d: NewAdjustment) => { if (await run(() => send<Adjustment>('POST', '/adjustments', d), '已提交，等另一位签批')) close(); };
  return (
    <Modal open={open} title="提出积分调整" okText="提交签批" confirmLoading={busy} onCancel={close} onOk={() => form.submit()} destroyOnHidden>
      <Alert type="info" showIcon title="提交后不会马上变动，要由另一位管理员签批才入账。" style={{ marginBottom: 16 }} />
      <Form form={form} layout="vertical" onFinish={(d) => void save(d)} initialValues={person ? { person_id: person.id } : {}}>
        <Form.Item name="person_id" label="当事人" rules={[{ required: true, message: '请选择当事人' }]} extra={person ? null : '姓名加密保存，只能按完整手机号、用户名或人员编号查找'}>
          <Select placeholder="完整手机号、用户名或人员编号" disabled={!!person} showSearch={{ filterOption: false, onSearch: setQ }} notFoundContent={q.trim().length > 2 ? (found.isFetching ? '正在查找…' : '没有找到') : '请输入完整的号码'}
            options={people.map((p) => ({ value: p.id, label: `${p.name_masked}　${p.phone_masked}　${p.worker_type ? workerType(p.worker_type) : ''}　${p.org_unit_name}` }))} />
        </Form.Item>
        <Form.Item name="points" label="积分（增加填正数，扣减填负数）" rules={[{ required: true, message: '请填写积分' }, { validator: (_, v) => (v === 0 ? Promise.reject(new Error('不能是 0')) : Promise.resolve()) }]}>
          <InputNumber min={-10000} max={10000} precision={0} style={{ width: 180 }} />
        </Form.Item>
        <Form.Item name="reason" label="理由（写明依据，当事人能看到）" rules={[{ required: true, whitespace: true, message: '请写明理由' }, { min: 5, message: '理由太短，请写清楚依据' }]}>
          <Input.TextArea rows={3} maxLength={130} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
