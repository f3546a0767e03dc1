// Fills what a drawn outline encloses, as the garment would: small gaps are closed first, a handle's loop stays open.
// Works on a small square, where a stroke is a few pixels wide. It knows no grey levels: see drawing.ts.

/** Ink of at least so much, of 255, is a line. */
const LINE_INK = 60;
/** Gaps are closed up to twice so many pixels. */
const LARGEST_REACH = 6;
/** An outline counts as closed when lines and inside cover this share of what the largest reach would give. */
const ENOUGH = 0.75;

/** What a pixel of the square is. */
export const EMPTY = 0;
export const INSIDE = 1;
export const LINE = 2;

/** `ink` [side, side] becomes EMPTY, INSIDE or LINE, [side, side]. */
export function fillOutline(ink: ArrayLike<number>, side: number): Uint8Array {
  const lines = new Uint8Array(side * side);
  for (let i = 0; i < lines.length; i++) if (ink[i]! >= LINE_INK) lines[i] = 1;
  const full = enclosed(lines, side, LARGEST_REACH);
  const wanted = ENOUGH * count(full);
  let inside = full;
  for (const reach of [0, 1, 2, 4]) {
    const found = enclosed(lines, side, reach);
    if (count(found) < wanted) continue;
    inside = found;
    break;
  }
  const areas = new Uint8Array(side * side);
  for (let i = 0; i < areas.length; i++) areas[i] = lines[i] ? LINE : inside[i] ? INSIDE : EMPTY;
  leaveHandlesOpen(areas, side);
  return areas;
}

function count(mask: Uint8Array): number {
  let sum = 0;
  for (const value of mask) sum += value;
  return sum;
}

/** Lines and what a flood from outside doesn't reach once they are `reach` pixels wider on each side. */
function enclosed(lines: Uint8Array, side: number, reach: number): Uint8Array {
  // A frame as wide as the reach, so that the flood passes everywhere around.
  const frame = reach + 1;
  const wide = side + 2 * frame;
  const walls = new Uint8Array(wide * wide);
  for (let y = 0; y < side; y++) {
    walls.set(lines.subarray(y * side, (y + 1) * side), (y + frame) * wide + frame);
  }
  spread(walls, wide, reach);
  const outside = flood(walls, wide);
  spread(outside, wide, reach);
  const found = new Uint8Array(side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const i = y * side + x;
      found[i] = lines[i] || !outside[(y + frame) * wide + x + frame] ? 1 : 0;
    }
  }
  return found;
}

/** Widens a mask by `reach` in every direction, in place: a square, as rows and then columns. */
function spread(mask: Uint8Array, side: number, reach: number): void {
  if (reach === 0) return;
  const line = new Uint8Array(side);
  const along = (first: number, step: number) => {
    // Distance to the last set pixel before, then to the next one after.
    let since = side;
    for (let i = 0; i < side; i++) {
      since = mask[first + i * step] ? 0 : since + 1;
      line[i] = since <= reach ? 1 : 0;
    }
    since = side;
    for (let i = side - 1; i >= 0; i--) {
      since = mask[first + i * step] ? 0 : since + 1;
      if (since <= reach) line[i] = 1;
    }
    for (let i = 0; i < side; i++) mask[first + i * step] = line[i]!;
  };
  for (let i = 0; i < side; i++) along(i * side, 1);
  for (let i = 0; i < side; i++) along(i, side);
}

/** What is reached from the first pixel without crossing `walls`. */
function flood(walls: Uint8Array, side: number): Uint8Array {
  const reached = new Uint8Array(side * side);
  const open = new Int32Array(side * side);
  let length = 1;
  reached[0] = 1;
  const visit = (i: number) => {
    if (reached[i] || walls[i]) return;
    reached[i] = 1;
    open[length++] = i;
  };
  while (length > 0) {
    const i = open[--length]!;
    const x = i % side;
    if (x > 0) visit(i - 1);
    if (x < side - 1) visit(i + 1);
    if (i >= side) visit(i - side);
    if (i < side * (side - 1)) visit(i + side);
  }
  return reached;
}

interface Area {
  pixels: number[];
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Areas of INSIDE that lines part from each other. */
function partsInside(areas: Uint8Array, side: number): Area[] {
  const seen = new Uint8Array(side * side);
  const found: Area[] = [];
  for (let start = 0; start < areas.length; start++) {
    if (seen[start] || areas[start] !== INSIDE) continue;
    const area: Area = { pixels: [start], left: side, right: 0, top: side, bottom: 0 };
    const visit = (i: number) => {
      if (areas[i] !== INSIDE || seen[i]) return;
      seen[i] = 1;
      area.pixels.push(i);
    };
    seen[start] = 1;
    for (let next = 0; next < area.pixels.length; next++) {
      const i = area.pixels[next]!;
      const x = i % side;
      const y = (i - x) / side;
      area.left = Math.min(area.left, x);
      area.right = Math.max(area.right, x);
      area.top = Math.min(area.top, y);
      area.bottom = Math.max(area.bottom, y);
      if (x > 0) visit(i - 1);
      if (x < side - 1) visit(i + 1);
      visit(i - side);
      visit(i + side);
    }
    found.push(area);
  }
  return found;
}

/**
 * A loop that stands in the middle on top of a wide, boxy body is a bag's handle: what it encloses is no cloth. A dress's
 * bodice stands on a skirt that is no box, and a collar or a hood is as small as the neck.
 */
function leaveHandlesOpen(areas: Uint8Array, side: number): void {
  const parts = partsInside(areas, side);
  const body = parts.reduce<Area | null>(
    (most, part) => (most && most.pixels.length >= part.pixels.length ? most : part),
    null,
  );
  if (!body) return;
  const width = body.right - body.left + 1;
  const height = body.bottom - body.top + 1;
  const boxy = body.pixels.length > 0.7 * width * height && width > 0.8 * height;
  if (!boxy || width < side / 3) return;
  for (const part of parts) {
    const above = part.bottom <= body.top + 0.2 * height && part.top < body.top;
    const wide = part.right - part.left + 1;
    const tall = part.bottom - part.top + 1;
    const middle = Math.abs(part.left + part.right - body.left - body.right) < 0.5 * width;
    if (above && middle && wide > 0.15 * width && wide < 1.1 * width && tall > 0.1 * height) {
      for (const i of part.pixels) areas[i] = EMPTY;
    }
  }
}
