// Drawings become the images of one's own classes, to train on.

import { memo, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { OWN_DATA_LIMITS } from '../../../contract/own-data.ts';
import { useApp, useAppState } from '../../app-context.tsx';
import { Button } from '../../kit/button.tsx';
import type { DrawingActions } from '../use-drawing.ts';
import './own-class.css';

/** So many drawings of a class are worth training on. */
const ENOUGH = 20;

interface OwnClassProps {
  actions: DrawingActions;
  /** Whether there is a drawing to add. */
  drawn: boolean;
}

/** Does not render again while a stroke is drawn. */
export const OwnClass = memo(function OwnClass({ actions, drawn }: OwnClassProps) {
  const t = useTranslations('data.draw');
  const { commands } = useApp();
  const classes = useAppState((state) => state.ownData.summary?.classes);
  const working = useAppState((state) => state.ownData.work !== null);
  const [name, setName] = useState('');
  const nameId = useId();
  const add = () => {
    const images = actions.framed();
    if (!images) return;
    actions.change({ type: 'clear' });
    void commands.addDrawnClasses([{ name: name.trim(), images }]);
  };
  return (
    <details className="own-class">
      <summary>{t('title')}</summary>
      <p className="note">{t('note', { count: ENOUGH })}</p>
      <p className="own-class-line">
        <label htmlFor={nameId}>{t('name')}</label>
        <input
          id={nameId}
          className="input"
          value={name}
          maxLength={OWN_DATA_LIMITS.nameLength}
          onChange={(event) => setName(event.target.value)}
        />
        <Button inactive={!drawn || working || name.trim() === ''} onPress={add}>
          {t('add')}
        </Button>
      </p>
      {classes && classes.length > 0 && (
        <>
          <ul className="own-class-counts" aria-label={t('soFar')}>
            {classes.map((one) => (
              <li key={one.name}>
                <bdi>{one.name}</bdi> {one.trainCount + one.testCount}
              </li>
            ))}
          </ul>
          <Button onPress={() => commands.show('data')}>{t('look')}</Button>
        </>
      )}
    </details>
  );
});
