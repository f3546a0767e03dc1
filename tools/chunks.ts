// The imports between the chunks of a built page.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';

/** The two pages of a build. */
export const PAGES = ['index.html', 'embed.html'] as const;

/** The scripts that a page names. Throws where there is no build. */
export function pageScripts(dist: string, name: (typeof PAGES)[number] = 'index.html'): string[] {
  const page = join(dist, name);
  if (!existsSync(page)) throw new Error('no build in dist/: run `npm run build` first');
  const html = readFileSync(page, 'utf8');
  const paths = [...html.matchAll(/<script\b[^>]*?src="([^"]+\.js)"/g)];
  if (paths.length === 0) throw new Error(`dist/${name} loads no script`);
  return paths.map(([, path]) => join(dist, path!));
}

/**
 * The paths of the chunks that the chunk `path` imports: `static` ones, and those that it may import later. `code`: its
 * content, where it is not a file yet.
 */
export function importsOf(
  path: string,
  code: string = readFileSync(path, 'utf8'),
): { static: string[]; dynamic: string[] } {
  const { module } = parseSync(path, code);
  const absolute = (request: string) => resolve(dirname(path), request);
  const fromExports = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
  );
  const later = module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
    const literal = /^[`'"]([^`'"]+)[`'"]$/.exec(code.slice(start, end));
    return literal ? [literal[1]!] : [];
  });
  return {
    static: [...module.staticImports.map(({ moduleRequest }) => moduleRequest.value), ...fromExports].map(
      absolute,
    ),
    dynamic: later.map(absolute),
  };
}
