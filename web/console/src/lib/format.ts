import dayjs from 'dayjs';

// Days are counted in Asia/Shanghai (UTC+8, no summer time) whatever the computer's own zone is.
const SHANGHAI_MS = 8 * 3600_000;
const int = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 0 });
const money = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const pad = (n: number) => String(n).padStart(2, '0');

function shanghai(at: string | number | Date): Date | null {
  const t = new Date(at).getTime();
  return Number.isNaN(t) ? null : new Date(t + SHANGHAI_MS);
}

export const num = (n: number | null | undefined) => (n == null ? '—' : int.format(n));
export const points = (n: number | null | undefined) => (n == null ? '—' : `${int.format(n)} 分`);
export const signed = (n: number) => (n > 0 ? `+${int.format(n)}` : n < 0 ? `−${int.format(-n)}` : '0');
export const yuan = (fen: number | null | undefined) => (fen == null ? '—' : `¥${money.format(fen / 100)}`);

export function dateTime(at: string | null | undefined): string {
  const d = at ? shanghai(at) : null;
  if (!d) return '—';
  return `${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())} ${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}`;
}
/** 「11-23 09:30」: for narrow columns, where the year is plain. */
export const shortTime = (at: string | null | undefined) => (at ? dateTime(at).slice(5) : '—');
export function clock(at: string | null | undefined): string {
  const d = at ? shanghai(at) : null;
  return d ? `${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}:${pad(d.getUTCSeconds())}` : '—';
}
export const today = () => new Date(Date.now() + SHANGHAI_MS).toISOString().slice(0, 10);
export const thisMonth = () => today().slice(0, 7);
export const monthsAgo = (n: number) => dayjs(`${thisMonth()}-01`).subtract(n, 'month').format('YYYY-MM');

/** 「还剩 3 小时」「已超时 2 天」 */
export function due(at: string | undefined, now = Date.now()): { text: string; late: boolean; soon: boolean } {
  if (!at) return { text: '不限时', late: false, soon: false };
  const ms = new Date(at).getTime() - now;
  const min = Math.floor(Math.abs(ms) / 60_000);
  const span = min >= 2880 ? `${Math.floor(min / 1440)} 天` : min >= 60 ? `${Math.floor(min / 60)} 小时` : `${min} 分钟`;
  return ms < 0 ? { text: `已超时 ${span}`, late: true, soon: false } : { text: `还剩 ${span}`, late: false, soon: ms < 4 * 3600_000 };
}

export const shortDigest = (s: string | null | undefined) => (s ? (s.length > 20 ? `${s.slice(0, 10)}…${s.slice(-6)}` : s) : '—');
