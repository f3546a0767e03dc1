// The fields that an assignment locks keep the values of the link.

import type { LockableField } from '../contract/assignment.ts';
import { fieldsOf, type RunConfig } from '../contract/config.ts';
import { fitsField } from '../contract/read-config.ts';

/** `config` with the values of `linked` in the locked fields, but for values that the dataset of `config` does not allow. */
export function withLocks(
  config: RunConfig,
  lock: readonly LockableField[],
  linked: Readonly<RunConfig>,
): RunConfig {
  const bounds = fieldsOf(config.data);
  const applied = lock.filter((field) => field === 'preset' || fitsField(bounds[field], linked[field]));
  return { ...config, ...Object.fromEntries(applied.map((field) => [field, linked[field]])) };
}

/** Whether `changes` would change a locked field. */
export function areLocked(lock: readonly LockableField[], changes: Partial<RunConfig>): boolean {
  return lock.some((field) => Object.hasOwn(changes, field));
}
