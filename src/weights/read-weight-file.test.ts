// Weight files from outside: valid ones of every source are read completely, invalid ones refused for the right reason.

import { describe, expect, test } from 'vitest';
import { FIELDS, PRESETS } from '../contract/config.ts';
import { FASHION } from '../contract/dataset.ts';
import { weightFile } from '../training/weight-file.ts';
import { initialParameters } from '../recipe/initial-parameters.ts';
import { FORMAT_VERSION, readWeightFile, type WeightFile } from './read-weight-file.ts';
import { encodeSafetensors } from './safetensors.ts';
import { badFiles } from './bad-weight-files.fixture.ts';
import {
  convertedFile,
  exactParameters,
  fileOf,
  goodFiles,
  fixtureConfig,
  fixtureParameters,
  ownFile,
  ownMetadata,
  partsOf,
} from './weight-files.fixture.ts';

const { activation, pooling, dense, c1, c3, f5, f6, classes } = fixtureConfig;
const widths = { c1, c3, f5, f6, classes };
const article = { activation: 'sigmoid', pooling: 'average', dense: false };

function fileIn(bytes: Uint8Array): WeightFile {
  const read = readWeightFile(bytes);
  if ('refusal' in read) throw new Error(`refused: ${read.refusal.found}`);
  return read.file;
}

describe('a good file', () => {
  test('as this program writes it: network, run and every bit', () => {
    const metrics = {
      epoch: 2,
      step: 80,
      trainLoss: 1,
      trainAccuracy: 0.5,
      validationLoss: 1,
      validationAccuracy: 0.5,
      seconds: 1,
      learningRate: 0.1,
      best: true,
      validationConfusion: new Uint16Array(100),
    };
    const empty = new Float32Array(0);
    const state = { parameters: fixtureParameters, moment1: empty, moment2: empty, step: 80 };
    const best = { state, config: fixtureConfig, metrics, test: null };
    const repeatable = { plan: { start: { kind: 'seed' } }, marks: [], edited: [], result: null } as const;
    const { bytes } = weightFile(best, repeatable, FASHION);
    const file = fileIn(bytes);
    expect(file).toMatchObject({ model: { ...widths, activation, pooling, dense }, assumed: false });
    expect(file.config).toEqual(fixtureConfig);
    expect(file.parameters).toEqual(fixtureParameters);
    expect(file.metadata).toMatchObject({ version: String(FORMAT_VERSION), epoch: '2' });
    expect(file.metadata).toHaveProperty('link');
    expect(file.metadata).not.toHaveProperty('edited');
    // The link of a run that was edited by hand does not repeat it.
    const { metadata } = fileIn(weightFile(best, { ...repeatable, edited: [3] }, FASHION).bytes);
    expect(metadata).toHaveProperty('edited', 'true');
    expect(metadata).not.toHaveProperty('link');
  });

  test.each(Object.entries(goodFiles))('%s', (_, bytes) => {
    const file = fileIn(bytes);
    const own = 'config' in file.metadata;
    expect(file.parameters).toEqual(fixtureParameters);
    expect(file.model).toEqual({ ...widths, ...(own ? { activation, pooling, dense } : article) });
    expect(file.config).toEqual(own ? fixtureConfig : null);
    expect(file.assumed).toBe(!own);
  });

  test('without a version, of an older one, and a view into a larger buffer at an odd offset', () => {
    const { version, ...rest } = ownMetadata;
    expect(version).toBe(String(FORMAT_VERSION));
    expect(fileIn(encodeSafetensors(fixtureConfig, fixtureParameters, rest)).config).toEqual(fixtureConfig);
    const older = encodeSafetensors(fixtureConfig, fixtureParameters, { ...ownMetadata, version: '0' });
    expect(fileIn(older).config).toEqual(fixtureConfig);
    const shifted = new Uint8Array(ownFile.length + 3);
    shifted.set(ownFile, 3);
    expect(fileIn(shifted.subarray(3)).parameters).toEqual(fixtureParameters);
  });

  test('a configuration without a newer field gets the preset’s value, or that of all runs before it', () => {
    const config = JSON.stringify({ preset: 'sprint', ...widths });
    const file = fileIn(encodeSafetensors(fixtureConfig, fixtureParameters, { config }));
    expect(file.config).toEqual({ ...PRESETS.sprint, order: 'shuffled', ...widths });
  });

  test('a network of another number of classes', () => {
    for (const classes of [2, 3, 47, 100]) {
      const model = { ...fixtureConfig, data: '0123456789ab', order: 'shuffled', classes } as const;
      const parameters = initialParameters(model, 'pytorch', 2);
      const file = fileIn(encodeSafetensors(model, parameters, { config: JSON.stringify(model) }));
      expect(file.model.classes).toBe(classes);
      expect(file.config).toEqual(model);
      expect(file.parameters).toEqual(parameters);
    }
    for (const classes of [1, 101]) {
      const parameters = initialParameters({ ...fixtureConfig, classes }, 'pytorch', 2);
      const bytes = encodeSafetensors({ ...fixtureConfig, classes }, parameters, {});
      expect(readWeightFile(bytes)).toMatchObject({ refusal: { reason: 'other-tensors' } });
    }
  });

  test('the smallest and the largest network within the bounds', () => {
    for (const bound of ['min', 'max'] as const) {
      const model = { ...PRESETS.article };
      for (const width of ['c1', 'c3', 'f5', 'f6'] as const) model[width] = FIELDS[width][bound];
      const parameters = initialParameters(model, 'pytorch', 2);
      const file = fileIn(encodeSafetensors(model, parameters, {}));
      expect(file.model).toMatchObject({ c1: model.c1, c3: model.c3, f5: model.f5, f6: model.f6 });
      expect(Buffer.from(file.parameters.buffer).equals(Buffer.from(parameters.buffer))).toBe(true);
    }
  });
});

describe('other number types', () => {
  test.each(['F64', 'F16', 'BF16'] as const)('%s', (dtype) => {
    const file = fileIn(convertedFile(dtype));
    expect(file.parameters).toEqual(exactParameters);
    expect(file).toMatchObject({ config: fixtureConfig, assumed: false });
  });

  test.each([
    ['F64', 0.1, (view: DataView, at: number) => view.setFloat64(at, 0.1, true)],
    ['F64', 3.4028234663852886e38, (view: DataView, at: number) => view.setFloat64(at, 3.4028235e38, true)],
    ['F64', 0, (view: DataView, at: number) => view.setFloat64(at, 1e-300, true)],
    ['F16', 0.333251953125, (view: DataView, at: number) => view.setUint16(at, 0x3555, true)],
    ['F16', -65504, (view: DataView, at: number) => view.setUint16(at, 0xfbff, true)],
    ['F16', 2 ** -24, (view: DataView, at: number) => view.setUint16(at, 1, true)],
    ['F16', -0, (view: DataView, at: number) => view.setUint16(at, 0x8000, true)],
    ['BF16', 3.3895313892515355e38, (view: DataView, at: number) => view.setUint16(at, 0x7f7f, true)],
    ['BF16', -0.10009765625, (view: DataView, at: number) => view.setUint16(at, 0xbdcd, true)],
  ] as const)('%s: %d', (dtype, value, change) => {
    expect(fileIn(convertedFile(dtype, change)).parameters.at(-1)).toBe(Math.fround(value));
  });

  test('each tensor may have its own', () => {
    const { text, data } = partsOf(ownFile);
    const header = JSON.parse(text) as Record<string, { dtype: string; data_offsets: [number, number] }>;
    // The last tensor in double precision, which makes the file longer.
    const last = header['f7.bias']!;
    const [start, end] = last.data_offsets;
    const values = new Float32Array(data.slice(start).buffer);
    header['f7.bias'] = { ...last, dtype: 'F64', data_offsets: [start, start + 2 * (end - start)] };
    const body = Buffer.concat([data.subarray(0, start), new Uint8Array(Float64Array.from(values).buffer)]);
    expect(fileIn(fileOf(JSON.stringify(header), body)).parameters).toEqual(fixtureParameters);
  });

  test('a number beyond float32 is named', () => {
    const file = convertedFile('F64', (view, at) => view.setFloat64(at, -1e39, true));
    expect(readWeightFile(file)).toMatchObject({
      refusal: { found: '-1e+39 in f7.bias, element 9', expected: 'numbers in the range of float32' },
    });
  });
});

test.each(['module.', '_orig_mod.', 'module._orig_mod.', '_orig_mod.module.'])(
  'names of a wrapped module, %s',
  (prefix) => {
    expect(fileIn(convertedFile('F64', undefined, prefix)).parameters).toEqual(exactParameters);
  },
);

describe.each(Object.entries(badFiles))('refused as %s', (reason, files) => {
  test.each(files)('%s', (_, bytes) => {
    const read = readWeightFile(bytes);
    if ('file' in read) throw new Error('the file was accepted');
    expect(read.refusal).toMatchObject({ reason });
    expect(read.refusal.found.length + read.refusal.expected.length).toBeLessThan(300);
  });
});
