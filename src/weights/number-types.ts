// The number types of safetensors that weights are read from. All become float32: F16 and BF16 exactly, F64 rounded to the
// nearest float32.

export interface NumberType {
  /** Of one number. */
  bytes: number;
  /** The little-endian number at byte `at`, before it is rounded to float32. */
  read: (view: DataView, at: number) => number;
}

const TYPES: Readonly<Record<string, NumberType>> = {
  F32: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  F64: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
  F16: { bytes: 2, read: (view, at) => fromHalf(view.getUint16(at, true)) },
  BF16: { bytes: 2, read: (view, at) => fromBrainFloat(view.getUint16(at, true)) },
};

export const NUMBER_TYPE_NAMES = 'F32, F64, F16 or BF16';

/** The type that safetensors calls `name`; null for any other. */
export function numberType(name: unknown): NumberType | null {
  return typeof name === 'string' && Object.hasOwn(TYPES, name) ? TYPES[name]! : null;
}

/** IEEE 754 binary16: a sign, 5 bits of exponent and 10 of fraction. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const word = new DataView(new ArrayBuffer(4));

/** The upper half of a float32. */
function fromBrainFloat(bits: number): number {
  word.setUint32(0, bits << 16);
  return word.getFloat32(0);
}
