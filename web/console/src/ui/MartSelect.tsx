import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { get } from '../lib/api';
import type { Page, PlaceDetail } from '../lib/types';

/** One of the marts this person answers for; the first of them to begin with. */
export function MartSelect({ value, onChange }: { value: string | undefined; onChange: (id: string) => void }) {
  const [q, setQ] = useState('');
  const found = useQuery({ queryKey: ['marts-mine', q], staleTime: 60_000, queryFn: ({ signal }) => get<Page<PlaceDetail>>('/manage/marts', { q: q || undefined, limit: 50 }, signal) });
  const list = found.data?.items;
  useEffect(() => { if (!value && list?.[0]) onChange(list[0].id); }, [value, list, onChange]);
  return (
    <Select {...(value ? { value } : {})} onChange={onChange} style={{ width: 270 }} aria-label="哪家超市" placeholder="哪家超市" loading={found.isLoading} notFoundContent={found.isLoading ? '正在读取…' : '没有您管理的超市'}
      showSearch={{ filterOption: false, onSearch: setQ }} options={list?.map((m) => ({ value: m.id, label: m.name })) ?? []} />
  );
}
