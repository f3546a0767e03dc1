// The state of the photo on the pad: being read, loaded or refused. The newest request wins, and a drawing that is begun
// meanwhile stays.

import { useCallback, useRef, useState } from 'react';
import type { PhotoRefusal, PreparedPhoto } from '../../../contract/photo.ts';
import { useApp } from '../../app-context.tsx';

export interface Photo extends PreparedPhoto {
  name: string;
}

/** The state of the newest file. */
export type PhotoNews =
  | { state: 'reading'; name: string }
  | { state: 'loaded'; name: string; uncertain: boolean }
  | { state: 'refused'; name: string; refusal: PhotoRefusal };

/** The functions stay the same. */
export interface Photos {
  photo: Photo | null;
  news: PhotoNews | null;
  /** `file` is undefined where a drop contained none. `onLoaded`: the photo is on the pad. */
  show(file: File | undefined, onLoaded: () => void): Promise<void>;
  /** Removes the photo: something else is on the pad. */
  remove(): void;
  /** Returns a function that tells whether no newer request was made since. */
  watch(): () => boolean;
}

export function usePhotos(): Photos {
  const { commands } = useApp();
  const [photo, setPhoto] = useState<Photo | null>(null);
  const [news, setNews] = useState<PhotoNews | null>(null);
  const lastRequest = useRef(0);
  const show = useCallback(
    async (file: File | undefined, onLoaded: () => void) => {
      const requestId = ++lastRequest.current;
      const name = file?.name ?? '';
      if (file) setNews({ state: 'reading', name });
      const answer = file ? await commands.readPhoto(file) : { refusal: 'no-file' as const };
      if (requestId !== lastRequest.current) return;
      if ('refusal' in answer) {
        setNews({ state: 'refused', name, refusal: answer.refusal });
        return;
      }
      setNews({ state: 'loaded', name, uncertain: answer.photo.uncertain });
      setPhoto({ ...answer.photo, name });
      onLoaded();
    },
    [commands],
  );
  const remove = useCallback(() => {
    lastRequest.current++;
    setPhoto(null);
    setNews(null);
  }, []);
  const watch = useCallback(() => {
    const requestId = lastRequest.current;
    return () => requestId === lastRequest.current;
  }, []);
  return { photo, news, show, remove, watch };
}
