// The test gallery: pages through all test images, with the final test's prediction for each. Only the images of the
// current page are in the document.

import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import type { TestResult } from '../../contract/metrics.ts';
import { EVERYTHING } from '../../store/gallery-query.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { useRequestedFocus } from '../use-requested-focus.ts';
import { GalleryCard } from './gallery-card.tsx';
import { GalleryFilters } from './gallery-filters.tsx';
import { everyImage, pageAt, selectImages, type Page } from './gallery-order.ts';
import { GalleryPages } from './gallery-pages.tsx';
import { createImageCache, type ImageCache } from './image-cache.ts';
import { usePageSize } from './use-page-size.ts';
import './gallery.css';

export function Gallery() {
  const t = useTranslations('gallery');
  const titles = useTranslations('panelTitles');
  const result = useAppState((state) => state.run.result);
  const testCount = useAppState((state) => state.dataset.testCount);
  const { commands } = useApp();
  const query = useAppState((state) => state.galleryQuery);
  // A new query starts at its first page.
  const [turnedTo, setTurnedTo] = useState({ query, first: 0 });
  const first = turnedTo.query === query ? turnedTo.first : 0;
  const title = useRef<HTMLHeadingElement>(null);
  useRequestedFocus('gallery', title);
  const opened = useAppState((state) => state.requestedFocus?.on === 'gallery');
  const size = usePageSize();
  const selected = useMemo(
    () => (result ? selectImages(query, result) : everyImage(testCount)),
    [query, result, testCount],
  );
  const page = useMemo(() => pageAt(selected, first, size), [selected, first, size]);
  const cache = usePageImages(page);

  // Keyed by slot: turning a page repaints the existing canvases. New ones would cost time in garbage collection.
  const cards = page.places.map((place, slot) => ({ slot, ...cardOf(place, cache, result) }));
  const waiting = !page.places.every((place) => cache.get(place));
  return (
    <section className="panel gallery" aria-labelledby="gallery-title">
      <h2 id="gallery-title" className="panel-title" ref={title} tabIndex={-1}>
        {titles('gallery')}
      </h2>
      <p className="note">{result ? t('afterTest') : t('beforeTest', { count: testCount })}</p>
      {result && (
        <GalleryFilters
          query={query}
          counts={{ all: result.total, correct: result.correct, incorrect: result.total - result.correct }}
          onChange={commands.queryGallery}
        />
      )}
      <div className="gallery-bar">
        {result && <p className="note">{t('matches', { count: selected.length })}</p>}
        {opened && (
          <Button look="quiet" onPress={() => commands.focus('confusion')}>
            {t('back')}
          </Button>
        )}
        {!result && waiting && <p className="note">{t('waiting')}</p>}
        <GalleryPages
          page={page.number}
          count={page.count}
          onTurn={(number) => setTurnedTo({ query, first: number * size })}
        />
      </div>
      {selected.length === 0 ? (
        <div className="gallery-none">
          <p>{t('none')}</p>
          <Button onPress={() => commands.queryGallery(EVERYTHING)}>{t('showAll')}</Button>
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

function cardOf(place: number, cache: ImageCache, result: TestResult | null) {
  const image = cache.get(place);
  return {
    pixels: image?.pixels ?? null,
    label: result?.labels[place] ?? image?.label ?? null,
    score: result ? { predicted: result.predicted[place]!, confidence: result.confidence[place]! } : null,
  };
}

/** Requests the page's images, then the next page's, and again when the state of the data changes. */
function usePageImages(page: Page): ImageCache {
  const { commands } = useApp();
  const dataState = useAppState((state) => state.data.state);
  const [cache] = useState(() => createImageCache(commands.images));
  useSyncExternalStore(cache.subscribe, cache.version);
  useEffect(() => {
    if (dataState === 'idle') return;
    let inView = true;
    const request = async () => {
      await cache.request(page.places);
      if (inView) await cache.request(page.next);
    };
    void request();
    return () => {
      inView = false;
    };
  }, [cache, page, dataState]);
  return cache;
}
