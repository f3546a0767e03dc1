// The layers side by side: maps as stacked squares in proportion to their sides, dense layers as bars.

import { useTranslations } from 'use-intl';
import type { LayerSummary } from '../../contract/model.ts';

/** SVG units for one pixel of a map. */
const PIXEL = 2;
/** The maps of a stack are `MAP_GAP` apart, or less where the stack would be wider than `STACK`. */
const STACK = 34;
const MAP_GAP = 3;
const GAP = 20;
const BASE = 96;
const BAR = 9;

interface Placed {
  layer: LayerSummary;
  x: number;
  width: number;
  height: number;
  /** Offset from one map to the next. */
  step: number;
}

function place(layers: readonly LayerSummary[]): { placed: Placed[]; width: number } {
  // By the square root: 400 units beside 10 would not fit in true proportion.
  const barHeight = (units: number) => 10 + 3.4 * Math.sqrt(units);
  let x = 1;
  const placed: Placed[] = [];
  for (const layer of layers) {
    const [channels = 1, side] = layer.output;
    const step = channels > 1 ? Math.min(MAP_GAP, STACK / (channels - 1)) : 0;
    const size = (side ?? 0) * PIXEL;
    const width = side === undefined ? BAR : size + step * (channels - 1);
    placed.push({ layer, x, width, height: side === undefined ? barHeight(channels) : size, step });
    x += width + GAP;
  }
  return { placed, width: x - GAP + 1 };
}

function Shape({ layer, x, height, step }: Placed) {
  const middle = BASE / 2;
  if (layer.output.length === 1) {
    return <rect className="layer-bar" x={x} y={middle - height / 2} width={BAR} height={height} rx={2} />;
  }
  const maps = Array.from({ length: layer.output[0]! }, (_, i) => i);
  return (
    <>
      {maps.map((i) => (
        <rect
          key={i}
          className="layer-map"
          x={x + step * i}
          y={middle - height / 2}
          width={height}
          height={height}
          rx={1}
        />
      ))}
    </>
  );
}

export function LayerDrawing({ layers }: { layers: readonly LayerSummary[] }) {
  const t = useTranslations('model');
  const { placed, width } = place(layers.filter((layer) => layer.kind !== 'flatten'));
  const text = layers
    .map((layer) => t('diagramLayer', { name: layer.name, shape: layer.output.join('×') }))
    .join(', ');
  return (
    <svg
      className="layer-drawing"
      viewBox={`0 0 ${width} ${BASE + 16}`}
      role="img"
      aria-label={t('diagram', { layers: text })}
    >
      {placed.map((item) => (
        <g key={item.layer.name}>
          <Shape {...item} />
          <text x={item.x + item.width / 2} y={BASE + 12} textAnchor="middle">
            {item.layer.name}
          </text>
        </g>
      ))}
    </svg>
  );
}
