// Builds embed.js, the script that sites take for <lenet-playground>: a plain script, since a module of another origin needs CORS.

import { resolve } from 'node:path';
import { build, type Plugin } from 'vite';

const ENTRY = resolve(import.meta.dirname, '../src/embed/element.ts');
const FILE = 'embed.js';

async function buildEmbedElement(folder: string): Promise<void> {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      target: 'es2023',
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: {
        input: ENTRY,
        output: { format: 'iife', entryFileNames: FILE },
        // Else the tables of fields would be in it, which are behind the constants that the element imports.
        treeshake: { moduleSideEffects: false },
      },
    },
  });
}

/** A plugin that builds it after the page. The development server has none. */
export function embedElement(): Plugin {
  let folder = '';
  return {
    name: 'embed-element',
    apply: 'build',
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir);
    },
    closeBundle: () => buildEmbedElement(folder),
  };
}
