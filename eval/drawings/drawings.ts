// The test drawings: rasters with their classes, in two halves. Choices are made on the half `dev`. A design, an icon or a
// person's drawing is in one half with all its styles, so no choice was made on a garment of the half `held-out`.

import { createHash } from 'node:crypto';
import { Resvg } from '@resvg/resvg-js';
import { CLASS_KEYS } from '../../src/contract/dataset.ts';
import { CARRIED } from './garments-carried.ts';
import { WORN } from './garments-worn.ts';
import { readIcons } from './icons.ts';
import { designSvg, STYLES } from './styles.ts';
import { PENS, readQuickDrawBitmaps, readQuickDrawStrokes, type PenStyle } from './people.ts';

/** Side of a raster in pixels; the page rasterizes drawings at the same size. */
export const RASTER_SIDE = 280;
/** Width of the empty margin around an icon, as a fraction of the raster's side. */
const ICON_MARGIN = 0.08;

export interface Drawing {
  /** Class, 0 to 9. */
  label: number;
  /** Name of the design, the icon or the person's drawing. */
  name: string;
  source: 'design' | 'icon' | 'person';
  style: string;
  half: 'dev' | 'held-out';
  /** Coverage [280, 280], 0 to 255. */
  ink: Uint8Array;
}

/** Coverage [side, side] of an SVG image, 0 to 255. */
function rasterize(svg: string, side: number): Uint8Array {
  const { pixels, width, height } = new Resvg(svg, { fitTo: { mode: 'width', value: side } }).render();
  const ink = new Uint8Array(side * side);
  for (let y = 0; y < Math.min(side, height); y++) {
    for (let x = 0; x < width; x++) ink[y * side + x] = pixels[(y * width + x) * 4 + 3]!;
  }
  return ink;
}

/** `ink` [side, side] at the centre of an empty raster. */
function centred(ink: Uint8Array, side: number): Uint8Array {
  const raster = new Uint8Array(RASTER_SIDE * RASTER_SIDE);
  const margin = Math.floor((RASTER_SIDE - side) / 2);
  for (let y = 0; y < side; y++) {
    raster.set(ink.subarray(y * side, (y + 1) * side), (margin + y) * RASTER_SIDE + margin);
  }
  return raster;
}

/** Every other name, in the order of their SHA-256 hashes. */
function heldOut(names: readonly string[]): Set<string> {
  const hash = (name: string) => createHash('sha256').update(name).digest('hex');
  const order = names.toSorted((a, b) => hash(a).localeCompare(hash(b)));
  return new Set(order.filter((_, i) => i % 2 === 1));
}

/** All test drawings of both halves. */
export function readDrawings(): Drawing[] {
  const iconSide = Math.round(RASTER_SIDE * (1 - 2 * ICON_MARGIN));
  const icons = readIcons();
  const strokes = readQuickDrawStrokes();
  const bitmaps = readQuickDrawBitmaps();
  const drawings: Drawing[] = [];
  for (const [label, key] of CLASS_KEYS.entries()) {
    const designs = [...WORN, ...CARRIED].filter((design) => design.label === key);
    const heldOutDesigns = heldOut(designs.map(({ name }) => name));
    for (const design of designs) {
      for (const style of Object.keys(STYLES)) {
        const half = heldOutDesigns.has(design.name) ? 'held-out' : 'dev';
        drawings.push({
          label,
          name: design.name,
          source: 'design',
          style,
          half,
          ink: rasterize(designSvg(design, style), RASTER_SIDE),
        });
      }
    }
    const classIcons = icons.filter((icon) => icon.label === key);
    const heldOutIcons = heldOut(classIcons.map(({ name }) => name));
    for (const { name, svg } of classIcons) {
      const half = heldOutIcons.has(name) ? 'held-out' : 'dev';
      drawings.push({
        label,
        name,
        source: 'icon',
        style: 'icon',
        half,
        ink: centred(rasterize(svg, iconSide), iconSide),
      });
    }
    const classStrokes = strokes.filter((drawing) => drawing.label === key);
    const heldOutStrokes = heldOut(classStrokes.map(({ name }) => name));
    for (const { name, svg } of classStrokes) {
      const half = heldOutStrokes.has(name) ? 'held-out' : 'dev';
      for (const style of Object.keys(PENS) as PenStyle[]) {
        drawings.push({
          label,
          name,
          source: 'person',
          style,
          half,
          ink: rasterize(svg(style), RASTER_SIDE),
        });
      }
    }
    const classBitmaps = bitmaps.filter((bitmap) => bitmap.label === key);
    const heldOutBitmaps = heldOut(classBitmaps.map(({ name }) => name));
    for (const { name, ink } of classBitmaps) {
      const half = heldOutBitmaps.has(name) ? 'held-out' : 'dev';
      drawings.push({ label, name, source: 'person', style: 'bitmap', half, ink });
    }
  }
  return drawings;
}
