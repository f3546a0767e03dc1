// A bar for a number that stands beside it.

export function SizeBar({ fraction, look = 'plain' }: { fraction: number; look?: 'plain' | 'up' | 'down' }) {
  return (
    <span className={`step-bar step-bar-${look}`} aria-hidden="true">
      <span style={{ inlineSize: `${100 * Math.min(1, Math.max(0, fraction))}%` }} />
    </span>
  );
}
