// Whether two plans train the same networks.

import { FIELDS, type ConfigField } from '../../contract/config.ts';
import type { SweepPlan } from '../../contract/sweep.ts';
import { plannedMembers } from '../../store/sweep.ts';

/** They change no weight of a member: all members train on one engine. */
const MACHINE: ReadonlySet<ConfigField> = new Set(['engine', 'threads']);
const COMPARED = (Object.keys(FIELDS) as ConfigField[]).filter((field) => !MACHINE.has(field));

/** Settings that the plan sweeps do not differ with its base. */
export function haveSameMembers(one: SweepPlan, other: SweepPlan): boolean {
  const [first, second] = [plannedMembers(one), plannedMembers(other)];
  return (
    first.length === second.length &&
    first.every(({ config }, i) => COMPARED.every((field) => config[field] === second[i]!.config[field]))
  );
}
