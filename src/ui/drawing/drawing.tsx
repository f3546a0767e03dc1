// The drawing panel: the pad with its tools, the network's input, and the prediction.

import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAppState } from '../app-context.tsx';
import { useDrop } from '../kit/use-drop.ts';
import { OwnClass } from './collect/own-class.tsx';
import { NetworkView } from './result/network-view.tsx';
import { Pad } from './pad/pad.tsx';
import { PhotoChooser } from './photo/photo-chooser.tsx';
import { PhotoSteps } from './photo/photo-views.tsx';
import { Preparation } from './result/preparation.tsx';
import { Prediction } from './result/prediction.tsx';
import { FIRST_NIB, type Nib } from './pad/sketch.ts';
import { Toolbar } from './pad/toolbar.tsx';
import { TraceChoice } from './trace/trace.tsx';
import { useIsFashion } from '../use-class-names.ts';
import { useDrawing } from './use-drawing.ts';
import { useTrace } from './trace/use-trace.ts';
import './drawing.css';

/** Files, and images dragged from another page, which may contain no file. */
const PHOTO_TYPES: ReadonlySet<string> = new Set(['Files', 'text/uri-list']);

export function Drawing() {
  const t = useTranslations('drawing');
  const titles = useTranslations('panelTitles');
  const drawing = useDrawing();
  const { sketch, actions } = drawing;
  const panel = useRef<HTMLElement>(null);
  const fashion = useIsFashion();
  const dataName = useAppState((state) => state.dataset.name);
  const over = useDrop(panel, PHOTO_TYPES, fashion ? ({ files }) => actions.showPhoto(files[0]) : null);
  const trace = useTrace();
  const [nib, setNib] = useState<Nib>(FIRST_NIB);
  return (
    <section ref={panel} className="panel drawing" aria-labelledby="drawing-title">
      <h2 id="drawing-title" className="panel-title">
        {fashion ? titles('drawing') : t('titleOwn')}
      </h2>
      <p id="drawing-hint" className="note">
        {fashion ? t(drawing.fills ? 'hint' : 'hintUnfilled') : t('hintOwn', { name: dataName })}
      </p>
      <div className="drawing-parts" data-over={over}>
        <Pad
          drawing={drawing}
          nib={nib}
          traced={trace.image}
          describedBy="drawing-hint drawing-trace-note drawing-keys"
        />
        <NetworkView steps={drawing.steps} />
        <Prediction />
        <div className="drawing-controls">
          <Toolbar
            actions={actions}
            nib={nib}
            onNib={setNib}
            fills={drawing.fills}
            undoes={sketch.past.length > 0}
            redoes={sketch.future.length > 0}
            clears={sketch.strokes.length > 0 || drawing.example !== null || drawing.photo !== null}
            exampleMissing={drawing.exampleMissing}
          />
          <TraceChoice trace={trace} noteId="drawing-trace-note" onRequest={actions.clearImage} />
          <OwnClass actions={actions} drawn={sketch.strokes.length > 0} />
          {fashion && <PhotoChooser news={drawing.photoNews} onFile={actions.showPhoto} />}
        </div>
        <Preparation steps={drawing.steps} fills={drawing.fills} />
        {drawing.photo && <PhotoSteps photo={drawing.photo} />}
        <p id="drawing-keys" className="note drawing-keys">
          {t('keys')}
        </p>
      </div>
    </section>
  );
}
