// The tools of the pad, undo and redo, clear, and the example button.

import { useTranslations } from 'use-intl';
import { Button } from '../../kit/button.tsx';
import { Segmented } from '../../kit/segmented.tsx';
import { BRUSH_SIZES, INKS, TOOLS, type Ink, type Nib } from './sketch.ts';
import { Switch } from './switch.tsx';
import { useIsFashion } from '../../use-class-names.ts';
import type { Drawing } from '../use-drawing.ts';
import './toolbar.css';

/** The tools for other data than garments. */
const UNFILLED_TOOLS = TOOLS.filter((tool) => tool !== 'fill');

interface ToolbarProps {
  drawing: Drawing;
  nib: Nib;
  onNib: (nib: Nib) => void;
}

export function Toolbar({ drawing, nib, onNib }: ToolbarProps) {
  const t = useTranslations('drawing');
  const tools = useTranslations('drawingTools');
  const { sketch, example, photo, fills, change } = drawing;
  const fashion = useIsFashion();
  const note = nib.tool === 'brush' && !fills ? 'brushAlone' : nib.tool;
  return (
    <div className="drawing-tools">
      <Segmented
        label={t('tool')}
        value={nib.tool}
        options={(fashion ? TOOLS : UNFILLED_TOOLS).map((value) => ({ value, content: t(`tools.${value}`) }))}
        onChange={(tool) => onNib({ ...nib, tool })}
      />
      <p className="note">{tools(`notes.${note}`)}</p>
      <Segmented
        label={tools('ink')}
        value={nib.ink}
        options={INKS.map((value) => ({ value, content: <InkSample ink={value} /> }))}
        onChange={(ink) => onNib({ ...nib, ink })}
      />
      <label className="drawing-setting">
        <span className="note">{t('size')}</span>
        <input
          type="range"
          min={BRUSH_SIZES.min}
          max={BRUSH_SIZES.max}
          step={BRUSH_SIZES.step}
          value={nib.size}
          onChange={(event) => onNib({ ...nib, size: event.target.valueAsNumber })}
        />
      </label>
      <div className="drawing-switches">
        <Switch checked={nib.mirrored} onChange={(mirrored) => onNib({ ...nib, mirrored })}>
          {t('mirror')}
        </Switch>
        {fashion && (
          <Switch checked={fills} onChange={drawing.setFills}>
            {tools('fills')}
          </Switch>
        )}
      </div>
      <div className="drawing-buttons">
        <Button inactive={sketch.past.length === 0} onPress={() => change({ type: 'undo' })}>
          {t('undo')}
        </Button>
        <Button inactive={sketch.future.length === 0} onPress={() => change({ type: 'redo' })}>
          {t('redo')}
        </Button>
        <Button
          inactive={sketch.strokes.length === 0 && !example && !photo}
          onPress={() => change({ type: 'clear' })}
        >
          {t('clear')}
        </Button>
        <Button onPress={() => void drawing.showExample()}>{t('example')}</Button>
        <p className="note" role="status">
          {drawing.exampleMissing && tools('exampleMissing')}
        </p>
      </div>
    </div>
  );
}

/** The ink's name after a sample of it. */
function InkSample({ ink }: { ink: Ink }) {
  const t = useTranslations('drawingTools');
  return (
    <>
      <span className={`ink-sample ink-${ink}`} aria-hidden="true" />
      {t(`inks.${ink}`)}
    </>
  );
}
