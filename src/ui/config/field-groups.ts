// The groups of configuration fields in the form. Every field is in exactly one group, but for the dataset and its number
// of classes, which the person chooses with the data.

import type { ConfigField } from '../../contract/config.ts';

export type FormField = Exclude<ConfigField, 'data' | 'classes'>;

export const FIELD_GROUPS = {
  training: ['epochs', 'batch', 'lr', 'seed', 'engine', 'threads'],
  data: ['samples', 'split', 'synthetic', 'order'],
  augmentation: ['flip', 'shift'],
  network: ['c1', 'c3', 'f5', 'f6', 'activation', 'pooling', 'dense', 'init'],
  optimizer: ['optimizer', 'schedule', 'decay', 'smoothing'],
} as const satisfies Record<string, readonly FormField[]>;

/** Fields that apply to FashionMNIST alone. */
const ONLY_FASHION: ReadonlySet<FormField> = new Set<FormField>(['synthetic', 'order', 'flip']);

export type GroupName = keyof typeof FIELD_GROUPS;
export const GROUP_NAMES = Object.keys(FIELD_GROUPS) as GroupName[];

/** The fields of a group that apply to the dataset. */
export function fieldsOf(group: GroupName, fashion: boolean): readonly FormField[] {
  return fashion ? FIELD_GROUPS[group] : FIELD_GROUPS[group].filter((field) => !ONLY_FASHION.has(field));
}
