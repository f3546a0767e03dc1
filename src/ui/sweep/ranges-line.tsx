// How many members are inside the chosen ranges, and the button that ends them.

import { useTranslations } from 'use-intl';
import { Button } from '../kit/button.tsx';

interface RangesLineProps {
  inside: number;
  total: number;
  /** Whether there is a range to end. */
  chosen: boolean;
  onClear: () => void;
}

export function RangesLine({ inside, total, chosen, onClear }: RangesLineProps) {
  const t = useTranslations('sweep.coordinates');
  return (
    <div className="sweep-buttons">
      <p className="note" role="status">
        {t('inside', { inside: String(inside), count: total })}
      </p>
      <Button inactive={!chosen} onPress={onClear}>
        {t('clear')}
      </Button>
    </div>
  );
}
