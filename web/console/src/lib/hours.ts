import type { Hours } from './types';

// Opening hours as people type them: 「08:30-17:30」, two spans with 、 between them, over midnight as 17:00-02:00, the whole day
// as 00:00-24:00, and nothing for a day of rest.
export const WEEK = [['mon', '周一'], ['tue', '周二'], ['wed', '周三'], ['thu', '周四'], ['fri', '周五'], ['sat', '周六'], ['sun', '周日']] as const;

export const spansText = (spans: string[] | undefined) => (spans ?? []).join('、');

/** The spans in a text, or null where one of them cannot be meant. */
export function spansOf(text: string | undefined): string[] | null {
  const tidy = (text ?? '').replace(/[：﹕]/g, ':').replace(/[—–−~～至到]+/g, '-').replace(/全天|24小时/g, '00:00-24:00').replace(/休息|不开/g, '').trim();
  const parts = tidy.split(/[、，,;；\s]+/).filter(Boolean).map((p) => p.replace(/(^|-)(\d):/g, '$10$2:'));
  return parts.every((p) => /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(p)) ? parts : null;
}

export interface HoursText { week: Record<(typeof WEEK)[number][0], string>; rule: string; special: string; days: { on: string; spans: string }[] }

export function hoursText(h: Hours): HoursText {
  return {
    week: Object.fromEntries(WEEK.map(([k]) => [k, spansText(h.week[k])])) as HoursText['week'],
    rule: h.holidays.rule || 'usual', special: spansText(h.holidays.spans),
    days: Object.entries(h.exceptions ?? {}).map(([on, spans]) => ({ on, spans: spansText(spans) })).sort((a, b) => a.on.localeCompare(b.on)),
  };
}

/** What was typed, already found to be meant, as the API takes it. */
export function hoursOf(t: HoursText): Hours {
  const week: Hours['week'] = {};
  for (const [k] of WEEK) { const s = spansOf(t.week[k]); if (s && s.length > 0) week[k] = s; }
  const days = t.days.map((d) => [d.on, spansOf(d.spans) ?? []] as const);
  return {
    week,
    holidays: t.rule === 'special' ? { rule: 'special', spans: spansOf(t.special) ?? [] } : { rule: t.rule },
    ...(days.length > 0 ? { exceptions: Object.fromEntries(days) } : {}),
  };
}
