// The drawings that the preparation and the recipe are judged by: rasters with their classes, in two halves. Designs, icons
// and people's drawings go to a half whole, in all their manners, so that the held-out half shows garments that nothing was chosen on.

import { createHash } from 'node:crypto';
import { Resvg } from '@resvg/resvg-js';
import { CLASS_KEYS } from '../../src/contract/dataset.ts';
import { CARRIED } from './garments-carried.ts';
import { WORN } from './garments-worn.ts';
import { readIcons } from './icons.ts';
import { drawn, STYLES } from './styles.ts';
import { PENS, readPeoplesBitmaps, readPeoplesDrawings, type PersonStyle } from './people.ts';

/** As the page's unseen canvas. */
export const RASTER_SIDE = 280;
/** Sides of the empty frame around an icon, as a share of the raster. */
const ICON_MARGIN = 0.08;

export interface Drawing {
  /** 0 ... 9 */
  label: number;
  /** Design, icon or person's drawing. */
  name: string;
  source: 'design' | 'icon' | 'person';
  style: string;
  half: 'dev' | 'held-out';
  /** Coverage [side, side], 0 ... 255. */
  ink: Uint8Array;
}

function rasterize(svg: string, side: number): Uint8Array {
  const { pixels, width, height } = new Resvg(svg, { fitTo: { mode: 'width', value: side } }).render();
  const ink = new Uint8Array(side * side);
  for (let y = 0; y < Math.min(side, height); y++) {
    for (let x = 0; x < width; x++) ink[y * side + x] = pixels[(y * width + x) * 4 + 3]!;
  }
  return ink;
}

/** `ink` [side, side] in the middle of an empty raster. */
function framed(ink: Uint8Array, side: number): Uint8Array {
  const raster = new Uint8Array(RASTER_SIDE * RASTER_SIDE);
  const margin = Math.floor((RASTER_SIDE - side) / 2);
  for (let y = 0; y < side; y++) {
    raster.set(ink.subarray(y * side, (y + 1) * side), (margin + y) * RASTER_SIDE + margin);
  }
  return raster;
}

/** Every other name of a class, in the order of their hashes, is held out. */
function heldOut(names: readonly string[]): Set<string> {
  const hash = (name: string) => createHash('sha256').update(name).digest('hex');
  const order = names.toSorted((a, b) => hash(a).localeCompare(hash(b)));
  return new Set(order.filter((_, i) => i % 2 === 1));
}

export function readDrawings(): Drawing[] {
  const iconSide = Math.round(RASTER_SIDE * (1 - 2 * ICON_MARGIN));
  const icons = readIcons();
  const people = readPeoplesDrawings();
  const bitmaps = readPeoplesBitmaps();
  const found: Drawing[] = [];
  for (const [label, key] of CLASS_KEYS.entries()) {
    const designs = [...WORN, ...CARRIED].filter((design) => design.label === key);
    const out = heldOut(designs.map(({ name }) => name));
    for (const design of designs) {
      for (const style of Object.keys(STYLES)) {
        const half = out.has(design.name) ? 'held-out' : 'dev';
        found.push({
          label,
          name: design.name,
          source: 'design',
          style,
          half,
          ink: rasterize(drawn(design, style), RASTER_SIDE),
        });
      }
    }
    const own = icons.filter((icon) => icon.label === key);
    const outIcons = heldOut(own.map(({ name }) => name));
    for (const { name, svg } of own) {
      const half = outIcons.has(name) ? 'held-out' : 'dev';
      found.push({
        label,
        name,
        source: 'icon',
        style: 'icon',
        half,
        ink: framed(rasterize(svg, iconSide), iconSide),
      });
    }
    const peoples = people.filter((person) => person.label === key);
    const outPeople = heldOut(peoples.map(({ name }) => name));
    for (const { name, svg } of peoples) {
      const half = outPeople.has(name) ? 'held-out' : 'dev';
      for (const style of Object.keys(PENS) as PersonStyle[]) {
        found.push({ label, name, source: 'person', style, half, ink: rasterize(svg(style), RASTER_SIDE) });
      }
    }
    const ofClass = bitmaps.filter((bitmap) => bitmap.label === key);
    const outBitmaps = heldOut(ofClass.map(({ name }) => name));
    for (const { name, ink } of ofClass) {
      const half = outBitmaps.has(name) ? 'held-out' : 'dev';
      found.push({ label, name, source: 'person', style: 'bitmap', half, ink });
    }
  }
  return found;
}
