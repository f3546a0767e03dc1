// The campaign `model-files`: ONNX and zip files of the page are damaged at random. Each is refused, or it is read as another
// reader reads it: an ONNX file as a simple reader does, a zip file, which has checksums, with the very same weights.

import { zipSync } from 'fflate';
import type { Random } from '../../src/base/random.ts';
import { parameterLayout } from '../../src/contract/model.ts';
import { readConfig } from '../../src/contract/read-config.ts';
import { smallOnnx, smallRun } from '../../src/export/bad-onnx-files.fixture.ts';
import { readModelFile } from '../../src/export/read-model-file.ts';
import { tfjsFiles } from '../../src/export/tfjs.ts';
import { readWeightFile, type WeightFile } from '../../src/weights/read-weight-file.ts';
import { encodeSafetensors } from '../../src/weights/safetensors.ts';
import type { Campaign, Outcome } from './campaign.ts';
import { readOnnxPlainly, type PlainOnnx } from './plain-onnx.ts';

const { config } = smallRun.run.plan;
const { model, weights } = tfjsFiles(smallRun);
const safetensors = encodeSafetensors(config, smallRun.parameters, { config: JSON.stringify(config) });
const FILES: Readonly<Record<string, Uint8Array>> = {
  onnx: smallOnnx,
  'zip with safetensors': zipSync({
    'run/model.safetensors': safetensors,
    'run/README.md': new Uint8Array(50),
  }),
  'zip with ONNX': zipSync({ 'model.onnx': [smallOnnx, { level: 0 }] }),
  'zip with TensorFlow.js': zipSync({
    'model.json': new TextEncoder().encode(model),
    'weights.bin': weights,
  }),
};
const KINDS = Object.keys(FILES);
const ORIGINAL = readOnnxPlainly(smallOnnx);
const NUMBERS = Buffer.from(smallRun.parameters.buffer);

const MUTATIONS: Readonly<Record<string, (bytes: Uint8Array, random: Random) => Uint8Array>> = {
  'cut short': (bytes, random) => bytes.slice(0, random.below(bytes.length)),
  'a bit changed': (bytes, random) => changed(bytes, random, 1, (byte) => byte ^ (1 << random.below(8))),
  'bytes changed': (bytes, random) => changed(bytes, random, 1 + random.below(4), () => random.below(256)),
  'bytes at the start or the end changed': (bytes, random) => {
    const copy = bytes.slice();
    const at = random.below(120);
    copy[random.below(2) === 0 ? at : copy.length - 1 - at] = random.below(256);
    return copy;
  },
  'some removed': (bytes, random) => {
    const at = random.below(bytes.length);
    return join(bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(20)));
  },
  'some inserted': (bytes, random) => {
    const at = random.below(bytes.length);
    return join(bytes.subarray(0, at), noise(1 + random.below(20), random), bytes.subarray(at));
  },
  'a part of itself copied': (bytes, random) => {
    const [from, to] = [random.below(bytes.length), random.below(bytes.length)];
    const copy = bytes.slice();
    copy.set(
      bytes.subarray(from, from + Math.min(1 + random.below(100), bytes.length - Math.max(from, to))),
      to,
    );
    return copy;
  },
  'more at the end': (bytes, random) => join(bytes, noise(1 + random.below(40), random)),
};
const NAMES = Object.keys(MUTATIONS);

const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
const noise = (length: number, random: Random) => Uint8Array.from({ length }, () => random.below(256));

function changed(
  bytes: Uint8Array,
  random: Random,
  times: number,
  change: (byte: number) => number,
): Uint8Array {
  const copy = bytes.slice();
  for (let i = 0; i < times; i++) {
    const at = random.below(copy.length);
    copy[at] = change(copy[at]!);
  }
  return copy;
}

export const modelFileFaults: Campaign = { times: 40_000, once: readDamagedFile };

async function readDamagedFile(random: Random): Promise<Outcome> {
  const kind = KINDS[random.below(KINDS.length)]!;
  const name = NAMES[random.below(NAMES.length)]!;
  const bytes = MUTATIONS[name]!(FILES[kind]!, random);
  const outcome = (as: string, survived = true): Outcome => ({ fault: `${kind}: ${name}`, survived, as });
  let read: ReturnType<typeof readWeightFile>;
  try {
    const opened = await readModelFile(bytes);
    read = 'refusal' in opened ? opened : readWeightFile(opened.bytes);
  } catch (error) {
    return outcome(`crashed with ${String(error)}`, false);
  }
  if ('refusal' in read) return outcome('refused');
  const numbers = Buffer.from(read.file.parameters.buffer);
  const same = numbers.equals(NUMBERS) && JSON.stringify(read.file.config) === JSON.stringify(config);
  if (kind !== 'onnx') return same ? outcome('the same') : outcome('accepted with other numbers', false);
  const wrong = differenceFrom(bytes, read.file);
  if (wrong) return outcome(`accepted with ${wrong}`, false);
  return outcome(same ? 'the same' : 'other numbers or settings, as in the file');
}

/** Where `file` differs from what the simple reader finds in `bytes`, or null. */
function differenceFrom(bytes: Uint8Array, file: WeightFile): string | null {
  let plain: PlainOnnx;
  try {
    plain = readOnnxPlainly(bytes);
  } catch (error) {
    return `what is not ONNX: ${String(error)}`;
  }
  if (plain.nodes !== ORIGINAL.nodes) return 'other nodes';
  const names = parameterLayout(config).tensors.map(({ name }) => name);
  const numbers = Buffer.concat(names.map((name) => plain.numbers.get(name) ?? Buffer.alloc(0)));
  if (!numbers.equals(Buffer.from(file.parameters.buffer))) return 'other numbers than the file has';
  const found = readConfig(JSON.parse(plain.metadata.get('config') ?? 'null'));
  return JSON.stringify(found) === JSON.stringify(file.config)
    ? null
    : 'another configuration than the file has';
}
