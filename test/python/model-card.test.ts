// The model card read by other programs: its YAML by Python, its code run with the exported files beside it.

import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { env, InferenceSession, Tensor } from 'onnxruntime-web';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PRESETS } from '../../src/contract/config.ts';
import { configOf, datasetOf, exportedRun } from '../../src/export/exported-run.fixture.ts';
import { hostileNames } from '../../src/export/hostile-names.fixture.ts';
import { modelCard } from '../../src/export/model-card.ts';
import { onnxFile } from '../../src/export/onnx.ts';
import { tfjsFiles } from '../../src/export/tfjs.ts';
import { encodeSafetensors } from '../../src/weights/safetensors.ts';
import { pythonWith } from '../../tools/python.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Inside the project, where Node finds its packages. */
mkdirSync(join(ROOT, '.cache'), { recursive: true });
const folder = mkdtempSync(join(ROOT, '.cache/model-card-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = exportedRun({ ...PRESETS.sprint, seed: 3 });
const card = modelCard(run);
const { config } = run.run.plan;

/** The code of the card below `heading`. */
function codeOf(heading: string): string {
  const code = new RegExp(`### ${heading}\n\n\`\`\`\\w+\n([^]*?)\n\`\`\``).exec(card)?.[1];
  if (code === undefined) throw new Error(`no code for ${heading}`);
  return code;
}

beforeAll(() => {
  writeFileSync(join(folder, 'model.safetensors'), encodeSafetensors(config, run.parameters, {}));
  writeFileSync(join(folder, 'model.onnx'), onnxFile(run));
});

test('Python reads the front matter: every name comes back', async () => {
  const python = await pythonWith(['yaml']);
  if (python === null) throw new Error('no Python with the package yaml');
  const model = configOf({ ...PRESETS.article, classes: 3 });
  const cards = hostileNames.map((name) =>
    modelCard(exportedRun(model, undefined, { run: { dataset: { ...datasetOf(3), name } } })),
  );
  const program = `import json, sys, yaml
cards = json.load(sys.stdin)
print(json.dumps([yaml.safe_load(card.split('\\n---\\n')[0]) for card in cards]))`;
  const output = execFileSync(python, ['-c', program], { input: JSON.stringify(cards), encoding: 'utf8' });
  const read = JSON.parse(output) as {
    'model-index': [{ results: [{ dataset: unknown; metrics: unknown }] }];
  }[];
  const datasets = read.map(({ 'model-index': [{ results }] }) => results[0].dataset);
  const { id } = datasetOf(3);
  expect(datasets).toEqual(hostileNames.map((name) => ({ name, type: id, split: 'test' })));
  expect(read[0]).toMatchObject({ license: 'other', library_name: 'pytorch', metrics: ['accuracy'] });
});

/** Safetensors files by the format's rules: Debian has no package of that name. */
const READER = `import json, struct, torch
def load_file(path):
    raw = open(path, 'rb').read()
    (length,) = struct.unpack_from('<Q', raw)
    header = json.loads(raw[8:8 + length])
    header.pop('__metadata__', None)
    part = lambda start, end: torch.frombuffer(bytearray(raw[8 + length + start:8 + length + end]), dtype=torch.float32)
    return {name: part(*entry['data_offsets']).reshape(entry['shape']) for name, entry in header.items()}
`;

describe('the code of the card runs, and its probabilities are those of the ONNX file', () => {
  let expected: number[] = [];
  beforeAll(async () => {
    env.wasm.numThreads = 1;
    const session = await InferenceSession.create(onnxFile(run));
    const image = new Tensor('float32', new Float32Array(784), [1, 1, 28, 28]);
    const { probabilities } = await session.run({ image });
    expected = Array.from(probabilities!.data as Float32Array);
  });
  const check = (output: string) => {
    expect(new Set(expected).size).toBe(10);
    const found = JSON.parse(output.trim().split('\n').at(-1)!) as number[];
    expect(found).toHaveLength(10);
    for (const [i, value] of expected.entries()) expect(found[i]).toBeCloseTo(value, 5);
  };
  const node = (code: string) =>
    promisify(execFile)('node', ['--input-type=module', '-e', code], { cwd: folder }).then(({ stdout }) =>
      check(stdout),
    );

  test('PyTorch', async () => {
    const python = await pythonWith(['torch']);
    if (python === null) throw new Error('no Python with the package torch');
    mkdirSync(join(folder, 'safetensors'));
    writeFileSync(join(folder, 'safetensors/__init__.py'), '');
    writeFileSync(join(folder, 'safetensors/torch.py'), READER);
    const code = `${codeOf('PyTorch')}\nprint(probabilities[0].tolist())`;
    check(execFileSync(python, ['-c', code], { cwd: folder, encoding: 'utf8' }));
  });

  test('ONNX Runtime in JavaScript', async () => {
    await node(
      `${codeOf('ONNX Runtime in JavaScript')}\nconsole.log(JSON.stringify([...probabilities.data]));process.exit()`,
    );
  });

  test('TensorFlow.js, from a server', async () => {
    const { model, weights } = tfjsFiles(run);
    const server = createServer(({ url }, response) =>
      response.end(url === '/tfjs/model.json' ? model : weights),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const code = codeOf('TensorFlow.js').replace(
        'tfjs/model.json',
        `http://127.0.0.1:${port}/tfjs/model.json`,
      );
      await node(`${code}\nconsole.log(JSON.stringify([...probabilities]))`);
    } finally {
      server.close();
    }
  });
});
