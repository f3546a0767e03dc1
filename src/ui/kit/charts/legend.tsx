// The legend of a run's plots: what each line and marker means.

import './plot.css';

interface LegendProps {
  labels: { step: string; train: string; validation: string; best: string };
}

export function Legend({ labels }: LegendProps) {
  return (
    <ul className="legend note">
      <li>
        <svg viewBox="0 0 24 10" aria-hidden="true">
          <path className="legend-step" d="M0 5h24" />
        </svg>
        {labels.step}
      </li>
      <li>
        <svg viewBox="0 0 24 10" aria-hidden="true">
          <path className="legend-train" d="M0 5h24" />
          <circle className="legend-train-mark" cx="12" cy="5" r="3.5" />
        </svg>
        {labels.train}
      </li>
      <li>
        <svg viewBox="0 0 24 10" aria-hidden="true">
          <path className="legend-validation" d="M0 5h24" />
          <rect className="legend-validation-mark" x="8.5" y="1.5" width="7" height="7" />
        </svg>
        {labels.validation}
      </li>
      <li>
        <svg viewBox="0 0 24 18" aria-hidden="true">
          <circle className="legend-best" cx="12" cy="9" r="8" />
          <rect className="legend-validation-mark" x="8.5" y="5.5" width="7" height="7" />
        </svg>
        {labels.best}
      </li>
    </ul>
  );
}
