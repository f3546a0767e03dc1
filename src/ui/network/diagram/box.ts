// A rectangle of the drawing, in CSS pixels.

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
