import { LockOutlined, SafetyOutlined, UserOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { ApiError, errorText, request } from '../lib/api';
import { saveSession, touch } from '../lib/session';
import type { TokenAnswer } from '../lib/types';
import { Mark } from '../ui/Mark';

const isTotp = (e: unknown) => e instanceof ApiError && e.code.startsWith('auth.totp');

interface Fields { username: string; password: string; otp?: string }

export default function SignIn() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [wantOtp, setWantOtp] = useState(false);
  async function enter(f: Fields) {
    setBusy(true);
    setError(null);
    try {
      const t = await request<TokenAnswer>('POST', '/auth/staff', {
        anonymous: true, body: { username: f.username.trim(), password: f.password, ...(f.otp ? { otp: f.otp } : {}) },
      });
      touch();
      saveSession(t);
    } catch (e) {
      if (isTotp(e)) setWantOtp(true);
      setError(e);
      setBusy(false);
    }
  }
  return (
    <main className="signin">
      <div className="signin-card">
        <h1><Mark size={34} />庆小驿管理台</h1>
        <p>网格员、审核员、超市管理员和各级管理员从这里登录</p>
        {error ? <Alert type={isTotp(error) ? 'info' : 'error'} showIcon title={errorText(error)} style={{ marginBottom: 16 }} /> : null}
        <Form<Fields> onFinish={(f) => void enter(f)} size="large" requiredMark={false}>
          <Form.Item name="username" rules={[{ required: true, message: '请填写用户名' }]}>
            <Input prefix={<UserOutlined />} placeholder="用户名" autoComplete="username" autoFocus aria-label="用户名" />
          </Form.Item>
          <Form.Item name="password" rules={[{ required: true, message: '请填写密码' }]}>
            <Input.Password prefix={<LockOutlined />} placeholder="密码" autoComplete="current-password" aria-label="密码" />
          </Form.Item>
          {wantOtp ? (
            <Form.Item name="otp" rules={[{ pattern: /^\d{6}$/, message: '动态口令是 6 位数字' }]}>
              <Input prefix={<SafetyOutlined />} placeholder="6 位动态口令" inputMode="numeric" maxLength={6} autoComplete="one-time-code" aria-label="动态口令" />
            </Form.Item>
          ) : null}
          <Button type="primary" htmlType="submit" block loading={busy}>登录</Button>
        </Form>
        <div style={{ display: 'flex', justifyContent: 'space-between', marginTop: 12 }} className="muted">
          <span>15 分钟无操作自动退出</span>
          {wantOtp ? null : <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setWantOtp(true)}>我有动态口令</Button>}
        </div>
      </div>
    </main>
  );
}
