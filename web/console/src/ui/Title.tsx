import type { ReactNode } from 'react';
export function Title({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return <h1 className="page-title">{children}{note ? <small>{note}</small> : null}</h1>;
}
