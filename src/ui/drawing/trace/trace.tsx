// Tracing: the choice of a class, what is said of its picture, and the picture itself, faint under the pad's ink.

import { useTranslations } from 'use-intl';
import { CLASS_KEYS } from '../../../contract/dataset.ts';
import { Button } from '../../kit/button.tsx';
import { GreyImage } from '../../kit/grey-image.tsx';
import type { Example } from './example-image.ts';
import type { Trace } from './use-trace.ts';

interface TraceChoiceProps {
  trace: Trace;
  noteId: string;
  /** A picture is wished for, and is to be seen. */
  onRequest: () => void;
}

export function TraceChoice({ trace, noteId, onRequest }: TraceChoiceProps) {
  const t = useTranslations('drawingTools');
  const className = useTranslations('classes');
  const { label, picture } = trace;
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
          {CLASS_KEYS.map((key, value) => (
            <option key={key} value={value}>
              {className(key)}
            </option>
          ))}
        </select>
      </label>
      {label !== null && (
        <Button
          inactive={!picture}
          onPress={() => {
            onRequest();
            trace.another();
          }}
        >
          {t('traceAnother')}
        </Button>
      )}
      <p id={noteId} className="note" role="status">
        {label !== null && !picture && t('traceWaiting')}
        {picture && t('traceShown', { place: picture.place, truth: className(CLASS_KEYS[picture.label]!) })}
      </p>
    </div>
  );
}

export function TraceView({ picture }: { picture: Example }) {
  const t = useTranslations('drawing');
  const className = useTranslations('classes');
  const name = t('exampleShown', { place: picture.place, truth: className(CLASS_KEYS[picture.label]!) });
  return (
    <div className="pad-trace">
      <GreyImage pixels={picture.pixels} name={name} />
    </div>
  );
}
