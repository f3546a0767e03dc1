// Buttons that open the value beside the opened one: on a touch screen a finger covers many values of a map.

import { useTranslations } from 'use-intl';
import type { ModelConfig } from '../../../contract/model.ts';
import { neighbourOf, type Direction, type ValueRef } from '../../../explain/value.ts';
import { Button } from '../../kit/button.tsx';
import './neighbours.css';

interface NeighboursProps {
  model: ModelConfig;
  opened: ValueRef;
  onMove: (ref: ValueRef) => void;
}

const SIGNS: readonly (readonly [Direction, string])[] = [
  ['left', '←'],
  ['up', '↑'],
  ['down', '↓'],
  ['right', '→'],
];

export function Neighbours({ model, opened, onMove }: NeighboursProps) {
  const t = useTranslations('calculation.neighbours');
  const neighbours = SIGNS.map(([direction, sign]) => ({
    direction,
    sign,
    ref: neighbourOf(model, opened, direction),
  }));
  if (neighbours.every(({ ref }) => ref === null)) return null;
  return (
    <fieldset className="calculation-neighbours" aria-label={t('title')}>
      {neighbours.map(({ direction, sign, ref }) => (
        <Button
          key={direction}
          label={t(direction)}
          inactive={ref === null}
          onPress={() => ref && onMove(ref)}
        >
          {sign}
        </Button>
      ))}
    </fieldset>
  );
}
