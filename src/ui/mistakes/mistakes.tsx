// The wrong answers of which the network was surest, and on request the training pictures that look most like them.

import { useEffect, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TestResult } from '../../contract/metrics.ts';
import type { NearestImages, LabelledImages } from '../../store/answers.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { confidentMistakes } from './confident-mistakes.ts';
import { MistakeCard } from './mistake-card.tsx';
import './mistakes.css';

const SHOWN = 12;

type Search = { state: 'not-asked' | 'looking' | 'no-data' } | { state: 'found'; neighbours: NearestImages };

/** Nothing before the final score. */
export function Mistakes() {
  const result = useAppState((state) => state.run.result);
  return result && <MistakesIn result={result} />;
}

function MistakesIn({ result }: { result: TestResult }) {
  const places = useMemo(() => confidentMistakes(result, SHOWN), [result]);
  // Of another result: begun anew.
  return <MistakesOf key={places.join()} result={result} places={places} />;
}

function MistakesOf({ result, places }: { result: TestResult; places: number[] }) {
  const t = useTranslations('mistakes');
  const { commands } = useApp();
  const [pictures, setPictures] = useState<LabelledImages | null>(null);
  const [search, setSearch] = useState<Search>({ state: 'not-asked' });

  useEffect(() => {
    let gone = false;
    const show = async () => {
      const answer = await commands.images(places);
      if (!gone) setPictures(answer);
    };
    void show();
    return () => {
      gone = true;
    };
  }, [commands, places]);

  const find = async () => {
    setSearch({ state: 'looking' });
    const neighbours = await commands.nearestImages(places);
    setSearch(neighbours ? { state: 'found', neighbours } : { state: 'no-data' });
  };
  const showAll = () => {
    commands.queryGallery({
      outcome: 'wrong',
      trueClass: null,
      predictedClass: null,
      order: 'most-confident',
    });
    commands.focus('gallery');
  };
  const status = {
    'not-asked': null,
    looking: t('searching'),
    'no-data': t('noData'),
    found: search.state === 'found' && t('found', { count: search.neighbours.compared }),
  }[search.state];
  return (
    <section className="panel mistakes" aria-labelledby="mistakes-title">
      <h2 className="panel-title" id="mistakes-title">
        {t('title')}
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
                pixels={pictures && pictureOf(pictures, k)}
                predicted={result.predicted[place]!}
                truth={result.labels[place]!}
                confidence={result.confidence[place]!}
                neighbour={
                  search.state === 'found'
                    ? {
                        pixels: pictureOf(search.neighbours, k),
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
              inactive={search.state === 'looking' || search.state === 'found'}
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

function pictureOf({ pixels, indices }: LabelledImages, k: number): Uint8Array {
  const size = pixels.length / indices.length;
  return pixels.subarray(k * size, (k + 1) * size);
}
