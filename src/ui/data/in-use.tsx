// The dataset of the next run: its counts, and the first test images of each class.

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { formatCount } from '../../base/format.ts';
import { FASHION, FASHION_ID, type DatasetFacts } from '../../contract/dataset.ts';
import { IMAGE_PIXELS } from '../../contract/model.ts';
import type { LabelledImages } from '../../store/answers.ts';
import { isDataFixed } from '../../store/sweep.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { useClassNames } from '../use-class-names.ts';
import { ClassTable } from './class-table.tsx';
import { useSetFocus } from './use-set-focus.ts';

const SHOWN_OF_CLASS = 12;
/** Enough for 12 images of most classes. */
const REQUESTED_OF_CLASS = 20;

/** Some test images, null before the data is loaded. */
function useTestImages({ id, testCount, classes }: DatasetFacts): LabelledImages | null {
  const { commands } = useApp();
  const ready = useAppState((state) => state.data.state === 'ready' && state.config.data === id);
  const [found, setFound] = useState<{ id: string; images: LabelledImages | null } | null>(null);
  useEffect(() => {
    if (!ready) return;
    let shown = true;
    const count = Math.min(testCount, REQUESTED_OF_CLASS * classes.length);
    const load = async () => {
      const images = await commands.images(Array.from({ length: count }, (_, i) => i));
      if (shown) setFound({ id, images });
    };
    void load();
    return () => {
      shown = false;
    };
  }, [commands, id, ready, testCount, classes.length]);
  return found?.id === id ? found.images : null;
}

function samplesOf(images: LabelledImages | null, label: number): Uint8Array {
  const places = images ? [...images.labels.keys()].filter((i) => images.labels[i] === label) : [];
  const samples = new Uint8Array(Math.min(places.length, SHOWN_OF_CLASS) * IMAGE_PIXELS);
  places.slice(0, SHOWN_OF_CLASS).forEach((place, i) => {
    samples.set(images!.pixels.subarray(place * IMAGE_PIXELS, (place + 1) * IMAGE_PIXELS), i * IMAGE_PIXELS);
  });
  return samples;
}

export function InUse() {
  const t = useTranslations('data');
  const choice = useTranslations('dataChoice');
  const { commands } = useApp();
  const focusSet = useSetFocus();
  const { name: nameOf } = useClassNames();
  const facts = useAppState((state) => state.dataset);
  const busy = useAppState(isDataFixed);
  const notStored = useAppState(
    ({ ownDatasets, dataset }) => ownDatasets?.find((own) => own.facts.id === dataset.id)?.notStored ?? null,
  );
  const images = useTestImages(facts);
  const own = facts.id !== FASHION_ID;
  return (
    <>
      <p className="data-in-use">
        <strong>{facts.name}</strong>{' '}
        {t('counts', {
          classes: facts.classes.length,
          train: formatCount(facts.trainCount),
          test: formatCount(facts.testCount),
        })}
      </p>
      {notStored !== null && <p className="data-warnings">{t('notStored', { detail: notStored })}</p>}
      {own && <p className="note">{t('garmentsOnly')}</p>}
      {own && (
        <div className="data-actions">
          <Button
            inactive={busy}
            onPress={() => {
              commands.chooseDataset(FASHION);
              focusSet();
            }}
          >
            {choice('back')}
          </Button>
        </div>
      )}
      <ClassTable
        rows={facts.classes.map((_, label) => ({
          label,
          name: nameOf(label),
          counts: null,
          samples: samplesOf(images, label),
        }))}
      />
    </>
  );
}
