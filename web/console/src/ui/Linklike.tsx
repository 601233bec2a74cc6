import type { ReactNode } from 'react';

/** An action in a line of text: looks like a link, and is a button for keyboards and screen readers. */
export function Act({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return <button type="button" className="act" onClick={onClick}>{children}</button>;
}
