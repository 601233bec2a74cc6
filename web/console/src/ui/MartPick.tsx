import { Select } from 'antd';
import { useState } from 'react';

interface Choice { value: string; label: string }
const KEY = 'qxy.console.mart';

/** Which of several marts this counter is; one who keeps one is not asked. */
export function useMart(marts: Choice[]): [string | undefined, (id: string) => void] {
  const [chosen, setChosen] = useState(() => localStorage.getItem(KEY));
  const mart = marts.find((m) => m.value === chosen)?.value ?? marts[0]?.value;
  return [mart, (id) => { localStorage.setItem(KEY, id); setChosen(id); }];
}

export function MartPick({ marts, value, onChange }: { marts: Choice[]; value: string | undefined; onChange: (id: string) => void }) {
  if (marts.length < 2) return <>{marts[0]?.label}</>;
  return <Select value={value} options={marts} onChange={onChange} aria-label="哪家超市" style={{ width: 240 }} />;
}
