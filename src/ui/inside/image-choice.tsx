// The choice of the image: a test image by its number, or the drawing.

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { TEST_COUNT } from '../../contract/dataset.ts';
import { Button } from '../kit/button.tsx';
import { NumberInput } from '../kit/number-input.tsx';
import { Segmented } from '../kit/segmented.tsx';

export const SOURCES = ['test', 'drawing'] as const;
export type Source = (typeof SOURCES)[number];

interface ImageChoiceProps {
  source: Source;
  /** Of the test image, from 0. */
  index: number;
  onSource: (source: Source) => void;
  onIndex: (index: number) => void;
}

export function ImageChoice({ source, index, onSource, onIndex }: ImageChoiceProps) {
  const t = useTranslations('inside.image');
  const id = useId();
  const turn = (by: number) => onIndex((index + by + TEST_COUNT) % TEST_COUNT);
  return (
    <div className="inside-choice">
      <Segmented
        label={t('source')}
        value={source}
        options={SOURCES.map((value) => ({ value, content: t(value) }))}
        onChange={onSource}
      />
      {source === 'test' && (
        <div className="inside-number">
          <label className="note" htmlFor={id}>
            {t('number')}
          </label>
          <NumberInput
            id={id}
            value={String(index + 1)}
            onCommit={(text) => {
              const number = Number(text);
              if (Number.isInteger(number) && number >= 1 && number <= TEST_COUNT) onIndex(number - 1);
            }}
          />
          <Button label={t('previous')} onPress={() => turn(-1)}>
            ‹
          </Button>
          <Button label={t('next')} onPress={() => turn(1)}>
            ›
          </Button>
          <Button onPress={() => onIndex(Math.floor(Math.random() * TEST_COUNT))}>{t('random')}</Button>
        </div>
      )}
    </div>
  );
}
