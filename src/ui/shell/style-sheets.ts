// Loads style sheets again that failed to load. Vite fetches the style sheet of a chunk once and counts it as loaded even if it
// failed: `__vitePreload` in vite/src/node/plugins/importAnalysisBuild.ts, version 8.3.8.

import { CodeLoadError } from '../../base/load-code.ts';

const failed = new Set<string>();

/** Notes each style sheet that fails from here on, and removes its link. */
export function watchStyleSheets(): void {
  const note = ({ target }: Event) => {
    if (!(target instanceof HTMLLinkElement) || target.rel !== 'stylesheet') return;
    failed.add(target.href);
    target.remove();
  };
  // Errors of resources do not bubble; they can be captured.
  document.addEventListener('error', note, { capture: true });
}

function loadStyleSheet(href: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = href;
    link.addEventListener('load', () => {
      failed.delete(href);
      resolve();
    });
    link.addEventListener('error', () => reject(new CodeLoadError(`Unable to load the style sheet ${href}`)));
    document.head.append(link);
  });
}

/** Loads all style sheets that failed so far. Rejects where one fails again. */
export async function loadFailedStyleSheets(): Promise<void> {
  await Promise.all([...failed].map(loadStyleSheet));
}
