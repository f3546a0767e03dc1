// One layer of the drawing: its name and shape, its maps in one canvas, and a button over each map.

import { useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { UnitRef } from '../../../explain/value.ts';
import { scaleOf } from '../../kit/values/color-scale.ts';
import { paintLayer } from '../paint.ts';
import { mapBox } from './boxes.ts';
import { Label } from './label.tsx';
import type { DrawnLayer, LayerLayout } from './layout.ts';
import { MapButton, type Pointing } from './map-button.tsx';

/** Less room has none for the word that says what a layer does. */
const KIND_ROOM = 116;

interface LayerBlockProps extends Pointing {
  layer: DrawnLayer;
  layout: LayerLayout;
  /** Of the label, from the layer's top. */
  labelTop: number;
  /** Null while there are no values. */
  values: Float32Array | null;
  /** The keyboard's place, if it is in this layer. */
  cursor: UnitRef | null;
  /** The map that Tab leads to. */
  entry: number;
}

export function LayerBlock({ layer, layout, labelTop, values, cursor, entry, ...pointing }: LayerBlockProps) {
  const t = useTranslations('network');
  const dense = layer === 'f5' || layer === 'f6';
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const { canvas: own } = context;
    const density = devicePixelRatio;
    const width = Math.ceil(layout.width * density);
    const height = Math.ceil(layout.height * density);
    if (own.width !== width) own.width = width;
    if (own.height !== height) own.height = height;
    if (values) paintLayer(context, layout, values, scaleOf(values), density);
    else context.clearRect(0, 0, width, height);
  }, [layout, values]);
  const buttons = useMemo(() => {
    const { x, y } = layout;
    return Array.from({ length: layout.maps }, (_, map) => {
      const box = mapBox(layout, map);
      const name = dense
        ? t('names.units', { layer, count: layout.cells })
        : t('names.map', { layer, map: map + 1 });
      return { map, name, box: { ...box, x: box.x - x, y: box.y - y } };
    });
  }, [layout, layer, dense, t]);
  const kind =
    dense || layout.labelRoom < KIND_ROOM
      ? null
      : layer === 'c1' || layer === 'c3'
        ? 'convolution'
        : 'pooling';
  const shape = dense ? String(layout.cells) : `${layout.maps} @ ${layout.cellColumns}×${layout.cellRows}`;
  return (
    <fieldset
      className="network-layer"
      aria-label={t('maps', { layer })}
      style={{ left: layout.x, top: layout.y, inlineSize: layout.width, blockSize: layout.height }}
    >
      <Label name={layer} kind={kind && t(`layers.${kind}`)} shape={shape} top={labelTop} />
      {buttons.map(({ map, name, box }) => (
        <MapButton
          key={map}
          {...pointing}
          layer={layer}
          map={map}
          name={name}
          box={box}
          columns={layout.cellColumns}
          cells={layout.cells}
          cursor={cursor?.map === map ? cursor.cell : null}
          reachable={map === entry}
        />
      ))}
      <canvas ref={canvas} className="network-canvas" aria-hidden="true" />
    </fieldset>
  );
}
