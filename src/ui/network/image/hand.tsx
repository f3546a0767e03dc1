// Buttons that move, turn, shade and invert the image by hand.

import { useTranslations } from 'use-intl';
import { isAdjusted, NO_ADJUSTMENT, type Adjustment } from '../../../image/adjust.ts';
import { Button } from '../../kit/button.tsx';
import './hand.css';

interface HandProps {
  adjustment: Adjustment;
  onAdjust: (adjustment: Adjustment) => void;
}

const TURN = 15;
/** In rows of three: key of the message, sign, and what it adds. */
const MOVES = [
  ['turnLeft', '↺', { turn: -TURN }],
  ['up', '↑', { down: -1 }],
  ['turnRight', '↻', { turn: TURN }],
  ['left', '←', { right: -1 }],
  ['down', '↓', { down: 1 }],
  ['right', '→', { right: 1 }],
  ['darker', '◐', { lighter: -1 }],
  ['invert', '◩', {}],
  ['lighter', '☼', { lighter: 1 }],
] as const;

export function Hand({ adjustment, onAdjust }: HandProps) {
  const t = useTranslations('network.hand');
  const changed = (key: (typeof MOVES)[number][0], added: Partial<Record<keyof Adjustment, number>>) => {
    if (key === 'invert') return { ...adjustment, inverted: !adjustment.inverted };
    const { right = 0, down = 0, turn = 0, lighter = 0 } = added;
    return {
      ...adjustment,
      right: adjustment.right + right,
      down: adjustment.down + down,
      turn: adjustment.turn + turn,
      lighter: adjustment.lighter + lighter,
    };
  };
  return (
    <fieldset className="network-hand" aria-label={t('title')}>
      {MOVES.map(([key, sign, added]) => (
        <Button key={key} look="quiet" label={t(key)} onPress={() => onAdjust(changed(key, added))}>
          <span title={t(key)}>{sign}</span>
        </Button>
      ))}
      <Button
        look="quiet"
        label={t('reset')}
        inactive={!isAdjusted(adjustment)}
        onPress={() => onAdjust(NO_ADJUSTMENT)}
      >
        <span title={t('reset')}>⌫</span>
      </Button>
    </fieldset>
  );
}
