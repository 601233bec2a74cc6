import { useEffect, useState } from 'react';
import { get } from './api';
import { readSession } from './session';

/**
 * Follows the town's event stream with the bearer token in its header (EventSource cannot send one). An event says only "ask
 * again": `onEvent` runs at each, and once after every reconnection, so that what happened meanwhile is fetched. Says whether
 * it is connected: where it is not, the caller polls.
 */
export function useLive(onEvent: () => void): boolean {
  const [live, setLive] = useState(false);
  useEffect(() => {
    const ctl = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    let wait = 1000;
    async function follow() {
      try {
        const r = await fetch('/api/v1/live', { headers: { Accept: 'text/event-stream', Authorization: `Bearer ${readSession()?.access_token ?? ''}` }, signal: ctl.signal });
        if (r.status === 404 || r.status === 501) return;
        if (r.status === 401) { await get('/me'); throw new Error('token'); }
        if (!r.ok || !r.body || !(r.headers.get('Content-Type') ?? '').startsWith('text/event-stream')) throw new Error('stream');
        setLive(true);
        wait = 1000;
        const reader = r.body.getReader();
        const text = new TextDecoder();
        let rest = '';
        for (;;) {
          const { done, value } = await reader.read();
          if (done) break;
          rest += text.decode(value, { stream: true });
          const blocks = rest.split(/\r?\n\r?\n/);
          rest = blocks.pop() ?? '';
          if (blocks.some((b) => /^data:/m.test(b))) onEvent();
        }
      } catch { /* lost: try again below */ }
      if (ctl.signal.aborted) return;
      setLive(false);
      timer = setTimeout(() => void follow(), wait);
      wait = Math.min(wait * 2, 15_000);
    }
    void follow();
    return () => { ctl.abort(); clearTimeout(timer); };
    // onEvent is expected to be stable.
  }, [onEvent]);
  return live;
}
