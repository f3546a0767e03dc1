// The possible answers of a question: a button for each class. Of more than ten classes a text field finds one by its name.

import { useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ClassName } from '../class-name.tsx';
import { areShortNames, useClassNames } from '../use-class-names.ts';
import { classesNamed, digitOf, MOST_DIGITS } from './challenge-game.ts';

interface AnswersProps {
  onAnswer: (label: number) => void;
}

export function Answers({ onAnswer }: AnswersProps) {
  const t = useTranslations('challenge');
  const { count } = useClassNames();
  if (count > MOST_DIGITS) return <AnswersByName onAnswer={onAnswer} />;
  return (
    <>
      <AnswerList onAnswer={onAnswer} />
      <p className="note challenge-keys">
        {count === MOST_DIGITS ? t('keys') : t('keysUpTo', { last: count })}
      </p>
    </>
  );
}

function AnswersByName({ onAnswer }: AnswersProps) {
  const t = useTranslations('challenge');
  const { labels, name } = useClassNames();
  const [text, setText] = useState('');
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const found = classesNamed(text, labels.map(name));
  const answer = (label: number) => {
    // The button that was pressed may have moved.
    if (text !== '') field.current?.focus();
    setText('');
    onAnswer(label);
  };
  return (
    <>
      <div className="challenge-find">
        <label htmlFor={id}>{t('find')}</label>
        <input
          ref={field}
          id={id}
          className="input"
          type="search"
          autoComplete="off"
          value={text}
          aria-describedby={`${id}note`}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            // The keys of an input method choose characters.
            if (event.nativeEvent.isComposing) return;
            if (event.key !== 'Enter' || text.trim() === '' || found[0] === undefined) return;
            event.preventDefault();
            answer(found[0]);
          }}
        />
      </div>
      <p className="note challenge-found" id={`${id}note`} role="status">
        {found.length > 0 ? t('findKeys') : t('notFound')}
      </p>
      <AnswerList shown={found} onAnswer={answer} />
    </>
  );
}

/** `shown`: of many classes those that were found. */
function AnswerList({ shown, onAnswer }: AnswersProps & { shown?: readonly number[] }) {
  const t = useTranslations('challenge');
  const classes = useClassNames();
  const { labels } = classes;
  const many = areShortNames(classes) ? ' challenge-many challenge-short' : ' challenge-many';
  return (
    <ul className={`challenge-answers${shown ? many : ''}`} aria-label={t('answers')}>
      {(shown ?? labels).map((label) => (
        <li key={label}>
          <button type="button" className="button" onClick={() => onAnswer(label)}>
            {!shown && <kbd aria-hidden="true">{digitOf(label)}</kbd>}
            <span>
              <ClassName label={label} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
