import { Alert, App, Button, Form, Input, Modal, QRCode, Space } from 'antd';
import { useState } from 'react';
import { errorText, request } from '../lib/api';
import type { Enrolment } from '../lib/types';

interface Fields { old_password: string; new_password: string; again: string }

/** Changes one's own password. */
export function Password({ onClose }: { onClose: () => void }) {
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const save = async (f: Fields) => {
    setBusy(true);
    setError('');
    try {
      await request('POST', '/me/password', { body: { old_password: f.old_password, new_password: f.new_password } });
      message.success('密码已修改');
      onClose();
    } catch (e) { setError(errorText(e)); } finally { setBusy(false); }
  };
  return (
    <Modal open title="修改密码" okText="修改" confirmLoading={busy} onCancel={onClose} onOk={() => form.submit()} width={420}>
      {error ? <Alert type="error" showIcon title={error} style={{ marginBottom: 12 }} /> : null}
      <Form form={form} layout="vertical" onFinish={(f) => void save(f)}>
        <Form.Item name="old_password" label="现在的密码" rules={[{ required: true, message: '请填写' }]}><Input.Password autoComplete="current-password" autoFocus /></Form.Item>
        <Form.Item name="new_password" label="新密码（至少 12 个字符）" rules={[{ required: true, min: 12, message: '至少 12 个字符' }]}><Input.Password autoComplete="new-password" maxLength={128} /></Form.Item>
        <Form.Item name="again" label="再输一次" dependencies={['new_password']} rules={[{ required: true, message: '请再输一次' }, (f) => ({ validator: (_, v) => (!v || v === f.getFieldValue('new_password') ? Promise.resolve() : Promise.reject(new Error('两次不一样'))) })]}><Input.Password autoComplete="new-password" maxLength={128} /></Form.Item>
      </Form>
    </Modal>
  );
}

/** Sets up the second factor: a picture for the phone's app, then its first code. */
export function SecondFactor({ onClose }: { onClose: () => void }) {
  const { message } = App.useApp();
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const go = async (what: () => Promise<void>) => {
    setBusy(true);
    setError('');
    try { await what(); } catch (e) { setError(errorText(e)); } finally { setBusy(false); }
  };
  const begin = () => go(async () => setEnrolment(await request<Enrolment>('POST', '/me/totp', { body: {} })));
  const confirm = () => go(async () => { await request('POST', '/me/totp/confirm', { body: { code } }); message.success('动态口令已启用，下次登录要用'); onClose(); });
  return (
    <Modal open title="动态口令" footer={null} onCancel={onClose} width={420}>
      {error ? <Alert type="error" showIcon title={error} style={{ marginBottom: 12 }} /> : null}
      {!enrolment ? (
        <>
          <p>启用后，登录时除了密码还要输入手机上的 6 位口令，口令每 30 秒换一次。</p>
          <Button type="primary" loading={busy} onClick={() => void begin()}>开始设置</Button>
        </>
      ) : (
        <>
          <p>1. 用手机上的口令应用（如腾讯身份验证器）扫这个码：</p>
          <div style={{ display: 'flex', justifyContent: 'center' }}><QRCode value={enrolment.url} size={190} type="svg" aria-label="动态口令的二维码" /></div>
          <p className="muted">扫不了就手工输入：<span className="mono">{enrolment.secret}</span></p>
          <p>2. 输入手机上显示的 6 位口令：</p>
          <Space><Input value={code} onChange={(e) => setCode(e.target.value.replace(/\D/g, ''))} maxLength={6} inputMode="numeric" aria-label="6 位动态口令" style={{ width: 140 }} /><Button type="primary" loading={busy} disabled={code.length !== 6} onClick={() => void confirm()}>启用</Button></Space>
        </>
      )}
    </Modal>
  );
}
