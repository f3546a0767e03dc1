// The tools of the pad, undo and redo, clear, and the example button.

import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../kit/button.tsx';
import { Segmented } from '../../kit/segmented.tsx';
import { BRUSH_SIZES, INKS, TOOLS, type Ink, type Nib } from './sketch.ts';
import { Switch } from './switch.tsx';
import { useIsFashion } from '../../use-class-names.ts';
import type { DrawingActions } from '../use-drawing.ts';
import './toolbar.css';

/** The tools for other data than garments. */
const UNFILLED_TOOLS = TOOLS.filter((tool) => tool !== 'fill');

interface ToolbarProps {
  actions: DrawingActions;
  nib: Nib;
  onNib: (nib: Nib) => void;
  fills: boolean;
  /** Whether Undo, Redo and Clear have an effect. */
  undoes: boolean;
  redoes: boolean;
  clears: boolean;
  exampleMissing: boolean;
}

/** Does not render again while a stroke is drawn. */
export const Toolbar = memo(function Toolbar(props: ToolbarProps) {
  const { actions, nib, onNib, fills, undoes, redoes, clears, exampleMissing } = props;
  const t = useTranslations('drawing');
  const tools = useTranslations('drawingTools');
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
          <Switch checked={fills} onChange={actions.setFills}>
            {tools('fills')}
          </Switch>
        )}
      </div>
      <div className="drawing-buttons">
        <Button inactive={!undoes} onPress={() => actions.change({ type: 'undo' })}>
          {t('undo')}
        </Button>
        <Button inactive={!redoes} onPress={() => actions.change({ type: 'redo' })}>
          {t('redo')}
        </Button>
        <Button inactive={!clears} onPress={() => actions.change({ type: 'clear' })}>
          {t('clear')}
        </Button>
        <Button onPress={() => void actions.showExample()}>{t('example')}</Button>
        <p className="note" role="status">
          {exampleMissing && tools('exampleMissing')}
        </p>
      </div>
    </div>
  );
});

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
