// The classes below their plot: of a few one can be highlighted, of many the person chooses which are named.

import { useTranslations } from 'use-intl';
import { ClassName } from '../class-name.tsx';
import { useClassNames } from '../use-class-names.ts';
import { MOST_SHOWN, toggled, type ShownClasses } from './shown-classes.ts';

interface HighlightChoiceProps {
  /** Null for none. */
  chosen: number | null;
  onChoose: (label: number | null) => void;
  onHover: (label: number | null) => void;
}

export function HighlightChoice({ chosen, onChoose, onHover }: HighlightChoiceProps) {
  const t = useTranslations('classCurves');
  const { labels } = useClassNames();
  const choice = (label: number | null) => (
    <label
      key={label}
      className="class-choice"
      onPointerEnter={() => onHover(label)}
      onPointerLeave={() => onHover(null)}
    >
      <input type="radio" name="class-curve" checked={chosen === label} onChange={() => onChoose(label)} />
      {label === null ? (
        t('none')
      ) : (
        <>
          <LineSample look={label} />
          <ClassName label={label} />
        </>
      )}
    </label>
  );
  return (
    <fieldset className="class-choices" aria-label={t('highlight')}>
      {choice(null)}
      {labels.map(choice)}
    </fieldset>
  );
}

interface ShownChoiceProps {
  shown: ShownClasses;
  onChange: (shown: ShownClasses) => void;
  /** Called with the look of the class under the pointer. */
  onHover: (look: number | null) => void;
}

export function ShownChoice({ shown, onChange, onHover }: ShownChoiceProps) {
  const t = useTranslations('classCurves');
  const { labels } = useClassNames();
  const full = shown.length === MOST_SHOWN && !shown.includes(null);
  return (
    <>
      <p className="note class-choices-note">{t('shownNote', { most: MOST_SHOWN })}</p>
      <fieldset className="class-choices class-choices-many" aria-label={t('shown')}>
        {labels.map((label) => {
          const look = shown.indexOf(label);
          return (
            <label
              key={label}
              className="class-choice"
              onPointerEnter={() => onHover(look < 0 ? null : look)}
              onPointerLeave={() => onHover(null)}
            >
              <input
                type="checkbox"
                checked={look >= 0}
                disabled={full && look < 0}
                onChange={() => onChange(toggled(shown, label))}
              />
              {look >= 0 && <LineSample look={look} />}
              <ClassName label={label} />
            </label>
          );
        })}
      </fieldset>
    </>
  );
}

function LineSample({ look }: { look: number }) {
  return (
    <svg className={`class-color-${look}`} viewBox="0 0 24 10" aria-hidden="true">
      <path className={`class-curve class-curve-${look}`} d="M0 5h24" />
    </svg>
  );
}
