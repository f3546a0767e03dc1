// Turns a file of weights in another format into the safetensors file of the same weights: an ONNX file, or a zip file with
// safetensors, ONNX or TensorFlow.js inside. Loaded when such a file is opened.

import { formatMegabytes } from '../base/format.ts';
import {
  ARCHIVE_MEGABYTES,
  WEIGHT_FILE_MEGABYTES,
  type WeightsRefusal,
} from '../contract/weights-refusal.ts';
import { Refused as ArchiveRefused } from '../own-data/refused.ts';
import { readAll, type Source } from '../own-data/source.ts';
import { zipSources } from '../own-data/zip.ts';
import { fileKind } from '../weights/file-kind.ts';
import { FORMAT_VERSION } from '../weights/read-weight-file.ts';
import { Refused } from '../weights/refused.ts';
import { encodeSafetensors } from '../weights/safetensors.ts';
import { readOnnx, type ReadModel } from './read-onnx.ts';
import { readTfjs } from './read-tfjs.ts';
import { WEIGHTS_NAME } from './tfjs.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * The safetensors file, for `readWeightFile` to check, or why there is none. Bytes of no other format come back as they are.
 * Of a zip file with several formats the safetensors file is taken, otherwise the ONNX file.
 */
export async function readModelFile(
  bytes: Uint8Array,
): Promise<{ bytes: Bytes } | { refusal: WeightsRefusal }> {
  try {
    switch (fileKind(bytes)) {
      case 'zip':
        return { bytes: await fromZip(notShared(bytes)) };
      case 'onnx':
        return { bytes: toSafetensors(readOnnx(bytes)) };
      default:
        return { bytes: notShared(bytes) };
    }
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.refusal };
    if (error instanceof ArchiveRefused) return { refusal: damagedZip(error) };
    throw error;
  }
}

/** The same bytes; a copy where another thread could change them. */
function notShared({ buffer, byteOffset, length }: Uint8Array): Bytes {
  const shared = !(buffer instanceof ArrayBuffer);
  return shared
    ? new Uint8Array(buffer, byteOffset, length).slice()
    : new Uint8Array(buffer, byteOffset, length);
}

function toSafetensors({ config, parameters }: ReadModel): Bytes {
  const version = String(FORMAT_VERSION);
  return encodeSafetensors(config, parameters, { version, config: JSON.stringify(config) });
}

function damagedZip({ refusal }: ArchiveRefused): WeightsRefusal {
  const { file, reason } = refusal;
  return { reason: 'bad-zip', found: `${shorten(file)}: ${reason}`, expected: 'a complete zip file' };
}

const shorten = (text: string) => (text.length > 60 ? `…${text.slice(-60)}` : text);

async function fromZip(bytes: Bytes): Promise<Bytes> {
  if (bytes.length > ARCHIVE_MEGABYTES * 2 ** 20) {
    throw new Refused('too-large', formatMegabytes(bytes.length), `at most ${ARCHIVE_MEGABYTES} MB`);
  }
  const files = zipSources(bytes, 'zip').filter(({ inside }) => !/(?:^|[/\\])(?:\.|__MACOSX)/.test(inside));
  const safetensors = onlyOne(files, /\.safetensors$/i, /^initial\.safetensors$/i);
  if (safetensors) return readWhole(safetensors);
  const onnx = onlyOne(files, /\.onnx$/i);
  if (onnx) return toSafetensors(readOnnx(await readWhole(onnx)));
  const model = onlyOne(files, /^model\.json$/i);
  if (model) {
    const folder = model.inside.slice(0, -nameOf(model).length);
    const weights = files.filter(({ inside }) => inside === `${folder}${WEIGHTS_NAME}`);
    if (weights.length !== 1) {
      throw new Refused(
        'bad-tfjs',
        `${weights.length} files ${folder}${WEIGHTS_NAME}`,
        `one beside ${model.inside}`,
      );
    }
    return toSafetensors(readTfjs(await readWhole(model), await readWhole(weights[0]!)));
  }
  const pickle = files.some((file) => nameOf(file) === 'data.pkl');
  const found = pickle ? 'PyTorch’s .pth, a pickle' : `${files.length} files, none with weights`;
  throw new Refused('no-model', found, 'a .safetensors, .onnx or model.json file');
}

const nameOf = ({ inside }: Source) =>
  inside.slice(Math.max(inside.lastIndexOf('/'), inside.lastIndexOf('\\')) + 1);

/** The file with such a name; null where there is none. Throws Refused where there are several. */
function onlyOne(files: readonly Source[], name: RegExp, except?: RegExp): Source | null {
  const found = files.filter((file) => name.test(nameOf(file)) && !except?.test(nameOf(file)));
  if (found.length < 2) return found[0] ?? null;
  const [first, second] = found.map(({ inside }) => shorten(inside));
  throw new Refused('several-models', `${first} and ${second}`, 'one file of weights');
}

function readWhole(file: Source): Promise<Bytes> {
  if (file.size > WEIGHT_FILE_MEGABYTES * 2 ** 20) {
    const found = `${shorten(file.inside)}: ${formatMegabytes(file.size)}`;
    throw new Refused('too-large', found, `at most ${WEIGHT_FILE_MEGABYTES} MB`);
  }
  return readAll(file);
}
