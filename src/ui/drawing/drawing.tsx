// The drawing panel: the pad with its tools, what the network sees of it, and what it takes it for.

import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { NetworkView } from './network-view.tsx';
import { Pad } from './pad.tsx';
import { PhotoChooser } from './photo-chooser.tsx';
import { usePhotoDrop } from './photo-drop.ts';
import { PhotoSteps } from './photo-views.tsx';
import { Preparation } from './preparation.tsx';
import { Prediction } from './prediction.tsx';
import { BRUSH_SIZES, type Tool } from './sketch.ts';
import { Toolbar } from './toolbar.tsx';
import { useDrawing } from './use-drawing.ts';
import './drawing.css';

export function Drawing() {
  const t = useTranslations('drawing');
  const drawing = useDrawing();
  const panel = useRef<HTMLElement>(null);
  const over = usePhotoDrop(panel, drawing.showPhoto);
  const [tool, setTool] = useState<Tool>('fill');
  const [mirrored, setMirrored] = useState(false);
  const [size, setSize] = useState<number>(BRUSH_SIZES.first);
  return (
    <section ref={panel} className="panel drawing" aria-labelledby="drawing-title">
      <h2 id="drawing-title" className="panel-title">
        {t('title')}
      </h2>
      <p id="drawing-hint" className="note">
        {t('hint')}
      </p>
      <div className="drawing-parts">
        <div className="drawing-sheet" data-over={over}>
          <Pad
            drawing={drawing}
            tool={tool}
            size={size}
            mirrored={mirrored}
            describedBy="drawing-hint drawing-keys"
          />
          <Toolbar
            drawing={drawing}
            tool={tool}
            size={size}
            mirrored={mirrored}
            onTool={setTool}
            onSize={setSize}
            onMirrored={setMirrored}
          />
          <PhotoChooser news={drawing.photoNews} onFile={drawing.showPhoto} />
        </div>
        <NetworkView />
        <Prediction />
        <Preparation steps={drawing.steps} />
        {drawing.photo && <PhotoSteps photo={drawing.photo} />}
        <p id="drawing-keys" className="note drawing-keys">
          {t('keys')}
        </p>
      </div>
    </section>
  );
}
