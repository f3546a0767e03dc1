// The incorrect predictions with the highest confidence, and on request the most similar training images.

import { useEffect, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TestResult } from '../../contract/metrics.ts';
import type { NearestImages, LabelledImages } from '../../store/answers.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { confidentMistakes } from './confident-mistakes.ts';
import { MistakeCard } from './mistake-card.tsx';
import './mistakes.css';

const MISTAKES = 12;

type Search = { state: 'idle' | 'searching' | 'no-data' } | { state: 'found'; neighbours: NearestImages };

/** Empty before the final test. */
export function Mistakes() {
  const result = useAppState((state) => state.run.result);
  return result && <MistakesOfResult result={result} />;
}

function MistakesOfResult({ result }: { result: TestResult }) {
  const places = useMemo(() => confidentMistakes(result, MISTAKES), [result]);
  // Other mistakes start with fresh state.
  return <MistakesList key={places.join()} result={result} places={places} />;
}

function MistakesList({ result, places }: { result: TestResult; places: number[] }) {
  const t = useTranslations('mistakes');
  const titles = useTranslations('panelTitles');
  const { commands } = useApp();
  // Without the data there are no images yet.
  const dataReady = useAppState((state) => state.data.state === 'ready');
  const [images, setImages] = useState<LabelledImages | null>(null);
  const [search, setSearch] = useState<Search>({ state: 'idle' });

  useEffect(() => {
    if (!dataReady) return undefined;
    let cancelled = false;
    const show = async () => {
      const answer = await commands.images(places);
      if (!cancelled) setImages(answer);
    };
    void show();
    return () => {
      cancelled = true;
    };
  }, [commands, places, dataReady]);

  const find = async () => {
    setSearch({ state: 'searching' });
    const neighbours = await commands.nearestImages(places);
    setSearch(neighbours ? { state: 'found', neighbours } : { state: 'no-data' });
  };
  const showAll = () => {
    commands.queryGallery({
      outcome: 'incorrect',
      trueClass: null,
      predictedClass: null,
      order: 'most-confident',
    });
    commands.focus('gallery');
  };
  const status = {
    idle: null,
    searching: t('searching'),
    'no-data': t('noData'),
    found:
      search.state === 'found' &&
      t(search.neighbours.compared.ofRun ? 'foundOfRun' : 'found', {
        count: search.neighbours.compared.count,
      }),
  }[search.state];
  return (
    <section className="panel mistakes" aria-labelledby="mistakes-title">
      <h2 className="panel-title" id="mistakes-title">
        {titles('mistakes')}
      </h2>
      {places.length === 0 ? (
        <p className="note">{t('none')}</p>
      ) : (
        <>
          <p className="note mistakes-note">{t('note')}</p>
          <ol className="mistakes-list">
            {places.map((place, k) => (
              <MistakeCard
                key={place}
                pixels={images && imageAt(images, k)}
                predicted={result.predicted[place]!}
                truth={result.labels[place]!}
                confidence={result.confidence[place]!}
                neighbour={
                  search.state === 'found'
                    ? {
                        pixels: imageAt(search.neighbours, k),
                        label: search.neighbours.labels[k]!,
                        distance: search.neighbours.distances[k]!,
                      }
                    : null
                }
              />
            ))}
          </ol>
          <div className="mistakes-actions">
            <Button
              inactive={search.state === 'searching' || search.state === 'found'}
              onPress={() => void find()}
            >
              {t('find')}
            </Button>
            <Button onPress={showAll}>{t('all')}</Button>
            <span className="note" role="status">
              {status}
            </span>
          </div>
        </>
      )}
    </section>
  );
}

function imageAt({ pixels, indices }: LabelledImages, k: number): Uint8Array {
  const size = pixels.length / indices.length;
  return pixels.subarray(k * size, (k + 1) * size);
}
