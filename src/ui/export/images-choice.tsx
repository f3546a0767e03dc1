// Whether the archive has the images of the dataset, which are written when no run is under way.

import { useTranslations } from 'use-intl';
import { formatBytes } from '../../base/format.ts';
import { FASHION_ID } from '../../contract/dataset.ts';
import { IMAGE_PIXELS } from '../../contract/model.ts';
import { isBusy } from '../../store/state.ts';
import { useAppState } from '../app-context.tsx';

/** FashionMNIST's four files, compressed. */
const FASHION_BYTES = 31_000_000;

interface ImagesChoiceProps {
  chosen: boolean;
  onChoose: (chosen: boolean) => void;
}

export function ImagesChoice({ chosen, onChoose }: ImagesChoiceProps) {
  const t = useTranslations('export');
  const busy = useAppState(({ run }) => isBusy(run.phase));
  const bytes = useAppState(({ dataset: { id, trainCount, testCount } }) =>
    id === FASHION_ID ? FASHION_BYTES : (trainCount + testCount) * IMAGE_PIXELS,
  );
  return (
    <>
      <label className="export-images">
        <input
          type="checkbox"
          checked={chosen && !busy}
          disabled={busy}
          onChange={(event) => onChoose(event.target.checked)}
        />
        {t('withImages', { size: formatBytes(bytes) })}
      </label>
      {busy && <span className="note">{t('imagesBusy')}</span>}
    </>
  );
}
