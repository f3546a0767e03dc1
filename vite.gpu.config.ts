// Bundles the bench that runs in Node through Dawn into one file, for a machine with a GPU and no display.

import { defineConfig } from 'vite';

export default defineConfig({
  publicDir: false,
  resolve: { alias: [{ find: /^@tensorflow\/tfjs$/, replacement: '@tensorflow/tfjs-core' }] },
  ssr: { noExternal: true, external: ['webgpu'] },
  build: {
    ssr: 'bench/gpu/main.ts',
    outDir: '.cache/gpu',
    target: 'node20',
  },
});
