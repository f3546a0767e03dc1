// An assignment in a link: what the page shows, the fields of the configuration that are locked, and a task of one
// line. Anyone can remove these keys from the link to see the whole page.

import { FIELDS, type ConfigField } from './config.ts';
import { PAGE_VALUES, SHOWN_LENGTH, type LinkNotice } from './url.ts';

/** Parts of the page that an assignment can show: the training controls, the plots, the device, and the views. */
export const PAGE_PARTS = ['run', 'charts', 'device', ...PAGE_VALUES.view] as const;
export type PagePart = (typeof PAGE_PARTS)[number];

/** Fields that an assignment can lock: the preset, and all others but those that belong to the dataset. */
export type LockableField = 'preset' | Exclude<ConfigField, 'data' | 'classes'>;
export const LOCKABLE_FIELDS: readonly LockableField[] = [
  'preset',
  ...(Object.keys(FIELDS) as ConfigField[]).filter((field) => field !== 'data' && field !== 'classes'),
];

/** Characters of the task. */
export const TASK_LENGTH = 200;

export interface Assignment {
  /** Null for all. */
  show: readonly PagePart[] | null;
  lock: readonly LockableField[];
  /** Empty without a task. */
  task: string;
}

export const NO_ASSIGNMENT: Assignment = { show: null, lock: [], task: '' };

function isPart(name: string): name is PagePart {
  return (PAGE_PARTS as readonly string[]).includes(name);
}

const isLockableName = (name: string): name is LockableField =>
  (LOCKABLE_FIELDS as readonly string[]).includes(name);

/** The assignment in a search string, whatever it holds. Unknown names are ignored, each with a notice. */
export function readAssignment(search: string): { assignment: Assignment; notices: LinkNotice[] } {
  const parameters = new URLSearchParams(search);
  const notices: LinkNotice[] = [];
  const names = <T extends string>(key: 'show' | 'lock', isName: (name: string) => name is T): T[] => {
    const listed = (parameters.get(key) ?? '').split(',').filter((name) => name !== '');
    const unknown = listed.find((name) => !isName(name));
    if (unknown !== undefined) {
      const value = unknown.length > SHOWN_LENGTH ? `${unknown.slice(0, SHOWN_LENGTH)}…` : unknown;
      notices.push({ kind: 'unknown-value', key, value });
    }
    return [...new Set(listed.filter(isName))];
  };
  const show = names('show', isPart);
  const lock = names('lock', isLockableName);
  const task = Array.from((parameters.get('task') ?? '').trim())
    .slice(0, TASK_LENGTH)
    .join('');
  // A link that hides everything would be an empty page.
  return { assignment: { show: show.length > 0 ? show : null, lock, task }, notices };
}

/** The keys of the link: `show=run,draw&lock=lr&task=…`; '' for no assignment. `readAssignment` reads them. */
export function formatAssignment({ show, lock, task }: Assignment): string {
  const parameters = new URLSearchParams();
  if (show) parameters.set('show', show.join(','));
  if (lock.length > 0) parameters.set('lock', lock.join(','));
  if (task !== '') parameters.set('task', task);
  // Commas are valid in a query, and easier to read.
  return parameters.toString().replaceAll('%2C', ',');
}

/** Whether the page shows `part`. */
export function isShown({ show }: Assignment, part: PagePart): boolean {
  return show === null || show.includes(part);
}
