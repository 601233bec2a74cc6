import { useQuery, useQueryClient } from '@tanstack/react-query';
import { TreeSelect } from 'antd';
import { useEffect, useState } from 'react';
import { all, get } from '../lib/api';
import { useSession } from '../lib/session';
import type { OrgUnit } from '../lib/types';

interface Node { id: string; pId: string | null; value: string; title: string; isLeaf: boolean }
const node = (u: OrgUnit, root: boolean): Node => ({ id: u.id, pId: root ? null : u.parent_id, value: u.id, title: u.name, isLeaf: u.level === 'community' });

/** Picks an organisation at or below the ones this person works for; children are fetched when a branch is opened. */
export function OrgSelect({ value, onChange, placeholder = '组织', width = 170, allowClear = true }: {
  value?: string | undefined; onChange?: (v: string | undefined) => void; placeholder?: string; width?: number | string; allowClear?: boolean;
}) {
  const session = useSession();
  const client = useQueryClient();
  const scopes = [...new Set(session?.person.roles.filter((r) => r.role !== 'mart_keeper' && r.role !== 'station_manager').map((r) => r.scope_id).filter(Boolean) ?? [])];
  const roots = useQuery({
    queryKey: ['org-roots', scopes.join()], staleTime: Infinity,
    queryFn: async () => {
      const own = (await Promise.all(scopes.map((id) => get<OrgUnit>(`/org-units/${encodeURIComponent(id)}`).catch(() => null)))).filter((u) => u !== null);
      return own.length > 0 ? own : (await all<OrgUnit>('/org-units', {})).rows.filter((u) => !u.parent_id);
    },
  });
  const [nodes, setNodes] = useState<Node[]>([]);
  useEffect(() => { if (roots.data) setNodes(roots.data.map((u) => node(u, true))); }, [roots.data]);
  const open = async (id: string) => {
    const kids = await client.fetchQuery({ queryKey: ['org', id], staleTime: Infinity, queryFn: () => all<OrgUnit>('/org-units', { parent: id }) });
    setNodes((old) => [...old, ...kids.rows.filter((k) => !old.some((o) => o.id === k.id)).map((k) => node(k, false))]);
  };
  return (
    <TreeSelect treeDataSimpleMode treeData={nodes} value={value} onChange={(v: string | undefined) => onChange?.(v)} placeholder={placeholder} aria-label={placeholder} allowClear={allowClear}
      showSearch={{ treeNodeFilterProp: 'title' }} style={{ width }} popupMatchSelectWidth={260} loading={roots.isLoading}
      loadData={(n) => open(String(n.value))} notFoundContent="没有可选的组织" />
  );
}
