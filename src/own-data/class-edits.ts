// Classes of a draft, renamed and removed. A new name is only shown: the name in the files decides the order of the classes, so
// that renaming gives the same dataset.

import { pick, type Draft, type Part } from './draft.ts';
import { cleanName, nameReason } from './paths.ts';
import { Refused } from './refused.ts';

/** What the page calls the class that the files call `name`. */
export function shownName({ names }: Pick<Draft, 'names'>, name: string): string {
  return Object.hasOwn(names, name) ? names[name]! : name;
}

/** What the files call the class that is shown as `name`; null where there is none. */
function fileNameOf(draft: Draft, name: string): string | null {
  const cleaned = cleanName(name);
  return draft.classes.find((fileName) => shownName(draft, fileName) === cleaned) ?? null;
}

/** What the files would call the class `name`, which may be new. */
export function fileNameFor(draft: Draft, name: string): string {
  return fileNameOf(draft, name) ?? name;
}

/** `draft`, to which images of the classes `names` can be added: none is what the files call a class that is shown otherwise. */
export function readyFor(draft: Draft, names: readonly string[]): Draft {
  const taken = names.some(
    (name) => fileNameOf(draft, name) === null && draft.classes.includes(cleanName(name)),
  );
  if (!taken) return draft;
  return { ...draft, classes: draft.classes.map((name) => shownName(draft, name)), names: {} };
}

/** Throws a refusal for a name that can't name a class or that another class has. */
export function renameClass(draft: Draft, name: string, to: string): Draft {
  const fileName = fileNameOf(draft, name);
  const cleaned = cleanName(to.slice(0, 10_000));
  const reason = nameReason(cleaned);
  if (reason) throw new Refused('', reason);
  if (fileName === null || shownName(draft, fileName) === cleaned) return draft;
  if (fileNameOf(draft, cleaned) !== null) throw new Refused('', { reason: 'class-exists', class: cleaned });
  return { ...draft, names: { ...draft.names, [fileName]: cleaned } };
}

/** With its images. It is another dataset then, and no known one. */
export function removeClass(draft: Draft, name: string): Draft {
  const fileName = fileNameOf(draft, name);
  if (fileName === null) return draft;
  const removed = draft.classes.indexOf(fileName);
  const without = (part: Part): Part => {
    const { images, labels } = pick(
      part,
      [...part.labels.keys()].filter((i) => part.labels[i] !== removed),
    );
    return { images, labels: labels.map((label) => (label > removed ? label - 1 : label)) };
  };
  const [train, test] = [without(draft.train), without(draft.test)];
  const before = draft.train.labels.length + draft.test.labels.length;
  // If the class comes back, it has the name of its files.
  const { [fileName]: _, ...names } = draft.names;
  return {
    ...draft,
    classes: draft.classes.toSpliced(removed, 1),
    names,
    train,
    test,
    recognised: null,
    found: draft.found - before + train.labels.length + test.labels.length,
  };
}
