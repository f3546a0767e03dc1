// The button to choose a photo, pasting of photos, and the state of the newest one.

import { memo, useEffect, useEffectEvent, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { PHOTO_LIMITS } from '../../../contract/photo.ts';
import { Button } from '../../kit/button.tsx';
import type { PhotoNews } from './photo.ts';
import './photo.css';

const TYPES = 'image/png,image/jpeg,image/webp';

interface PhotoChooserProps {
  news: PhotoNews | null;
  onFile: (file: File | undefined) => void;
}

export const PhotoChooser = memo(function PhotoChooser({ news, onFile }: PhotoChooserProps) {
  const t = useTranslations('photo');
  const input = useRef<HTMLInputElement>(null);
  usePaste((file) => {
    // The person may be at another part of the page.
    input.current?.closest('section')?.scrollIntoView({ block: 'nearest' });
    onFile(file);
  });
  return (
    <div className="photo">
      <Button onPress={() => input.current?.click()}>{t('choose')}</Button>
      {/* Opened by the button above. */}
      <input
        ref={input}
        type="file"
        accept={TYPES}
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
          // Otherwise choosing the same file again would fire no event.
          event.target.value = '';
        }}
      />
      <div className="photo-news" role="status">
        {news && <News news={news} />}
      </div>
      <p className="note">{t('note')}</p>
      <p className="note">{t('privacy')}</p>
    </div>
  );
});

function News({ news }: { news: PhotoNews }) {
  const t = useTranslations('photo');
  const { name } = news;
  if (news.state === 'reading') return <p className="note">{t('reading', { name })}</p>;
  if (news.state === 'loaded') {
    return (
      <>
        {news.uncertain && <p>{t('lowConfidence')}</p>}
        <p className="note">{t('loaded', { name })}</p>
      </>
    );
  }
  const { megabytes, side, leastSide } = PHOTO_LIMITS;
  return (
    <>
      {name !== '' && <p>{t('notLoaded', { name })}</p>}
      <p>{t(`refusals.${news.refusal}`, { megabytes, side, leastSide })}</p>
    </>
  );
}

/** Calls `onFile` with a file that is pasted anywhere but in a text field. */
function usePaste(onFile: (file: File) => void): void {
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const inTextField = event.target instanceof Element && event.target.closest(TEXT_FIELDS);
    const file = event.clipboardData?.files[0];
    if (!file || inTextField) return;
    event.preventDefault();
    onFile(file);
  });
  useEffect(() => {
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, []);
}

const TEXT_FIELDS =
  'textarea, [contenteditable], input:not([type=radio], [type=checkbox], [type=range], [type=file])';
