import { CheckCircleFilled, ClockCircleFilled, CloseCircleFilled, DisconnectOutlined, ReloadOutlined, ScanOutlined, ShopFilled, StopFilled, TeamOutlined, WarningFilled } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Empty, Input, Space, Switch, Tabs, Tag, Tooltip, type InputRef } from 'antd';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { act as send, ApiError, errorText, get, request } from '../lib/api';
import { beep } from '../lib/beep';
import { clock, dateTime, points } from '../lib/format';
import { useLive } from '../lib/live';
import { martsOf } from '../lib/duty';
import { useSession } from '../lib/session';
import type { NewReversal, Page, Redemption, Scan, Shown } from '../lib/types';
import { redemptionState, tone } from '../lib/words';
import { Act } from '../ui/Linklike';
import { Failure, useAct, useReason } from '../ui/act';
import { MartPick, useMart } from '../ui/MartPick';
import { Title } from '../ui/Title';

type Code = Shown;
type Why = 'used' | 'other_mart' | 'stale' | 'expired' | 'self' | 'second' | 'unknown' | 'network';
type State =
  | { at: 'idle' } | { at: 'asking' }
  | { at: 'ready'; code: Code; card: Scan }
  | { at: 'done'; redemption: Redemption; who: string } | { at: 'signed'; redemption: Redemption; who: string }
  | { at: 'failed'; why: Why; text: string; retry?: () => void };

const LOOK: Record<Why, { title: string; icon: ReactNode }> = {
  used: { title: '已经领过', icon: <WarningFilled /> },
  other_mart: { title: '不是本店的单', icon: <ShopFilled /> },
  stale: { title: '码已经换了', icon: <ReloadOutlined /> },
  expired: { title: '这一单不能领了', icon: <ClockCircleFilled /> },
  self: { title: '不能给自己核销', icon: <StopFilled /> },
  second: { title: '要第二位同事签字', icon: <TeamOutlined /> },
  unknown: { title: '没有核销', icon: <CloseCircleFilled /> },
  network: { title: '网络不通', icon: <DisconnectOutlined /> },
};

/** Which of the failures it is, from the stable part of the answer; the words are the server's. */
function why(e: unknown): Why {
  if (!(e instanceof ApiError)) return 'unknown';
  if (e.unsure) return 'network';
  switch (e.code) {
    case 'redemption.already_fulfilled': return 'used';
    case 'counter.other_mart': return 'other_mart';
    case 'counter.code_expired': return 'stale';
    case 'redemption.expired': case 'redemption.cancelled': return 'expired';
    case 'redemption.self_service': return 'self';
    case 'redemption.second_signature': case 'auth.same_person': return 'second';
    default: return 'unknown';
  }
}

/** What a gun or a hand typed: full-width figures and blanks put right, eight figures told from a QR text. */
function parse(raw: string): Code | null {
  const s = raw.replace(/[\uff01-\uff5e]/g, (ch) => String.fromCharCode(ch.charCodeAt(0) - 0xfee0)).trim();
  const digits = s.replace(/[\s-]/g, '');
  if (/^\d{8}$/.test(digits)) return { digits };
  return s.length > 8 ? { code: s } : null;
}

/** Above the rulebook's threshold a second keeper signs first, and the one who signs does not hand over. */
const waitsForSecond = (c: Scan) => c.needs_second_signature && !c.countersigned;
const things = (items: { name: string; quantity: number }[]) => items.map((i) => `${i.name} ×${i.quantity}`).join('、');

export default function Counter() {
  const client = useQueryClient();
  const field = useRef<InputRef>(null);
  const [text, setText] = useState('');
  const [state, setState] = useState<State>({ at: 'idle' });
  const [queue, setQueue] = useState(() => localStorage.getItem('qxy.console.queue') === '1');
  const turn = useRef(0);
  const handing = useRef(false);
  const { run } = useAct();
  const [ask, question] = useReason();

  const marts = martsOf(useSession()?.person);
  const [mart, setMart] = useMart(marts);
  const fresh = useCallback(() => { void client.invalidateQueries({ queryKey: ['counter'] }); }, [client]);
  const live = useLive(fresh);
  const list = (s: Redemption['state']) => ({ queryKey: ['counter', s, mart], queryFn: () => get<Page<Redemption>>('/counter/redemptions', { state: s, limit: 100, mart_id: mart }), refetchInterval: live ? 60_000 : 5_000 });
  const waiting = useQuery(list('reserved'));
  // The list comes in the order of the reservations; a counter wants the last it handed over.
  const done = useQuery({ ...list('fulfilled'), select: (page: Page<Redemption>) => ({ ...page, items: [...page.items].sort((a, b) => (b.fulfilled_at ?? '').localeCompare(a.fulfilled_at ?? '')).slice(0, 20) }) });

  // The field keeps the focus: what a gun types must land there whatever was clicked last.
  useEffect(() => {
    const back = () => setTimeout(() => {
      const a = document.activeElement;
      if (!a || a === document.body || (a instanceof HTMLElement && !a.closest('.ant-modal, .ant-select, .ant-dropdown') && a.tagName !== 'INPUT' && a.tagName !== 'TEXTAREA')) field.current?.focus({ preventScroll: true });
    }, 60);
    field.current?.focus();
    document.addEventListener('focusout', back);
    document.addEventListener('click', back);
    window.addEventListener('focus', back);
    return () => { document.removeEventListener('focusout', back); document.removeEventListener('click', back); window.removeEventListener('focus', back); };
  }, []);

  const clear = useCallback(() => { turn.current++; setState({ at: 'idle' }); setText(''); field.current?.focus(); }, []);

  const scan = useCallback(async (code: Code) => {
    if (handing.current) return;
    const mine = ++turn.current;
    setText('');
    setState({ at: 'asking' });
    try {
      const card = await request<Scan>('POST', '/counter/scan', { body: code });
      if (mine !== turn.current) return;
      setState({ at: 'ready', code, card });
    } catch (e) {
      if (mine !== turn.current) return;
      beep(false);
      const w = why(e);
      setState({ at: 'failed', why: w, text: errorText(e), ...(w === 'network' ? { retry: () => void scan(code) } : {}) });
    }
  }, []);

  const finish = useCallback(async (verb: 'fulfil' | 'countersign', code: Code, who: string) => {
    if (handing.current) return;
    handing.current = true;
    const mine = ++turn.current;
    setState((s) => (s.at === 'ready' ? s : { at: 'asking' }));
    try {
      const redemption = await send<Redemption>('POST', `/counter/${verb}`, code);
      beep(true);
      if (mine === turn.current) setState({ at: verb === 'fulfil' ? 'done' : 'signed', redemption, who });
    } catch (e) {
      beep(false);
      const w = why(e);
      // Nobody knows whether it was recorded: the same action asked again carries the same key.
      setState({ at: 'failed', why: w, text: w === 'network' ? '不确定有没有核销成功，请先别交物品，网络恢复后点「再试一次」' : errorText(e), ...(w === 'network' ? { retry: () => void finish(verb, code, who) } : {}) });
    } finally {
      handing.current = false;
      fresh();
    }
  }, [fresh]);

  // Queue mode: a finished card goes by itself, so that the next person can be scanned without a touch.
  useEffect(() => {
    if (!queue || (state.at !== 'done' && state.at !== 'signed')) return;
    const t = setTimeout(clear, 2500);
    return () => clearTimeout(t);
  }, [queue, state, clear]);

  // Eight figures by hand need no Enter; a QR text that begins with figures goes on typing, so wait a moment.
  useEffect(() => {
    const code = parse(text);
    if (!code?.digits) return;
    const t = setTimeout(() => void scan(code), 180);
    return () => clearTimeout(t);
  }, [text, scan]);

  const enter = () => {
    if (text.trim() === '') {
      if (state.at === 'ready') { if (waitsForSecond(state.card)) return; void finish('fulfil', state.code, state.card.receiver_masked); }
      else if (state.at === 'done' || state.at === 'signed' || state.at === 'failed') clear();
      return;
    }
    const code = parse(text);
    if (code) void scan(code);
    else { beep(false); setText(''); setState({ at: 'failed', why: 'unknown', text: '码不完整：请再扫一次，或输入手机上的 8 位数字' }); }
  };
  const reverse = async (r: Redemption) => {
    const reason = await ask({ title: `申请冲正 ${r.number}`, label: '理由', required: true, danger: true, ok: '提交', quick: ['物品有质量问题，已退回', '拿错了物品，已退回', '本人说不是自己领的'], note: <Alert type="info" showIcon title="要两位上级签批后，积分才退回给领取人。" /> });
    if (reason !== null) void run(() => send('POST', `/redemptions/${encodeURIComponent(r.id)}/reversal`, { reason, goods_back: reason.includes('已退回') } satisfies NewReversal), '已提交冲正申请');
  };

  const feed = (q: typeof done, when: (r: Redemption) => ReactNode, empty: string, action?: (r: Redemption) => ReactNode) => (
    q.isError ? <Failure error={q.error} retry={() => void q.refetch()} />
      : (q.data?.items.length ?? 0) === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={q.isLoading ? '正在读取…' : empty} />
        : <ul className="feed">{q.data!.items.map((r) => (
          <li key={r.id}>
            <span className="num muted" style={{ width: 66 }}>{when(r)}</span>
            <div><div className="what">{r.receiver_masked}　{things(r.items)}</div><div className="muted mono">{r.number}</div></div>
            <span className="num">{points(r.points)}</span>
            {r.state === 'fulfilled' || r.state === 'reserved' ? null : <Tag color={tone(r.state)}>{redemptionState(r.state)}</Tag>}
            {action?.(r)}
          </li>
        ))}</ul>
  );

  return (
    <>
      <Title note={<Space size={12}>
        <MartPick marts={marts} value={mart} onChange={setMart} />
        <span>{live ? <Tag color="green">实时</Tag> : <Tooltip title="每 5 秒刷新一次"><Tag>定时刷新</Tag></Tooltip>}</span>
        <span>排队模式 <Switch size="small" checked={queue} onChange={(v) => { setQueue(v); localStorage.setItem('qxy.console.queue', v ? '1' : '0'); }} aria-label="排队模式" /> 核销后自动等下一位</span>
      </Space>}>核销柜台</Title>
      <div className="counter">
        <div>
          <div className="counter-field">
            <Input ref={field} value={text} prefix={<ScanOutlined />} placeholder="扫码枪扫一下，或输入 8 位数字" inputMode="numeric" autoComplete="off" spellCheck={false} maxLength={512}
              aria-label="兑换码" data-testid="counter-field" onChange={(e) => setText(e.target.value)} onPressEnter={enter} onKeyDown={(e) => { if (e.key === 'Escape') clear(); }} />
          </div>
          <div aria-live="assertive" data-testid="counter-slip" data-state={state.at === 'failed' ? state.why : state.at}>
            {state.at === 'idle' ? <div className="slip slip-idle"><ScanOutlined style={{ fontSize: 44 }} /><div style={{ fontSize: 18 }}>等待扫码</div><div>请对方打开「兑换码」页面；码每 60 秒换一次，截图无效</div></div> : null}
            {state.at === 'asking' ? <div className="slip slip-idle"><div style={{ fontSize: 18 }}>正在核对…</div></div> : null}
            {state.at === 'ready' ? (
              <div className="slip slip-ready">
                <div className="slip-who"><span>{state.card.receiver_masked}</span><span>{points(state.card.points)}</span></div>
                {waitsForSecond(state.card) ? <Alert type="warning" showIcon title="积分较多，要两位工作人员：一位复核签字，另一位扫码交付。" style={{ marginTop: 12 }} /> : null}
                <ul className="slip-items">{state.card.items.map((i) => <li key={i.goods_id}><span>{i.name}</span><b>×{i.quantity}</b></li>)}</ul>
                <Space size={12}>
                  {waitsForSecond(state.card)
                    ? <Button type="primary" size="large" style={{ height: 56, fontSize: 20 }} onClick={() => void finish('countersign', state.code, state.card.receiver_masked)} data-testid="countersign">我来复核签字</Button>
                    : <Button type="primary" size="large" style={{ height: 56, fontSize: 20, width: 260 }} onClick={() => void finish('fulfil', state.code, state.card.receiver_masked)} data-testid="hand-over">交给对方（回车）</Button>}
                  <Button size="large" style={{ height: 56 }} onClick={clear}>先不领（Esc）</Button>
                </Space>
              </div>
            ) : null}
            {state.at === 'done' ? (
              <div className="slip slip-done">
                <div className="slip-big" style={{ color: '#116329' }}><CheckCircleFilled />核销成功</div>
                <ul className="slip-items">{state.redemption.items.map((i) => <li key={i.goods_id}><span>{i.name}</span><b>×{i.quantity}</b></li>)}</ul>
                <div style={{ fontSize: 16 }}>{state.who}　{points(state.redemption.points)}　{clock(state.redemption.fulfilled_at ?? new Date().toISOString())}　<span className="mono">{state.redemption.number}</span></div>
              </div>
            ) : null}
            {state.at === 'signed' ? (
              <div className="slip slip-fail slip-second">
                <div className="slip-big"><TeamOutlined />已复核签字</div>
                <div>{state.who} 的 {things(state.redemption.items)}，请另一位同事登录后扫码交付。</div>
                <Button size="large" onClick={clear}>知道了（回车）</Button>
              </div>
            ) : null}
            {state.at === 'failed' ? (
              <div className={`slip slip-fail slip-${state.why}`}>
                <div className="slip-big">{LOOK[state.why].icon}{LOOK[state.why].title}</div>
                <div>{state.text}</div>
                <Space>{state.retry ? <Button type="primary" size="large" onClick={state.retry}>再试一次</Button> : null}<Button size="large" onClick={clear}>知道了（回车）</Button></Space>
              </div>
            ) : null}
          </div>
        </div>
        <div className="panel">
          <Tabs size="small" items={[
            { key: 'done', label: '最近 20 笔', children: feed(done, (r) => clock(r.fulfilled_at), '还没有核销过', (r) => <Act onClick={() => void reverse(r)}>冲正</Act>) },
            { key: 'waiting', label: `待领取${waiting.data ? ` ${waiting.data.items.length}${waiting.data.next_cursor ? '+' : ''}` : ''}`, children: feed(waiting, (r) => <Tooltip title={`${dateTime(r.expires_at)} 到期`}>{dateTime(r.expires_at).slice(5, 10)} 前</Tooltip>, '没有等着领取的兑换单', (r) => (r.needs_second_signature ? <Tag color={r.countersigned ? 'green' : 'gold'}>{r.countersigned ? '已复核' : '要复核'}</Tag> : null)) },
          ]} />
        </div>
      </div>
      {question}
    </>
  );
}
