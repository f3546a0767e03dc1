// Writes a run in the format that a person chose.

import { zipSync } from 'fflate';
import { bundle, ZIP_TIME } from './bundle.ts';
import type { ExportedFile, ExportedRun, WriteRun } from './exported-run.ts';
import { exportName } from './model-card.ts';
import { onnxFile } from './onnx.ts';
import { notebook } from './python/notebook.ts';
import { trainScript } from './python/train-script.ts';
import { tfjsFiles, WEIGHTS_NAME } from './tfjs.ts';

const encode = (text: string) => new TextEncoder().encode(text);

export const writeRun: WriteRun = (format, run, weightFile, images): ExportedFile => {
  const name = exportName(run.run);
  switch (format) {
    case 'script':
      return { name: 'train.py', bytes: encode(trainScript(run, images)) };
    case 'notebook':
      return { name: `${name}.ipynb`, bytes: encode(notebook(run, images)) };
    case 'onnx':
      return { name: `${name}.onnx`, bytes: onnxFile(run) };
    case 'tfjs':
      return { name: `${name}-tfjs.zip`, bytes: tfjsZip(run) };
    case 'zip': {
      const parts = { script: trainScript(run, images), notebook: notebook(run, images) };
      return bundle(run, weightFile, parts, images);
    }
    default:
      return format satisfies never;
  }
};

/** Both files together: a browser may rename single downloads, and the model names the file of its weights. */
function tfjsZip(run: ExportedRun): Uint8Array<ArrayBuffer> {
  const { model, weights } = tfjsFiles(run);
  return zipSync({ 'model.json': encode(model), [WEIGHTS_NAME]: weights }, { level: 6, mtime: ZIP_TIME });
}
