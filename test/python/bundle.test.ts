// The zip file of a run, unpacked by Python's standard library: every checksum, and the images by the dataset's hash.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bundleImages, bundleOf, bundleParts, bundleRun } from '../../src/export/bundle.fixture.ts';
import { pythonWith } from '../../tools/python.ts';

const folder = mkdtempSync(join(tmpdir(), 'lenet-bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PROGRAM = `
import gzip, hashlib, json, struct, sys, zipfile

archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
names = archive.namelist()

def idx(name):
    raw = gzip.decompress(archive.read(f'data/{name}.gz'))
    zero, kind, axes = struct.unpack_from('>HBB', raw)
    assert (zero, kind) == (0, 8)
    shape = struct.unpack_from(f'>{axes}I', raw, 4)
    return shape, raw[4 + 4 * axes:]

parts = {name: idx(name) for name in ('train-labels-idx1-ubyte', 't10k-labels-idx1-ubyte', 'train-images-idx3-ubyte',
                                      't10k-images-idx3-ubyte')}
digest = hashlib.sha256(b''.join(content for _, content in parts.values())).hexdigest()
print(json.dumps({
    'names': names,
    'times': sorted({item.date_time for item in archive.infolist()}),
    'shapes': [shape for shape, _ in parts.values()],
    'hash': digest,
    'synthetic': list(idx('synthetic-labels-idx1-ubyte')[1]),
    'script': archive.read('train.py').decode(),
    'run': json.loads(archive.read('run.json')),
}))
`;

test('Python unpacks every file', async () => {
  // Any Python has zipfile and gzip.
  const python = await pythonWith(['yaml']);
  if (python === null) throw new Error('no Python');
  const path = join(folder, 'run.zip');
  writeFileSync(path, bundleOf().bytes);
  const found: unknown = JSON.parse(execFileSync(python, ['-c', PROGRAM, path], { encoding: 'utf8' }));
  expect(found).toMatchObject({
    times: [[1980, 1, 1, 0, 0, 0]],
    shapes: [[40], [10], [40, 28, 28], [10, 28, 28]],
    hash: bundleRun.run.dataset.contentHash,
    synthetic: [...bundleImages.syntheticLabels],
    script: bundleParts.script,
    run: bundleRun.run,
  });
  expect(found).toHaveProperty('names.length', 15);
});
