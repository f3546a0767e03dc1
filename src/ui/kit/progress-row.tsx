// One line of progress: its name, its value as text, and the bar below.

interface ProgressRowProps {
  name: string;
  /** 0 … 1 */
  fraction: number;
  /** Shown at the end of the line. */
  text: string;
  /** Text for screen readers, where it says more than `text`. */
  spoken?: string;
}

export function ProgressRow({ name, fraction, text, spoken }: ProgressRowProps) {
  const percent = Math.min(100, Math.max(0, fraction * 100));
  return (
    <div className="progress-row">
      <div className="progress-row-line" aria-hidden="true">
        <span>{name}</span>
        <span className="note">{text}</span>
      </div>
      <div
        className="bar"
        role="progressbar"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(percent * 10) / 10}
        aria-valuetext={spoken ?? text}
      >
        <div className="bar-fill" style={{ inlineSize: `${percent}%` }} />
      </div>
    </div>
  );
}
