// The choice of the image: a test image of each class, with right and wrong predictions marked, a test image by its number,
// one at random, or the drawing.

import { memo, useId } from 'react';
import { useTranslations } from 'use-intl';
import { useAppState } from '../../app-context.tsx';
import { Button } from '../../kit/button.tsx';
import { GreyImage } from '../../kit/grey-image.tsx';
import { NumberInput } from '../../kit/number-input.tsx';
import { ClassName } from '../../class-name.tsx';
import { FEW_CLASSES } from '../../top-classes.ts';
import { useClassNames } from '../../use-class-names.ts';
import type { ChosenImage } from './use-image.ts';
import './image-strip.css';

interface ImageStripProps extends Pick<ChosenImage, 'source' | 'choose' | 'examples' | 'drawn'> {
  /** The predicted class of each example, with spaces between; empty before there is a model. */
  predicted: string;
}

/** Renders again when a prediction changes, and not with every inspection. */
export const ImageStrip = memo(function ImageStrip(props: ImageStripProps) {
  const { source, choose, examples, drawn, predicted } = props;
  const t = useTranslations('network.input');
  const classes = useClassNames();
  const name = useId();
  const number = useId();
  const dataReady = useAppState((state) => state.data.state === 'ready');
  const index = source.kind === 'test' ? source.index : null;
  const testCount = useAppState((state) => state.dataset.testCount);
  const many = classes.count > FEW_CLASSES;
  const guesses = predicted === '' ? [] : predicted.split(' ').map(Number);

  const mark = (place: number, label: number) => {
    const guess = guesses[place];
    if (guess === undefined) return null;
    const correct = guess === label;
    return {
      sign: correct ? '✓' : '✗',
      text: correct ? t('correct') : t('incorrect', { predicted: classes.name(guess) }),
    };
  };

  const drawing = (
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
  );
  return (
    <div className="network-choice">
      <fieldset
        className={many ? 'network-strip network-strip-many' : 'network-strip'}
        aria-label={t('strip')}
      >
        {many && drawing}
        {examples.images.map(({ index: example, label, pixels }, place) => {
          const marked = mark(place, label);
          const truth = classes.name(label);
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
                <GreyImage pixels={pixels} name="" />
                {marked && (
                  <b className={marked.sign === '✓' ? 'network-mark' : 'network-mark network-wrong'}>
                    {marked.sign}
                  </b>
                )}
              </span>
              <span className="network-tile-name" aria-hidden="true">
                <ClassName label={label} short />
              </span>
            </label>
          );
        })}
        {!many && drawing}
      </fieldset>
      <div className="network-number">
        <label className="network-number-name" htmlFor={number}>
          {t('number')}
        </label>
        <NumberInput
          id={number}
          disabled={!dataReady}
          value={index === null ? '' : String(index + 1)}
          onCommit={(text) => {
            const value = Number(text);
            if (Number.isInteger(value) && value >= 1 && value <= testCount) {
              choose({ kind: 'test', index: value - 1 });
            }
          }}
        />
        <Button
          label={t('random')}
          inactive={!dataReady}
          onPress={() => choose({ kind: 'test', index: Math.floor(Math.random() * testCount) })}
        >
          ⚄
        </Button>
      </div>
    </div>
  );
});

/** The most probable class of each example, from their probabilities [examples, classes], with spaces between. */
export function predictedClasses(probabilities: Float32Array, classes: number): string {
  return Array.from({ length: probabilities.length / classes }, (_, example) => {
    const row = probabilities.subarray(example * classes, (example + 1) * classes);
    return row.indexOf(Math.max(...row));
  }).join(' ');
}
