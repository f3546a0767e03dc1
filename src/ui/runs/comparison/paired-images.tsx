// The test images that one of two runs alone classifies correctly, with what each of them predicted.

import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { PairedRuns } from '../../../compare/paired.ts';
import type { LabelledImages } from '../../../store/answers.ts';
import { useApp, useAppState } from '../../app-context.tsx';
import { Button } from '../../kit/button.tsx';
import { classNamesOf } from '../../use-class-names.ts';
import type { ComparedRun } from './compared-run.ts';
import { PairedImage } from './paired-image.tsx';

/** Images that appear at a time: full rows of 2, 3, 4, 6 and 8. */
const PORTION = 24;

interface PairedImagesProps {
  which: 'gained' | 'lost';
  /** In the test set. */
  places: readonly number[];
  paired: PairedRuns;
  base: ComparedRun;
  other: ComparedRun;
  onClose: () => void;
}

/** The pixels of `places` by their positions there. `here`: they are of the dataset that is loaded. */
function usePixels(places: readonly number[], here: boolean): readonly (Uint8Array | null)[] {
  const { commands } = useApp();
  const dataState = useAppState((state) => state.data.state);
  const [images, setImages] = useState<LabelledImages | null>(null);
  useEffect(() => {
    if (!here || dataState !== 'ready') return undefined;
    let cancelled = false;
    const show = async () => {
      const answer = await commands.images([...places]);
      if (!cancelled) setImages(answer);
    };
    void show();
    return () => {
      cancelled = true;
    };
  }, [commands, places, here, dataState]);
  return useMemo(() => {
    const size = images ? images.pixels.length / images.indices.length : 0;
    return places.map((place) => {
      const at = images?.indices.indexOf(place) ?? -1;
      return images && at >= 0 ? images.pixels.subarray(at * size, (at + 1) * size) : null;
    });
  }, [images, places]);
}

export function PairedImages({ which, places, paired, base, other, onClose }: PairedImagesProps) {
  const t = useTranslations('comparison.images');
  const full = useTranslations('classes');
  const short = useTranslations('classesShort');
  const titleId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [count, setCount] = useState(PORTION);
  const loaded = useAppState((state) => state.dataset.contentHash);
  const waiting = useAppState((state) => state.data.state !== 'ready');
  const { dataset } = base.file;
  const here = loaded === dataset.contentHash;
  const shown = useMemo(() => places.slice(0, count), [places, count]);
  const pixels = usePixels(shown, here);
  const { name } = classNamesOf(dataset, full, short);
  useEffect(() => heading.current?.focus(), []);
  const letters = { base: base.letter, other: other.letter };
  return (
    <section className="paired-images" aria-labelledby={titleId}>
      <div className="comparison-top">
        <h5 className="comparison-subtitle" id={titleId} ref={heading} tabIndex={-1}>
          {t(which, letters)}
        </h5>
        <span className="note">
          {t('shown', { shown: String(shown.length), total: String(places.length) })}
        </span>
        <Button look="quiet" onPress={onClose}>
          {t('close')}
        </Button>
      </div>
      {!here && <p className="runs-problem">{t('otherData', { data: dataset.name })}</p>}
      {here && waiting && <p className="note">{t('waiting')}</p>}
      <ul className="paired-grid">
        {shown.map((place, i) => (
          <PairedImage
            key={place}
            pixels={pixels[i] ?? null}
            letters={letters}
            truth={name(paired.labels[place]!)}
            baseClass={name(paired.predicted[0][place]!)}
            otherClass={name(paired.predicted[1][place]!)}
            baseCorrect={which === 'lost'}
          />
        ))}
      </ul>
      {count < places.length && (
        <Button onPress={() => setCount(count + PORTION)}>
          {t('more', { count: String(Math.min(PORTION, places.length - count)) })}
        </Button>
      )}
    </section>
  );
}
