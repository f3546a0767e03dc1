// Tracing: the choice of a class, a sentence about its test image, and the image itself, faint below the pad's ink.

import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../kit/button.tsx';
import { GreyImage } from '../../kit/grey-image.tsx';
import { useClassNames } from '../../use-class-names.ts';
import type { Example } from './example-image.ts';
import type { Trace } from './use-trace.ts';
import './trace.css';

interface TraceChoiceProps {
  trace: Trace;
  noteId: string;
  /** Called when the person requests an image: the pad has to show it. */
  onRequest: () => void;
}

export const TraceChoice = memo(function TraceChoice({ trace, noteId, onRequest }: TraceChoiceProps) {
  const t = useTranslations('drawingTools');
  const classes = useClassNames();
  const { label, image, missing } = trace;
  return (
    <div className="drawing-trace">
      <label className="drawing-setting">
        <span className="note">{t('trace')}</span>
        <select
          className="select"
          value={label ?? ''}
          onChange={(event) => {
            const { value } = event.target;
            if (value !== '') onRequest();
            trace.choose(value === '' ? null : Number(value));
          }}
        >
          <option value="">{t('traceNone')}</option>
          {classes.labels.map((value) => (
            <option key={value} value={value}>
              {classes.name(value)}
            </option>
          ))}
        </select>
      </label>
      {label !== null && (
        <Button
          inactive={!image}
          onPress={() => {
            onRequest();
            trace.another();
          }}
        >
          {t('traceAnother')}
        </Button>
      )}
      <p id={noteId} className="note" role="status">
        {label !== null && !image && t(missing ? 'traceMissing' : 'traceWaiting')}
        {image && t('traceShown', { place: image.number, truth: classes.name(image.label) })}
      </p>
    </div>
  );
});

export function TraceView({ image }: { image: Example }) {
  const t = useTranslations('drawing');
  const classes = useClassNames();
  const name = t('exampleShown', { place: image.number, truth: classes.name(image.label) });
  return (
    <div className="pad-trace">
      <GreyImage pixels={image.pixels} name={name} />
    </div>
  );
}
