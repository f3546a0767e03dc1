// What the lines of both plots mean, drawn as the plots draw them.

import { useTranslations } from 'use-intl';

export function Legend() {
  const t = useTranslations('charts');
  return (
    <ul className="legend note">
      <li>
        <svg viewBox="0 0 24 10" aria-hidden="true">
          <path className="legend-step" d="M0 5h24" />
        </svg>
        {t('step')}
      </li>
      <li>
        <svg viewBox="0 0 24 10" aria-hidden="true">
          <path className="legend-train" d="M0 5h24" />
          <circle className="legend-train-mark" cx="12" cy="5" r="3.5" />
        </svg>
        {t('train')}
      </li>
      <li>
        <svg viewBox="0 0 24 10" aria-hidden="true">
          <path className="legend-validation" d="M0 5h24" />
          <rect className="legend-validation-mark" x="8.5" y="1.5" width="7" height="7" />
        </svg>
        {t('validation')}
      </li>
      <li>
        <svg viewBox="0 0 24 18" aria-hidden="true">
          <circle className="legend-best" cx="12" cy="9" r="8" />
          <rect className="legend-validation-mark" x="8.5" y="5.5" width="7" height="7" />
        </svg>
        {t('best')}
      </li>
    </ul>
  );
}
