// The frame that shows the page inside of another site: its address, and the HTML that a site takes.

import { PAGE_PARTS, type Assignment, type PagePart } from './assignment.ts';

/** The file of the embedded page, beside the page's own. */
export const EMBED_FILE = 'embed.html';

/** Version of the messages (embed.ts). It grows when a message changes, and not when one is added. */
export const EMBED_VERSION = 1;

/** Shown if the address has no `show`: these parts fit a column of text. */
const SHOWN_BY_DEFAULT: readonly PagePart[] = ['run', 'charts'];

/** Threads, where the browser gives frames any; and buttons that copy. */
export const FRAME_ALLOW = 'cross-origin-isolated; clipboard-write';
/** No forms, no dialogs, no navigation of the site. The full page would not open as a sandboxed tab. */
export const FRAME_SANDBOX =
  'allow-scripts allow-same-origin allow-downloads allow-popups allow-popups-to-escape-sandbox';
/** CSS pixels that the run and the plots need in a column of 640 pixels, and a view with them. Higher content scrolls. */
const HEIGHTS = { plots: 560, view: 900 } as const;

/** What the embedded page reads from its own address. */
export interface EmbedAddress {
  /** The search string for the app, which shows a part of the page. */
  search: string;
  /** The origin of the site, which alone gets messages; null for any. */
  origin: string | null;
  /** False if `origin` is present and not a valid origin: then no messages are exchanged. */
  originReadable: boolean;
}

/** An origin as browsers write it. Another spelling would match no message. */
const ORIGIN = /^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$/;

export function readEmbedAddress(search: string): EmbedAddress {
  const parameters = new URLSearchParams(search);
  const origin = parameters.get('origin');
  parameters.delete('origin');
  if (!parameters.get('show')) parameters.set('show', SHOWN_BY_DEFAULT.join(','));
  return {
    search: `?${parameters.toString()}`,
    origin,
    originReadable: origin === null || ORIGIN.test(origin),
  };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };

const escaped = (text: string) => text.replaceAll(/[&"<>]/g, (character) => ENTITIES[character]!);

/** The HTML of a frame with the embedded page, which shows `show`. `address`: its whole address. */
export function frameCode(address: string, show: Assignment['show'], title: string): string {
  const hasView = (show ?? SHOWN_BY_DEFAULT).some((part) => !['run', 'charts', 'device'].includes(part));
  const attributes = {
    src: address,
    title,
    width: '100%',
    height: String(hasView ? HEIGHTS.view : HEIGHTS.plots),
    loading: 'lazy',
    style: 'border: 0',
    allow: FRAME_ALLOW,
    sandbox: FRAME_SANDBOX,
  };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(value)}"`);
  return `<iframe ${written.join(' ')}></iframe>`;
}

/** `assignment` for a frame: without a choice a frame shows less than the page. */
export function framedAssignment(assignment: Assignment): Assignment {
  return { ...assignment, show: assignment.show ?? PAGE_PARTS };
}
