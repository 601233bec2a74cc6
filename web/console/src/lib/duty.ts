import type { SessionPerson } from './types';

// What a role's bearer sees in the menu. The server decides what they may do; this only keeps doors out of sight that
// would not open.
export type PageName = 'counter' | 'counter-stock' | 'counter-close' | 'reports' | 'approvals' | 'adjustments' | 'people' | 'places' | 'goods' | 'rulebooks' | 'audit' | 'figures';

const PAGES: Record<string, PageName[]> = {
  mart_keeper: ['counter', 'counter-stock', 'counter-close', 'places'],
  station_manager: ['places'],
  grid_officer: ['reports', 'approvals', 'rulebooks'],
  community_reviewer: ['reports', 'approvals', 'rulebooks'],
  street_admin: ['reports', 'approvals', 'people', 'places', 'goods', 'rulebooks', 'figures'],
  district_admin: ['reports', 'approvals', 'adjustments', 'people', 'places', 'goods', 'rulebooks', 'figures'],
  city_admin: ['reports', 'approvals', 'adjustments', 'people', 'places', 'goods', 'rulebooks', 'figures'],
  auditor: ['audit', 'figures', 'reports', 'adjustments', 'people', 'places', 'goods', 'rulebooks'],
  sysadmin: ['people'],
};

export const pagesOf = (p: SessionPerson): PageName[] => [...new Set(p.roles.flatMap((r) => PAGES[r.role] ?? []))];
export const has = (p: SessionPerson | undefined, ...want: string[]) => !!p && p.roles.some((r) => want.includes(r.role));
/** Somebody who only reads: no button that changes anything is shown. */
export const readOnly = (p: SessionPerson | undefined) => !!p && p.roles.every((r) => r.role === 'auditor');
/** The marts whose counter this person keeps. */
export const martsOf = (p: SessionPerson | undefined) => (p?.roles ?? []).filter((r) => r.role === 'mart_keeper').map((r) => ({ value: r.scope_id, label: r.scope_name }));
