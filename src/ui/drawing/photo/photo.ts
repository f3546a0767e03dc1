// A photograph on the pad in place of a sketch, as state: asked for, taken or refused. The newest wish wins, and whoever
// draws meanwhile keeps the drawing.

import { useRef, useState } from 'react';
import type { PhotoRefusal, PreparedPhoto } from '../../../contract/photo.ts';
import { useApp } from '../../app-context.tsx';

export interface Photo extends PreparedPhoto {
  name: string;
}

/** What became of the newest file. */
export type PhotoNews =
  | { state: 'reading'; name: string }
  | { state: 'taken'; name: string; doubtful: boolean }
  | { state: 'refused'; name: string; refusal: PhotoRefusal };

export interface Photos {
  photo: Photo | null;
  news: PhotoNews | null;
  /** Undefined where what was dropped holds no file. `onTaken`: it lies on the pad now. */
  show(file: File | undefined, onLoaded: () => void): Promise<void>;
  /** Something else is on the pad. */
  remove(): void;
  /** Says later whether nothing newer was wished for. */
  watch(): () => boolean;
}

export function usePhotos(): Photos {
  const { commands } = useApp();
  const [photo, setPhoto] = useState<Photo | null>(null);
  const [news, setNews] = useState<PhotoNews | null>(null);
  const asked = useRef(0);
  return {
    photo,
    news,
    async show(file, onLoaded) {
      const requestId = ++asked.current;
      const name = file?.name ?? '';
      if (file) setNews({ state: 'reading', name });
      const answer = file ? await commands.readPhoto(file) : { refusal: 'no-file' as const };
      if (requestId !== asked.current) return;
      if ('refusal' in answer) {
        setNews({ state: 'refused', name, refusal: answer.refusal });
        return;
      }
      setNews({ state: 'taken', name, doubtful: answer.photo.uncertain });
      setPhoto({ ...answer.photo, name });
      onLoaded();
    },
    remove() {
      asked.current++;
      setPhoto(null);
      setNews(null);
    },
    watch() {
      const requestId = asked.current;
      return () => requestId === asked.current;
    },
  };
}
