import {
  AuditOutlined, BarChartOutlined, BookOutlined, CameraOutlined, EditOutlined, EnvironmentOutlined, FileDoneOutlined, GiftOutlined, InboxOutlined,
  LockOutlined, LogoutOutlined, SafetyOutlined, ScanOutlined, SwapOutlined, TeamOutlined, UserOutlined,
} from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Dropdown, Layout, Menu, Modal, Result, Spin } from 'antd';
import { Component, lazy, Suspense, useEffect, useState, type ComponentType, type ReactNode } from 'react';
import { createHashRouter, Navigate, Outlet, useLocation, useNavigate } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { request } from './lib/api';
import { pagesOf, readOnly, type PageName } from './lib/duty';
import { dropSession, IDLE_MS, lastSeen, readSession, touch, useSession } from './lib/session';
import { role } from './lib/words';
import { Mark } from './ui/Mark';

const page = (load: () => Promise<{ default: ComponentType }>) => lazy(load);
const SignIn = page(() => import('./pages/SignIn'));
const Password = lazy(() => import('./ui/Account').then((m) => ({ default: m.Password })));
const SecondFactor = lazy(() => import('./ui/Account').then((m) => ({ default: m.SecondFactor })));
const PAGES: { name: PageName; label: string; icon: ReactNode; view: ComponentType }[] = [
  { name: 'counter', label: '核销柜台', icon: <ScanOutlined />, view: page(() => import('./pages/Counter')) },
  { name: 'counter-stock', label: '库存登记', icon: <InboxOutlined />, view: page(() => import('./pages/CounterStock')) },
  { name: 'counter-close', label: '日结', icon: <FileDoneOutlined />, view: page(() => import('./pages/DayClose')) },
  { name: 'reports', label: '随手拍收件箱', icon: <CameraOutlined />, view: page(() => import('./pages/Reports')) },
  { name: 'approvals', label: '待我签批', icon: <EditOutlined />, view: page(() => import('./pages/Approvals')) },
  { name: 'adjustments', label: '积分调整', icon: <SwapOutlined />, view: page(() => import('./pages/Adjustments')) },
  { name: 'people', label: '人员与权限', icon: <TeamOutlined />, view: page(() => import('./pages/People')) },
  { name: 'places', label: '驿站与超市', icon: <EnvironmentOutlined />, view: page(() => import('./pages/Places')) },
  { name: 'goods', label: '商品与库存', icon: <GiftOutlined />, view: page(() => import('./pages/Goods')) },
  { name: 'rulebooks', label: '积分办法', icon: <BookOutlined />, view: page(() => import('./pages/Rulebooks')) },
  { name: 'audit', label: '审计', icon: <AuditOutlined />, view: page(() => import('./pages/Audit')) },
  { name: 'figures', label: '统计', icon: <BarChartOutlined />, view: page(() => import('./pages/Figures')) },
];

async function signOut() {
  const s = readSession();
  if (s) await request('POST', '/auth/logout').catch(() => undefined);
  dropSession();
}

/** Signs out after 15 minutes without a key or a pointer; says so one minute before. */
function Idle() {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    let noted = 0;
    const seen = () => { if (Date.now() - noted > 2000) { noted = Date.now(); touch(); setLeft(null); } };
    seen();
    const kinds = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;
    kinds.forEach((k) => window.addEventListener(k, seen, { passive: true, capture: true }));
    const timer = setInterval(() => {
      const rest = lastSeen() + IDLE_MS - Date.now();
      if (rest <= 0) void signOut();
      else setLeft(rest < 60_000 ? Math.ceil(rest / 1000) : null);
    }, 1000);
    return () => { clearInterval(timer); kinds.forEach((k) => window.removeEventListener(k, seen, { capture: true })); };
  }, []);
  return (
    <Modal open={left !== null} closable={false} title={<><LockOutlined /> 长时间没有操作</>} footer={<Button type="primary" onClick={() => { touch(); setLeft(null); }}>继续使用</Button>}>
      为了保护个人信息，{left} 秒后将自动退出登录。
    </Modal>
  );
}

class Guard extends Component<{ children: ReactNode; at: string }, { broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError() { return { broken: true }; }
  override componentDidUpdate(was: { at: string }) { if (was.at !== this.props.at && this.state.broken) this.setState({ broken: false }); }
  override render() {
    if (!this.state.broken) return this.props.children;
    return <Result status="warning" title="这个页面没有打开" subTitle="可能是系统刚刚更新过，请刷新一次。" extra={<Button type="primary" onClick={() => location.reload()}>刷新</Button>} />;
  }
}

function Offline() {
  const [off, setOff] = useState(!navigator.onLine);
  useEffect(() => {
    const look = () => setOff(!navigator.onLine);
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => { window.removeEventListener('online', look); window.removeEventListener('offline', look); };
  }, []);
  return off ? <Alert banner type="warning" title="网络已断开，看到的可能不是最新内容；恢复后会自动刷新" /> : null;
}

function Shell() {
  const session = useSession();
  const client = useQueryClient();
  const go = useNavigate();
  const at = useLocation().pathname;
  const who = session?.person.id;
  const [narrow, setNarrow] = useState(false);
  const [account, setAccount] = useState('');
  useEffect(() => { if (!who) client.clear(); }, [who, client]);
  if (!session) return <Suspense fallback={<Waiting />}><SignIn /></Suspense>;
  const { person } = session;
  const mine = PAGES.filter((p) => pagesOf(person).includes(p.name));
  const here = at.slice(1);
  const titles = [...new Set(person.roles.map((r) => `${r.scope_name}${r.scope_name ? ' · ' : ''}${role(r.role)}`))];
  return (
    <Layout className="shell" hasSider>
      <Layout.Sider className="shell-sider" theme="light" width={188} collapsedWidth={56} collapsible collapsed={narrow} onCollapse={setNarrow}>
        <div className="brand"><Mark />{narrow ? null : '庆小驿管理台'}</div>
        <Menu mode="inline" selectedKeys={[here]} items={mine.map((p) => ({ key: p.name, icon: p.icon, label: p.label }))} onClick={(e) => void go(`/${e.key}`)} style={{ borderInlineEnd: 0 }} />
      </Layout.Sider>
      <Layout>
        <Layout.Header className="shell-head">
          <span className="muted">{titles.join('，')}{readOnly(person) ? '（只读）' : ''}</span>
          <Dropdown trigger={['click']} menu={{ items: [{ key: 'password', icon: <LockOutlined />, label: '修改密码' }, { key: 'totp', icon: <SafetyOutlined />, label: '动态口令' }, { type: 'divider' }, { key: 'out', icon: <LogoutOutlined />, label: '退出登录' }], onClick: (e) => (e.key === 'out' ? void signOut() : setAccount(e.key)) }}>
            <Button type="text" icon={<UserOutlined />}>{person.display_name}</Button>
          </Dropdown>
        </Layout.Header>
        <Offline />
        <Layout.Content className="shell-main">
          <Guard at={at}>
            <Suspense fallback={<Waiting />}>
              {mine.length === 0
                ? <Result status="info" title="这个账号没有管理台的权限" subTitle="骑手和居民请使用小程序；工作人员请联系上级管理员授权。" />
                : here === '' ? <Navigate to={`/${mine[0]!.name}`} replace />
                  : mine.some((p) => p.name === here) ? <Outlet />
                    : <Result status="404" title="没有这个页面，或者您没有权限" extra={<Button type="primary" onClick={() => void go('/')}>回到首页</Button>} />}
            </Suspense>
          </Guard>
        </Layout.Content>
      </Layout>
      <Suspense fallback={null}>{account === 'password' ? <Password onClose={() => setAccount('')} /> : account === 'totp' ? <SecondFactor onClose={() => setAccount('')} /> : null}</Suspense>
      <Idle />
    </Layout>
  );
}

function Waiting() {
  return <div style={{ display: 'flex', justifyContent: 'center', padding: 80 }}><Spin size="large" /></div>;
}

const router = createHashRouter([{
  path: '/', Component: Shell,
  children: [...PAGES.map((p) => ({ path: p.name, Component: p.view })), { path: '*', element: null }],
}]);

export function App() {
  return <RouterProvider router={router} />;
}
