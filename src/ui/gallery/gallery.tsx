// The test gallery: pages through all test pictures, with what the final score says of each.
// Only the pictures of the page in view are in the document.

import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { TEST_COUNT } from '../../contract/dataset.ts';
import type { TestResult } from '../../contract/metrics.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../parts/button.tsx';
import { GalleryCard } from './gallery-card.tsx';
import { GalleryFilters } from './gallery-filters.tsx';
import {
  EVERYTHING,
  everyPicture,
  pageAt,
  selectPictures,
  type GalleryQuery,
  type Page,
} from './gallery-order.ts';
import { GalleryPages } from './gallery-pages.tsx';
import { createPictureCache, type PictureCache } from './picture-cache.ts';
import { usePageSize } from './use-page-size.ts';
import './gallery.css';

const ALL_PICTURES = everyPicture(TEST_COUNT);

export function Gallery() {
  const t = useTranslations('gallery');
  const result = useAppState((state) => state.run.result);
  const [query, setQuery] = useState(EVERYTHING);
  const [first, setFirst] = useState(0);
  const size = usePageSize();
  const selected = useMemo(() => (result ? selectPictures(query, result) : ALL_PICTURES), [query, result]);
  const page = useMemo(() => pageAt(selected, first, size), [selected, first, size]);
  const cache = usePagePictures(page);
  const ask = (next: GalleryQuery) => {
    setQuery(next);
    setFirst(0);
  };

  // Keyed by slot: turning a page repaints the canvases that are there; new ones are mostly work for the garbage collector.
  const cards = page.places.map((place, slot) => ({ slot, ...cardOf(place, cache, result) }));
  const waiting = !page.places.every((place) => cache.get(place));
  return (
    <section className="panel gallery" aria-labelledby="gallery-title">
      <h2 id="gallery-title" className="panel-title">
        {t('title')}
      </h2>
      <p className="note">{result ? t('after') : t('before', { count: TEST_COUNT })}</p>
      {result && (
        <GalleryFilters
          query={query}
          counts={{ all: result.total, right: result.correct, wrong: result.total - result.correct }}
          onChange={ask}
        />
      )}
      <div className="gallery-bar">
        {result && <p className="note">{t('matches', { count: selected.length })}</p>}
        {!result && waiting && <p className="note">{t('waiting')}</p>}
        <GalleryPages page={page.number} count={page.count} onTurn={(number) => setFirst(number * size)} />
      </div>
      {selected.length === 0 ? (
        <div className="gallery-none">
          <p>{t('none')}</p>
          <Button onPress={() => ask(EVERYTHING)}>{t('showAll')}</Button>
        </div>
      ) : (
        <ul className="gallery-grid" aria-busy={waiting}>
          {cards.map(({ slot, ...card }) => (
            <GalleryCard key={slot} {...card} />
          ))}
        </ul>
      )}
    </section>
  );
}

function cardOf(place: number, cache: PictureCache, result: TestResult | null) {
  const picture = cache.get(place);
  return {
    pixels: picture?.pixels ?? null,
    label: result?.labels[place] ?? picture?.label ?? null,
    score: result ? { predicted: result.predicted[place]!, confidence: result.confidence[place]! } : null,
  };
}

/** Asks for the page's pictures, then for the next page's, and again whenever the state of the data changes. */
function usePagePictures(page: Page): PictureCache {
  const { commands } = useApp();
  const dataState = useAppState((state) => state.data.state);
  const [cache] = useState(() => createPictureCache(commands.pictures));
  useSyncExternalStore(cache.subscribe, cache.version);
  useEffect(() => {
    if (dataState === 'idle') return;
    let inView = true;
    const ask = async () => {
      await cache.request(page.places);
      if (inView) await cache.request(page.next);
    };
    void ask();
    return () => {
      inView = false;
    };
  }, [cache, page, dataState]);
  return cache;
}
