// The script as a person starts it: a run that a person steered, foreign names, missing and other images.

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { presetFor } from '../../src/contract/config.ts';
import { FASHION } from '../../src/contract/dataset.ts';
import type { LearningRateMark } from '../../src/contract/metrics.ts';
import { parseLink } from '../../src/contract/url.ts';
import { newRun } from '../../src/export/python/classic-run.fixture.ts';
import { wellFormed } from '../../src/export/python/literal.ts';
import { trainScript } from '../../src/export/python/train-script.ts';
import { randomStream } from '../../src/base/random.ts';
import { fashion } from '../../src/own-data/files.fixture.ts';
import { readWeightFile } from '../../src/weights/read-weight-file.ts';
import { encodeSafetensors } from '../../src/weights/safetensors.ts';
import { runInNode } from '../../tools/node-run.ts';
import { pythonWith, runPython } from '../../tools/python.ts';
import { smallData, writeData, writeSynthetic } from './data.fixture.ts';
import { drive, floats64, testFolder, trained } from './driver.fixture.ts';
import { endedRun } from './exported.fixture.ts';
import { largestDifference } from './reference-run.fixture.ts';

const python = await pythonWith(['torch', 'numpy']);

describe.skipIf(python === null)('a run that a person steers', () => {
  test('another learning rate and Stop: the weights and the count of the page', async () => {
    const { config } = parseLink('?samples=2000&epochs=3&engine=wasm&threads=1');
    const marks: LearningRateMark[] = [];
    let exported: Float32Array | null = null;
    const sent = new Set<string>();
    const once = (what: string) => !sent.has(what) && sent.add(what);
    const page = await runInNode(config, (event, send) => {
      // One step at a time, so that the changes come between the steps that are expected.
      if (event.type === 'phase' && once('speed')) send({ type: 'set-speed', stepsPerSecond: 1000 });
      if (event.type === 'learning-rate') marks.push(event.mark);
      if (event.type === 'steps') {
        const step = event.report.firstStep + event.report.losses.length;
        if (step >= 20 && once('lower')) send({ type: 'set-learning-rate', value: 0.0003 });
        if (step >= 60 && once('higher')) send({ type: 'set-learning-rate', value: 0.006 });
        if (step >= 120 && once('stop')) send({ type: 'stop' });
      }
      if (event.type !== 'exported') return;
      const read = readWeightFile(event.bytes);
      if ('file' in read) exported = read.file.parameters;
    });
    expect(marks.map(({ value }) => value)).toEqual([0.0003, 0.006]);
    expect(page.result.stoppedAtStep).toBeGreaterThanOrEqual(120);
    expect(page.epochs).toHaveLength(2);
    const run = endedRun(config, page);
    const script = trainScript({ ...run, run: { ...run.run, marks } });
    const data = writeData(testFolder(), fashion(60_000, 10_000));
    const scripts = [script, script.replace(/"marks": .*$/m, '"marks": [],')];
    const folder = await drive(python!, { do: 'train', scripts, data, dtype: 'float32' });
    const [same, other] = [trained(folder, 0), trained(folder, 1)];
    expect(same.losses).toHaveLength(page.result.stoppedAtStep!);
    expect(largestDifference(floats64(folder, '0.best'), exported!)).toBeLessThan(1e-4);
    expect(largestDifference(floats64(folder, '1.best'), exported!)).toBeGreaterThan(1e-2);
    for (const [i, { validationAccuracy }] of page.epochs.entries()) {
      expect(same.history[i]!.validation_accuracy).toBeCloseTo(validationAccuracy, 2);
    }
    expect(Math.abs(same.correct - page.result.correct)).toBeLessThanOrEqual(10);
    expect(other.losses).toHaveLength(same.losses.length);
  });
});

describe.skipIf(python === null)('texts of a person', () => {
  // Then those that are hard to see, with lone surrogates.
  const NASTY = [
    ...'" \' """ \'\'\' \\ \\N{BULLET} 😀 短靴 {x} %s # $(rm) ` <b> a */'.split(' '),
    ...'\n,\r,\0,\u2028,\u0085,\ufeff,\u202e,\x7f,\f, ,\ud800,\udfff'.split(','),
  ];

  test('1,000 names come back as they were', async () => {
    const random = randomStream(1, 'names');
    const name = () =>
      Array.from({ length: 1 + random.below(8) }, () => NASTY[random.below(NASTY.length)]).join('');
    const runs = Array.from({ length: 10 }, () => {
      const classes = Array.from({ length: 100 }, name);
      const dataset = { ...FASHION, id: '0123456789ab', name: name(), classes };
      return newRun({ ...presetFor('article', dataset.id), classes: 100 }, { dataset });
    });
    const folder = await drive(python!, { do: 'names', scripts: runs.map((run) => trainScript(run)) });
    for (const [i, { run, classNames }] of runs.entries()) {
      const names: unknown = JSON.parse(readFileSync(join(folder, `${i}.json`), 'utf8'));
      expect(names).toEqual([...classNames, run.dataset.name].map(wellFormed));
    }
  });
});

describe.skipIf(python === null)('the images', () => {
  const data = smallData(10, 60, 20);
  const config = { ...presetFor('article', data.facts.id), samples: 60, epochs: 1, classes: 10 };
  const own = trainScript(newRun(config, { dataset: data.facts }));

  function folderWith(script: string): string {
    const folder = testFolder();
    writeFileSync(join(folder, 'train.py'), script);
    return folder;
  }
  const start = (folder: string, ...parameters: string[]) =>
    runPython(python!, ['train.py', '--device', 'cpu', ...parameters], { folder });

  test('of a person are missing', async () => {
    await expect(start(folderWith(own))).rejects.toThrow('The images of A few garments were not found.');
  });

  test('are others than those of the run', async () => {
    const folder = folderWith(own);
    writeData(folder, smallData(10, 61, 20));
    await expect(start(folder)).rejects.toThrow('their SHA-256 differs');
  });

  test('are cut off', async () => {
    const folder = folderWith(own);
    const path = join(writeData(folder, data), 't10k-images-idx3-ubyte');
    writeFileSync(path, readFileSync(path).subarray(0, 5000));
    await expect(start(folder)).rejects.toThrow('t10k-images-idx3-ubyte is not an IDX file');
  });

  test('are damaged', async () => {
    const folder = folderWith(own);
    const path = join(writeData(folder, data), 't10k-images-idx3-ubyte');
    const packed = gzipSync(readFileSync(path));
    writeFileSync(path, packed.fill(0xff, 100, 200));
    await expect(start(folder)).rejects.toThrow(
      /^data\/t10k-images-idx3-ubyte is not an IDX file: Error -3 /,
    );
  });

  test('are downloaded, from the second address where the first fails or is cut off', async () => {
    const folder = folderWith(own);
    const shards = writeData(testFolder(), data);
    const server = createServer(({ url = '' }, answer) => {
      if (url.startsWith('/first/train-')) {
        answer.writeHead(200, { 'content-length': 1000 }).write('x', () => answer.socket!.end());
        return;
      }
      if (!url.startsWith('/second/')) return void answer.writeHead(404).end();
      answer.end(readFileSync(join(shards, url.slice('/second/'.length).replace('.gz', ''))));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => void server.close());
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const host = `http://127.0.0.1:${address.port}`;
    const fashionLike = own
      .replace(/^MIRRORS = [^]*?\)$/m, `MIRRORS = ("${host}/first/", "${host}/second/")`)
      .replace(/^IS_FASHION = .*$/m, 'IS_FASHION = True');
    writeFileSync(join(folder, 'train.py'), fashionLike);
    const printed = await start(folder);
    expect(printed).toMatch(/HTTP Error 404[^]* of 20 correct\.\n$/);
    expect(printed).toContain('IncompleteRead(1 bytes read, 999 more expected)');
    // They lie where torchvision looks for them; the second start downloads nothing.
    expect(await start(folder)).not.toContain('Downloading');
  });

  test('that were generated come from two more files', async () => {
    const synthetic = { ...config, synthetic: 7 };
    const folder = folderWith(trainScript(newRun(synthetic, { dataset: data.facts })));
    const place = writeData(folder, data);
    await expect(start(folder)).rejects.toThrow('was also trained on 7 synthetic images');
    const path = join(place, 'synthetic-images-idx3-ubyte');
    writeSynthetic(place, { labels: data.labels.slice(0, 7), images: data.images.slice(0, 7 * 784) });
    expect(await start(folder)).toContain(' of 20 correct.');
    renameSync(path, `${path}-moved`);
    await expect(start(folder)).rejects.toThrow('synthetic-images-idx3-ubyte.gz');
  });

  test('that were generated are those of the run, by their hash', async () => {
    const synthetic = newRun({ ...config, synthetic: 7 }, { dataset: data.facts });
    const generated = { labels: data.labels.slice(0, 7), images: data.images.slice(0, 7 * 784) };
    const images = { ...data, syntheticLabels: generated.labels, syntheticImages: generated.images };
    const folder = folderWith(trainScript(synthetic, images));
    const others = { ...generated, images: generated.images.toReversed() };
    writeSynthetic(writeData(folder, data), others);
    await expect(start(folder)).rejects.toThrow(
      `The synthetic images in ${folder}/data are not those of the run: their SHA-256 differs.`,
    );
    // Those beside the script are found wherever it is started.
    const elsewhere = testFolder();
    writeSynthetic(writeData(elsewhere, data), others);
    writeSynthetic(join(folder, 'data'), generated);
    const script = join(folder, 'train.py');
    const printed = await runPython(python!, [script, '--device', 'cpu'], { folder: elsewhere });
    expect(printed).toContain(' of 20 correct.');
    expect(printed).not.toContain('could not be checked');
    // A script without a hash takes the nearest and says so.
    writeFileSync(script, trainScript(synthetic));
    const unchecked = await runPython(python!, [script, '--device', 'cpu'], { folder: elsewhere });
    expect(unchecked).toContain(`The synthetic images in ${folder}/data could not be checked`);
    const chosen = await start(folder, '--data', join(elsewhere, 'data'));
    expect(chosen).toContain(`The synthetic images in ${elsewhere}/data could not be checked`);
  });

  test('another number of epochs is another run, and says so', async () => {
    const folder = folderWith(own);
    writeData(folder, data);
    expect(await start(folder, '--epochs', '2')).toContain(
      'This is a different run than in the page: epochs 2.',
    );
    const history = JSON.parse(readFileSync(join(folder, 'history.json'), 'utf8')) as { epochs: unknown[] };
    expect(history.epochs).toHaveLength(2);
  });

  test('weights beside the script come before those of the folder in which it is started', async () => {
    const always = (label: number) => {
      const parameters = new Float32Array(61_706);
      parameters[parameters.length - 10 + label] = 1;
      return encodeSafetensors(config, parameters, {});
    };
    const count = (label: number) => data.test.labels.filter((truth) => truth === label).length;
    const other = [...Array(10).keys()].find((label) => count(label) !== count(0))!;
    const [folder, elsewhere] = [folderWith(own), testFolder()];
    writeData(folder, data);
    writeFileSync(join(folder, 'model.safetensors'), always(0));
    writeFileSync(join(elsewhere, 'model.safetensors'), always(other));
    const script = join(folder, 'train.py');
    const printed = await runPython(python!, [script, '--score', '--device', 'cpu'], { folder: elsewhere });
    expect(printed).toBe(`${count(0)} of 20 correct.\n`);
  });

  test('weights beside the script are missing', async () => {
    const folder = folderWith(own);
    writeData(folder, data);
    await expect(start(folder, '--score')).rejects.toThrow('model.safetensors is missing');
  });
});
