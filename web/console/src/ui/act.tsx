import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Modal } from 'antd';
import { useCallback, useRef, useState, type ReactNode } from 'react';
import { ApiError, errorText } from '../lib/api';

/** Runs a change: says what was done, or the server's own words why not; then everything on the page is asked for again. */
export function useAct() {
  const { message, notification } = App.useApp();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const run = useCallback(async <T,>(what: () => Promise<T>, done: string | ((r: T) => string)): Promise<T | undefined> => {
    if (running.current) return undefined;
    running.current = true;
    setBusy(true);
    try {
      const r = await what();
      message.success(typeof done === 'string' ? done : done(r));
      return r;
    } catch (e) {
      notification.error({
        title: e instanceof ApiError ? e.title : '没有成功',
        description: <>{errorText(e)}{e instanceof ApiError && e.requestId ? <div className="muted mono">编号 {e.requestId}</div> : null}</>,
        duration: 8,
      });
      return undefined;
    } finally {
      running.current = false;
      setBusy(false);
      void client.invalidateQueries();
    }
  }, [client, message, notification]);
  return { run, busy };
}

export interface Question { title: string; label?: string; required?: boolean; danger?: boolean; ok?: string; quick?: string[]; note?: ReactNode }

/** Asks for a reason (required where one is) and answers with it, or with null when the person thought better of it. */
export function useReason(): [(q: Question) => Promise<string | null>, ReactNode] {
  const [q, setQ] = useState<Question | null>(null);
  const [text, setText] = useState('');
  const answer = useRef<(s: string | null) => void>(() => undefined);
  const ask = useCallback((question: Question) => new Promise<string | null>((resolve) => {
    answer.current = resolve;
    setText('');
    setQ(question);
  }), []);
  const end = (s: string | null) => { setQ(null); answer.current(s); };
  const missing = q?.required === true && text.trim().length < 2;
  return [ask, (
    <Modal key="reason" open={q !== null} title={q?.title} onCancel={() => end(null)} onOk={() => end(text.trim())} okText={q?.ok ?? '确定'} destroyOnHidden
      okButtonProps={{ disabled: missing, danger: q?.danger ?? false }} width={480}>
      {q?.note}
      <div style={{ margin: '8px 0 6px' }}>{q?.label ?? '说明'}{q?.required ? '（必填，对方能看到）' : '（可不填）'}</div>
      <Input.TextArea autoFocus rows={3} maxLength={200} showCount value={text} onChange={(e) => setText(e.target.value)} aria-label={q?.label ?? '说明'} />
      {q?.quick ? <div style={{ display: 'flex', gap: 6, flexWrap: 'wrap', marginTop: 8 }}>{q.quick.map((s) => <Button key={s} size="small" onClick={() => setText(s)}>{s}</Button>)}</div> : null}
    </Modal>
  )];
}

export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const e = error instanceof ApiError ? error : null;
  return (
    <Alert type="error" showIcon title={e?.title ?? '没有读到数据'}
      description={<>{errorText(error)}{e?.requestId ? <span className="muted mono">　编号 {e.requestId}</span> : null}</>}
      action={retry ? <Button size="small" onClick={retry}>再试一次</Button> : undefined} />
  );
}
