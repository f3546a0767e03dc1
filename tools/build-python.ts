// `npm run python`: makes the sections of train.py a module, which the page, the tests and programs in Node can import alike,
// and writes the constants of a first run with Classic LeNet in front of them.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../src/export/python');
const script = join(FOLDER, 'train.py');

/** From the first section on. */
const sections = readFileSync(script, 'utf8').replace(/^[^]*?(?=^# %% )/m, '');
const module = `// Generated from train.py by \`npm run python\`: its sections.

export const TRAIN_SECTIONS = ${JSON.stringify(sections)};
`;
writeFileSync(join(FOLDER, 'source.ts'), module);

const { trainScript } = await import('../src/export/python/train-script.ts');
const { classicRun } = await import('../src/export/python/classic-run.fixture.ts');
writeFileSync(script, trainScript(classicRun));
