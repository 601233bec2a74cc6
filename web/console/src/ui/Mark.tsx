export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#0a6b52" />
      <path d="M6 16 16 7l10 9v10H6z" fill="#fff" />
      <path d="M13 26v-6a3 3 0 0 1 6 0v6z" fill="#0a6b52" />
    </svg>
  );
}
