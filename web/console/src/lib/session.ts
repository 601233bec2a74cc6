import { useSyncExternalStore } from 'react';
import type { SessionPerson, TokenAnswer } from './types';

// One session for all tabs of this browser. It dies after 15 idle minutes, also when the browser was closed meanwhile.
export const IDLE_MS = 15 * 60_000;
const KEY = 'qxy.console.session';
const SEEN = 'qxy.console.seen';

export interface Session { access_token: string; refresh_token: string; person: SessionPerson }

let cached: Session | null | undefined;
const listeners = new Set<() => void>();
const tell = () => listeners.forEach((l) => l());

export const lastSeen = () => Number(localStorage.getItem(SEEN) ?? 0);
export function touch() { localStorage.setItem(SEEN, String(Date.now())); }

export function readSession(): Session | null {
  if (cached !== undefined) return cached;
  try {
    const raw = localStorage.getItem(KEY);
    cached = raw && Date.now() - lastSeen() < IDLE_MS ? (JSON.parse(raw) as Session) : null;
  } catch {
    cached = null;
  }
  if (cached === null) localStorage.removeItem(KEY);
  return cached;
}
export function saveSession(t: TokenAnswer): Session {
  cached = { access_token: t.access_token, refresh_token: t.refresh_token, person: t.person };
  localStorage.setItem(KEY, JSON.stringify(cached));
  tell();
  return cached;
}
export function dropSession() {
  cached = null;
  localStorage.removeItem(KEY);
  tell();
}
/** Looks past the copy in memory: another tab may have refreshed or signed out. */
export function rereadSession(): Session | null {
  cached = undefined;
  return readSession();
}
window.addEventListener('storage', (e) => {
  if (e.key === KEY) { cached = undefined; tell(); }
});

export function useSession(): Session | null {
  return useSyncExternalStore((l) => { listeners.add(l); return () => listeners.delete(l); }, readSession);
}
