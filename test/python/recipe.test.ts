// The script's own random numbers: initial weights, split, order, augmentation and learning rates are the page's, bit for bit.

import { describe, expect, test } from 'vitest';
import { PRESETS, presetFor, runCounts, type RunConfig } from '../../src/contract/config.ts';
import { FASHION, type DatasetFacts } from '../../src/contract/dataset.ts';
import { encodeSample } from '../../src/contract/sample.ts';
import type { LearningRateMark } from '../../src/contract/metrics.ts';
import { FRAMED_SIDE, gather } from '../../src/engine/reference/gather.ts';
import { newRun } from '../../src/export/python/classic-run.fixture.ts';
import { trainScript } from '../../src/export/python/train-script.ts';
import { initialParameters } from '../../src/recipe/initial-parameters.ts';
import { epochOrder, splitSamples, trainingImages } from '../../src/recipe/split.ts';
import { pythonWith } from '../../tools/python.ts';
import { smallData, writeData } from './data.fixture.ts';
import { bytesOf, drive, floats32, testFolder, words } from './driver.fixture.ts';
import { learningRates } from './reference-run.fixture.ts';

const python = await pythonWith(['torch', 'numpy']);

const OWN: DatasetFacts = {
  ...FASHION,
  id: '0123456789ab',
  name: 'letters',
  trainCount: 2000,
  testCount: 47,
};
const own = presetFor('modern', OWN.id);

const CASES: readonly (readonly [string, Partial<RunConfig>, LearningRateMark[]?, DatasetFacts?])[] = [
  ['Classic LeNet, streamed', PRESETS.article],
  ['all images together', { ...PRESETS.article, order: 'shuffled', seed: 4_294_967_295, samples: 25_001 }],
  ['Sprint', { ...PRESETS.sprint, seed: 7, samples: 101, split: 0.5, batch: 1 }],
  [
    'Modern, with changes of the rate by hand',
    { ...PRESETS.modern, samples: 33_333, init: 'he', epochs: 2 },
    [
      { step: 0, value: 0.01 },
      { step: 300, value: 1e-6 },
      { step: 300, value: 0.004 },
    ],
  ],
  [
    'synthetic images',
    { ...PRESETS.sketch, samples: 1000, synthetic: 777, shift: 4, epochs: 2, init: 'xavier' },
  ],
  [
    '47 classes',
    { ...own, classes: 47, samples: 2000, schedule: 'one-cycle', batch: 512, epochs: 1 },
    [],
    OWN,
  ],
];

/** A comparison element by element, as toEqual makes it, takes seconds for arrays of this size. */
function sameBits(found: Float32Array | Uint32Array, expected: Float32Array | Uint32Array): boolean {
  const bytes = ({ buffer, byteOffset, byteLength }: Float32Array | Uint32Array) =>
    Buffer.from(buffer, byteOffset, byteLength);
  return expected.length > 0 && bytes(found).equals(bytes(expected));
}

describe.skipIf(python === null)('what follows from the seed', () => {
  test('is the same, bit for bit', async () => {
    const cases = CASES.map(([name, changes, marks = [], dataset = FASHION]) => {
      const config = { ...PRESETS.article, ...changes };
      return { name, config, marks, script: trainScript(newRun(config, { marks, dataset })) };
    });
    const folder = await drive(python!, { do: 'facts', scripts: cases.map(({ script }) => script) });
    for (const [i, { name, config, marks }] of cases.entries()) {
      const train = trainingImages(config);
      const initial = initialParameters(config, config.init, config.seed);
      expect(sameBits(floats32(folder, `${i}.initial`), initial), `run: ${name}`).toBe(true);
      // The synthetic images of a run on FashionMNIST follow its test images.
      expect(sameBits(words(folder, `${i}.train`), train), `run: ${name}`).toBe(true);
      expect(
        sameBits(words(folder, `${i}.validation`), splitSamples(config).validation),
        `run: ${name}`,
      ).toBe(true);
      expect(sameBits(words(folder, `${i}.first-order`), epochOrder(config, train, 1)), `run: ${name}`).toBe(
        true,
      );
      expect(sameBits(words(folder, `${i}.second-order`), epochOrder(config, train, 2)), `run: ${name}`).toBe(
        true,
      );
      const rates = floats32(folder, `${i}.rates`);
      expect(rates, `run: ${name}`).toHaveLength(runCounts(config).totalSteps);
      expect(sameBits(rates, learningRates(config, marks)), `run: ${name}`).toBe(true);
    }
  });

  test('and so are the pixels of mirrored and shifted images', async () => {
    const data = smallData(10, 20, 5);
    const config = { ...presetFor('modern', data.facts.id), samples: 20 };
    const samples = Array.from({ length: 25 }, (_, index) =>
      encodeSample({ index, flip: index % 2 === 1, shiftX: (index % 9) - 4, shiftY: (index % 7) - 3 }),
    );
    const script = trainScript(newRun(config, { dataset: data.facts }));
    const place = writeData(testFolder(), data);
    const folder = await drive(python!, { do: 'images', scripts: [script], data: place, words: samples });
    const framed = new Float64Array(FRAMED_SIDE ** 2);
    const expected = samples.map((word) => {
      gather(data.images, word, framed);
      const rows = Array.from({ length: 28 }, (_, y) => framed.slice((y + 2) * 32 + 2, (y + 2) * 32 + 30));
      return rows.flatMap((row) => [...row].map((value) => Math.round(value * 255)));
    });
    expect([...bytesOf(folder, '0.pixels')]).toEqual(expected.flat());
  });

  test('changes with the seed and with the rounding of halves', async () => {
    const config = { ...PRESETS.sprint, samples: 101, split: 0.5, batch: 1, epochs: 1 };
    const script = trainScript(newRun(config));
    const scripts = [
      script,
      script.replace('"seed": 1,', '"seed": 2,'),
      script.replace('math.floor(samples * config["split"] + 0.5)', 'round(samples * config["split"])'),
    ];
    expect(new Set(scripts).size).toBe(3);
    const folder = await drive(python!, { do: 'facts', scripts });
    expect(words(folder, '0.train')).toEqual(trainingImages(config));
    expect(words(folder, '0.train')).toHaveLength(51);
    expect(floats32(folder, '1.initial')).not.toEqual(floats32(folder, '0.initial'));
    expect(words(folder, '1.train')).not.toEqual(words(folder, '0.train'));
    expect(words(folder, '2.train')).toHaveLength(50);
  });
});
