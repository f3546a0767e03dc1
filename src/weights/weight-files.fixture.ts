// Weight files assembled by hand, and valid ones of every kind.

import { PRESETS, type RunConfig } from '../contract/config.ts';
import { parameterLayout } from '../contract/model.ts';
import { formatLink } from '../contract/url.ts';
import { initialParameters } from '../recipe/initial-parameters.ts';
import { FORMAT_VERSION } from './read-weight-file.ts';
import { encodeSafetensors } from './safetensors.ts';

/** A small network with settings that differ from Classic LeNet's. */
export const fixtureConfig: RunConfig = { ...PRESETS.sprint, c1: 1, c3: 2, f5: 3, f6: 4, seed: 9 };
export const fixtureParameters = initialParameters(fixtureConfig, 'pytorch', 1);

export interface FileParts {
  /** The header with its padding. */
  text: string;
  data: Uint8Array;
}

export function partsOf(bytes: Uint8Array): FileParts {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const text = new TextDecoder().decode(bytes.subarray(8, 8 + length));
  return { text, data: bytes.slice(8 + length) };
}

export function fileOf(
  header: string | Uint8Array,
  data: Uint8Array,
  headerLength?: bigint,
): Uint8Array<ArrayBuffer> {
  const head = typeof header === 'string' ? new TextEncoder().encode(header) : header;
  const bytes = new Uint8Array(8 + head.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, headerLength ?? BigInt(head.length), true);
  bytes.set(head, 8);
  bytes.set(data, 8 + head.length);
  return bytes;
}

export const ownMetadata: Record<string, string> = {
  format: 'pt',
  producer: 'LeNet Playground',
  version: String(FORMAT_VERSION),
  link: formatLink(fixtureConfig),
  config: JSON.stringify(fixtureConfig),
};

/** A file as this program writes it. */
export const ownFile = encodeSafetensors(fixtureConfig, fixtureParameters, ownMetadata);

/** A file with the tensors in `order`, without gaps, and the header padded as the format recommends. */
export function orderedFile(order: readonly number[], metadata?: Record<string, string>): Uint8Array {
  const { tensors } = parameterLayout(fixtureConfig);
  const { data } = partsOf(ownFile);
  const body = new Uint8Array(data.length);
  const header: Record<string, unknown> = metadata ? { ['__metadata__']: metadata } : {};
  let at = 0;
  for (const index of order) {
    const { name, shape, offset, size } = tensors[index]!;
    body.set(data.subarray(4 * offset, 4 * (offset + size)), at);
    header[name] = { dtype: 'F32', shape, data_offsets: [at, at + 4 * size] };
    at += 4 * size;
  }
  const text = JSON.stringify(header);
  return fileOf(text.padEnd(Math.ceil(text.length / 8) * 8), body);
}

export type OtherType = 'F64' | 'F16' | 'BF16';
const BYTES: Readonly<Record<OtherType, number>> = { F64: 8, F16: 2, BF16: 2 };

/** `value` as the 16 bits of a half: exact for multiples of 1/1024 from 1/4 up to 2. */
function halfBits(value: number): number {
  const exponent = Math.floor(Math.log2(Math.abs(value)));
  const fraction = (Math.abs(value) / 2 ** exponent - 1) * 1024;
  return (value < 0 ? 0x8000 : 0) + ((exponent + 15) << 10) + Math.round(fraction);
}

/** Numbers that F16 and BF16 hold exactly, in place of `fixtureParameters`. */
export const exactParameters = fixtureParameters.map(
  (_, i) => (i % 2 === 0 ? 1 : -1) * (1 + (i % 100) / 128),
);

/** The program's own file with `exactParameters` as another type; `change` may overwrite the last number. */
export function convertedFile(
  dtype: OtherType,
  change: (view: DataView, at: number) => void = () => {},
  prefix = '',
): Uint8Array {
  const { tensors, size } = parameterLayout(fixtureConfig);
  const bytes = BYTES[dtype];
  const view = new DataView(new ArrayBuffer(bytes * size));
  for (const [i, value] of exactParameters.entries()) {
    if (dtype === 'F64') view.setFloat64(8 * i, value, true);
    else if (dtype === 'F16') view.setUint16(2 * i, halfBits(value), true);
    else {
      const word = new DataView(new ArrayBuffer(4));
      word.setFloat32(0, value);
      view.setUint16(2 * i, word.getUint16(0), true);
    }
  }
  change(view, bytes * (size - 1));
  const header: Record<string, unknown> = { ['__metadata__']: ownMetadata };
  for (const { name, shape, offset, size } of tensors) {
    header[prefix + name] = { dtype, shape, data_offsets: [bytes * offset, bytes * (offset + size)] };
  }
  const text = JSON.stringify(header);
  return fileOf(text.padEnd(Math.ceil(text.length / 8) * 8), new Uint8Array(view.buffer));
}

/** Valid files of each kind. */
export const goodFiles: Readonly<Record<string, Uint8Array>> = {
  ours: ownFile,
  'ours in another order': orderedFile([9, 0, 8, 1, 7, 2, 6, 3, 5, 4], ownMetadata),
  // safetensors.torch.save_file sorts by type and then by name, and can write {"format":"pt"}.
  "Python's": orderedFile([1, 0, 3, 2, 5, 4, 7, 6, 9, 8], { format: 'pt' }),
  'without metadata': orderedFile([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
};
