// What the pad is drawn with, and what can be taken back.

import { useTranslations } from 'use-intl';
import { Button } from '../parts/button.tsx';
import { Segmented } from '../parts/segmented.tsx';
import { BRUSH_SIZES, TOOLS, type Tool } from './sketch.ts';
import type { Drawing } from './use-drawing.ts';

interface ToolbarProps {
  drawing: Drawing;
  tool: Tool;
  size: number;
  mirrored: boolean;
  onTool: (tool: Tool) => void;
  onSize: (size: number) => void;
  onMirrored: (mirrored: boolean) => void;
}

export function Toolbar({ drawing, tool, size, mirrored, onTool, onSize, onMirrored }: ToolbarProps) {
  const t = useTranslations('drawing');
  const { sketch, example, photo, change } = drawing;
  return (
    <div className="drawing-tools">
      <Segmented
        label={t('tool')}
        value={tool}
        options={TOOLS.map((value) => ({ value, content: t(`tools.${value}`) }))}
        onChange={onTool}
      />
      <label className="drawing-size">
        <span className="note">{t('size')}</span>
        <input
          type="range"
          min={BRUSH_SIZES.min}
          max={BRUSH_SIZES.max}
          step={BRUSH_SIZES.step}
          value={size}
          onChange={(event) => onSize(event.target.valueAsNumber)}
        />
      </label>
      <label className="drawing-mirror">
        <input type="checkbox" checked={mirrored} onChange={(event) => onMirrored(event.target.checked)} />
        <span>{t('mirror')}</span>
      </label>
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
      </div>
    </div>
  );
}
