// `npm run examples`: public/examples.png, the first test image of each class side by side, from the test shard in public/data.

import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { examplePixels, greyPng } from './example-images.ts';

const file = greyPng(280, 28, examplePixels());
writeFileSync(resolve(import.meta.dirname, '../public/examples.png'), file);
console.log(`public/examples.png: ${file.length.toLocaleString('en')} bytes`);
