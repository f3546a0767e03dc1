// The choice of the image: ten test images by their class, with right and wrong predictions marked, a test image by its
// number, one at random, or the drawing.

import { memo, useId, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { CLASS_KEYS, EXAMPLE_TEST_INDICES, TEST_COUNT } from '../../../contract/dataset.ts';
import { CLASS_COUNT } from '../../../contract/model.ts';
import { useAppState } from '../../app-context.tsx';
import { Button } from '../../kit/button.tsx';
import { GreyImage } from '../../kit/grey-image.tsx';
import { NumberInput } from '../../kit/number-input.tsx';
import { exampleAt } from './example-images.ts';
import type { ChosenImage } from './use-image.ts';
import './image-strip.css';

interface ImageStripProps extends Pick<ChosenImage, 'source' | 'choose' | 'examples' | 'drawn'> {
  /** The predicted class of each example, a digit each; empty before there is a model. */
  predicted: string;
}

/** Renders again when a prediction changes, and not with every inspection. */
export const ImageStrip = memo(function ImageStrip(props: ImageStripProps) {
  const { source, choose, examples, drawn, predicted } = props;
  const t = useTranslations('network.input');
  const className = useTranslations('classes');
  const shortName = useTranslations('classesShort');
  const name = useId();
  const number = useId();
  const dataReady = useAppState((state) => state.data.state === 'ready');
  const index = source.kind === 'test' ? source.index : null;
  const images = useMemo(
    () => examples && Array.from({ length: CLASS_COUNT }, (_, label) => exampleAt(examples, label)),
    [examples],
  );

  const mark = (label: number) => {
    if (!predicted) return null;
    const guess = Number(predicted[label]);
    const correct = guess === label;
    return {
      sign: correct ? '✓' : '✗',
      text: correct ? t('correct') : t('incorrect', { predicted: className(CLASS_KEYS[guess]!) }),
    };
  };

  return (
    <div className="network-choice">
      <fieldset className="network-strip" aria-label={t('strip')}>
        {EXAMPLE_TEST_INDICES.map((example, label) => {
          const marked = mark(label);
          const truth = className(CLASS_KEYS[label]!);
          return (
            <label key={example} className="network-tile">
              <input
                type="radio"
                name={name}
                checked={index === example}
                aria-label={marked ? `${t('example', { truth })}, ${marked.text}` : t('example', { truth })}
                onChange={() => choose({ kind: 'test', index: example })}
              />
              <span className="network-tile-image" aria-hidden="true">
                <GreyImage pixels={images && images[label]!} name="" />
                {marked && (
                  <b className={marked.sign === '✓' ? 'network-mark' : 'network-mark network-wrong'}>
                    {marked.sign}
                  </b>
                )}
              </span>
              <span className="network-tile-name" aria-hidden="true">
                {shortName(CLASS_KEYS[label]!)}
              </span>
            </label>
          );
        })}
        <label className="network-tile">
          <input
            type="radio"
            name={name}
            checked={source.kind === 'drawing'}
            aria-label={t('drawing')}
            onChange={() => choose({ kind: 'drawing' })}
          />
          <span className="network-tile-image" aria-hidden="true">
            <GreyImage pixels={drawn} name="" />
            {!drawn && <span className="network-tile-pen">✎</span>}
          </span>
          <span className="network-tile-name" aria-hidden="true">
            {t('drawing')}
          </span>
        </label>
      </fieldset>
      <div className="network-number">
        <label className="visually-hidden" htmlFor={number}>
          {t('number')}
        </label>
        <NumberInput
          id={number}
          disabled={!dataReady}
          value={index === null ? '' : String(index + 1)}
          onCommit={(text) => {
            const value = Number(text);
            if (Number.isInteger(value) && value >= 1 && value <= TEST_COUNT) {
              choose({ kind: 'test', index: value - 1 });
            }
          }}
        />
        <Button
          label={t('random')}
          inactive={!dataReady}
          onPress={() => choose({ kind: 'test', index: Math.floor(Math.random() * TEST_COUNT) })}
        >
          ⚄
        </Button>
      </div>
    </div>
  );
});

/** The most probable class of each of the ten examples, from [10, 10]: a digit each. */
export function predictedClasses(probabilities: Float32Array): string {
  return Array.from({ length: CLASS_COUNT }, (_, example) => {
    const row = probabilities.subarray(example * CLASS_COUNT, (example + 1) * CLASS_COUNT);
    return row.indexOf(Math.max(...row));
  }).join('');
}
