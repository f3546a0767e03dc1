// The import rules: every room, what it holds, and which rooms and packages it may import. imports.test.ts holds the code
// and the table in README.md to them. A new import between rooms is a decision that is written here.

export interface Room {
  /** What lives there, for the table in README.md. */
  holds: string;
  /** Rooms that it may import, beside itself. */
  imports: readonly string[];
  /** Rooms of which it may import types alone. */
  types?: readonly string[];
  /** Rooms of which it may import types, and the rest by `import()` or as the URL of a worker. */
  lazy?: readonly string[];
  /** npm packages that it may import; `name/*` allows every package of a scope. */
  packages?: readonly string[];
  /** Imported by tests and fixtures alone. */
  forTests?: boolean;
}

/**
 * Rooms of the page, by their path under src/. A file belongs to the room with the longest path that holds it; a path
 * without a slash at its end is a single file.
 */
export const ROOMS: Readonly<Record<string, Room>> = {
  'base/': { holds: 'small pure helpers', imports: [] },
  'browser/': { holds: 'workers under trusted types', imports: [] },
  'contract/': { holds: 'what page and worker share', imports: ['base/'], packages: ['valibot'] },
  'recipe/': { holds: 'all that follows from the seed', imports: ['contract/', 'base/'] },
  'dataset/': {
    holds: 'shards into samples',
    imports: ['contract/', 'base/'],
    packages: ['@noble/hashes'],
  },
  'synthetic/': { holds: 'images that look like drawings', imports: ['image/', 'contract/', 'base/'] },
  'image/': {
    holds: 'a drawing or photo to 28x28',
    imports: ['contract/', 'base/'],
    packages: ['image-dimensions'],
  },
  'weights/': { holds: 'safetensors files', imports: ['contract/', 'base/'] },
  'export/': {
    holds: 'a run for other programs, and back',
    imports: ['weights/', 'own-data/', 'contract/', 'base/'],
    packages: ['fflate', 'onnx-buf', '@bufbuild/protobuf', '@noble/hashes'],
  },
  'compare/': { holds: 'finished runs, compared', imports: ['contract/', 'base/'] },
  'own-data/': {
    holds: 'files of a person into a dataset',
    imports: ['image/', 'contract/', 'base/'],
    packages: ['fflate', 'papaparse', 'fast-png', '@noble/hashes'],
  },
  'engine/': { holds: 'the interface and its checks', imports: ['contract/', 'base/'] },
  'engine/reference/': { holds: 'plain loops: the truth', imports: ['engine/', 'contract/', 'base/'] },
  'engine/gpu/': {
    holds: 'the GPU device and its backend',
    imports: ['engine/', 'contract/', 'base/'],
    packages: ['@tensorflow/*'],
  },
  'engine/tfjs/': {
    holds: 'stock tfjs kernels',
    imports: ['engine/gpu/', 'engine/', 'contract/', 'base/'],
    packages: ['@tensorflow/*'],
  },
  'engine/webgpu/': {
    holds: 'our WGSL kernels',
    imports: ['engine/gpu/', 'engine/', 'contract/', 'base/'],
  },
  'engine/wasm/': {
    holds: 'our SIMD kernels on threads',
    imports: ['engine/', 'contract/', 'base/', 'browser/'],
  },
  'engine/wasm/kernels/': { holds: 'the kernels, in AssemblyScript', imports: [] },
  'engine/testing/': {
    holds: 'golden files, the engines’ suite',
    imports: ['recipe/', 'engine/', 'contract/', 'base/'],
    forTests: true,
  },
  'engine/self-check.ts': {
    holds: 'an engine’s proof',
    imports: ['recipe/', 'engine/', 'contract/', 'base/'],
  },
  'engine/choose.ts': {
    holds: 'which engine trains here',
    imports: ['engine/self-check.ts', 'engine/', 'contract/', 'base/'],
    lazy: ['engine/reference/', 'engine/gpu/', 'engine/tfjs/', 'engine/wasm/', 'engine/webgpu/'],
  },
  'engine/speed-test.ts': {
    holds: 'how fast it trains here',
    imports: ['engine/choose.ts', 'engine/self-check.ts', 'engine/', 'contract/', 'base/'],
  },
  'explain/': {
    holds: 'a value and a step, taken apart',
    imports: ['engine/reference/', 'engine/', 'contract/', 'base/'],
  },
  'storage/': {
    holds: 'saved runs, shards, trials, lock',
    imports: ['contract/', 'base/'],
    types: ['dataset/'],
    packages: ['idb'],
  },
  'training/': {
    holds: 'the session and its runs',
    imports: [
      'recipe/',
      'dataset/',
      'synthetic/',
      'image/',
      'weights/',
      'explain/',
      'engine/',
      'contract/',
      'base/',
    ],
    types: ['storage/', 'export/'],
  },
  'worker/': {
    holds: 'the workers’ wiring',
    imports: [
      'training/',
      'storage/',
      'dataset/',
      'own-data/',
      'image/',
      'engine/choose.ts',
      'engine/speed-test.ts',
      'engine/wasm/',
      'engine/',
      'contract/',
      'base/',
    ],
    lazy: ['export/'],
  },
  'service-worker/': { holds: 'the page offline', imports: ['contract/'] },
  'client/': {
    holds: 'the page’s end of its workers',
    imports: ['contract/', 'base/', 'browser/'],
    lazy: ['worker/'],
  },
  'store/': { holds: 'the page’s state', imports: ['client/', 'contract/', 'base/'], packages: ['zustand'] },
  'embed/': {
    holds: 'the frame in other sites',
    imports: ['store/', 'contract/', 'base/'],
  },
  'ui/messages/': { holds: 'English and Chinese', imports: [] },
  'ui/kit/': {
    holds: 'parts that panels share',
    imports: ['ui/messages/', 'contract/', 'base/'],
    packages: ['react', 'recharts', 'use-intl'],
  },
  'ui/app-context.tsx': {
    holds: 'the app for every component',
    imports: ['store/'],
    packages: ['react', 'zustand'],
  },
  'ui/': {
    holds: 'panels, a folder each',
    imports: [
      'ui/kit/',
      'ui/app-context.tsx',
      'ui/messages/',
      'store/',
      'compare/',
      'explain/',
      'image/',
      'contract/',
      'base/',
    ],
    packages: ['react', 'use-intl', 'qr'],
  },
  'ui/shell/': {
    holds: 'page, header, notices, tour',
    imports: ['ui/', 'ui/kit/', 'ui/app-context.tsx', 'ui/messages/', 'store/', 'contract/', 'base/'],
    packages: ['react', 'use-intl'],
  },
  'main.tsx': {
    holds: 'the page’s entry',
    imports: ['ui/shell/', 'ui/app-context.tsx', 'ui/', 'store/'],
    packages: ['react', 'react-dom'],
  },
  'embed.tsx': {
    holds: 'the entry of the frame',
    imports: ['ui/shell/', 'ui/app-context.tsx', 'ui/', 'embed/', 'store/', 'contract/'],
    packages: ['react', 'react-dom'],
  },
};

/** Folders beside src/. Each may import src/ and any package. */
export const TOOL_ROOMS: Readonly<Record<string, Pick<Room, 'holds' | 'imports'>>> = {
  'tools/': { holds: 'build, browsers, runs in Node', imports: [] },
  'test/': { holds: 'whole runs, faults, old formats', imports: ['tools/'] },
  'eval/': { holds: 'drawings and photos, scored', imports: ['tools/'] },
  'bench/': { holds: 'speed beside the peers', imports: ['tools/'] },
  'e2e/': { holds: 'journeys in real browsers', imports: ['test/', 'tools/'] },
};

const ROOM_WIDTH = 21;
const HOLDS_WIDTH = 36;
const LINE_WIDTH = 120;

/** The table as it stands in README.md: a line for each room, broken where it would be longer than 120 characters. */
export function importTable(): string {
  const name = (room: string) => room.replace(/\/$/, '');
  const list = (label: string, rooms: readonly string[] = []) =>
    rooms.length > 0 ? [label + rooms.map(name).join(', ')] : [];
  const rows = [...Object.entries(ROOMS), ...Object.entries(TOOL_ROOMS)].map(([room, rules]) => {
    const { holds, imports, types, lazy, packages }: Room = rules;
    const all = [
      ...list('', room in TOOL_ROOMS ? [...imports, 'src/'] : imports),
      ...list('types: ', types),
      ...list('lazy: ', lazy),
      ...list('npm: ', packages),
    ];
    const words = all.join('; ').split(' ');
    const lines = [''];
    for (const word of words) {
      const longer = `${lines.at(-1)!} ${word}`.trim();
      if (ROOM_WIDTH + HOLDS_WIDTH + longer.length <= LINE_WIDTH) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    const first = name(room).padEnd(ROOM_WIDTH) + holds.padEnd(HOLDS_WIDTH) + lines[0]!;
    const indent = ' '.repeat(ROOM_WIDTH + HOLDS_WIDTH);
    return lines.slice(1).reduce((rows, line) => `${rows}\n${indent}${line}`, first);
  });
  const head = 'room'.padEnd(ROOM_WIDTH) + 'holds'.padEnd(HOLDS_WIDTH) + 'may import';
  return [head, ...rows].join('\n').replaceAll(/ +$/gm, '');
}
