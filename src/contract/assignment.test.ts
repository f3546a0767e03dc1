// Assignments in links: read as they were written, and whatever a link holds.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatAssignment,
  isShown,
  LOCKABLE_FIELDS,
  NO_ASSIGNMENT,
  PAGE_PARTS,
  readAssignment,
  TASK_LENGTH,
} from './assignment.ts';
import { PRESETS } from './config.ts';
import { formatLink, parseLink } from './url.ts';

describe('an assignment in a link', () => {
  test('is read as it was written, and the configuration too', () => {
    const assignments = fc.record({
      show: fc.option(fc.subarray([...PAGE_PARTS], { minLength: 1 })),
      lock: fc.subarray([...LOCKABLE_FIELDS]),
      task: fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => text.trim()),
    });
    fc.assert(
      fc.property(assignments, (assignment) => {
        const link = `${formatLink(PRESETS.sprint)}&${formatAssignment(assignment)}`;
        expect(readAssignment(link)).toEqual({ assignment, notices: [] });
        expect(parseLink(link)).toEqual({ config: PRESETS.sprint, notices: [] });
      }),
    );
  });

  test('has readable keys', () => {
    const assignment = { show: ['run', 'draw'], lock: ['lr', 'epochs'], task: 'Why? 为什么' } as const;
    expect(formatAssignment(assignment)).toBe(
      'show=run,draw&lock=lr,epochs&task=Why%3F+%E4%B8%BA%E4%BB%80%E4%B9%88',
    );
    expect(formatAssignment(NO_ASSIGNMENT)).toBe('');
  });

  test('without its keys shows all and locks nothing', () => {
    for (const link of ['', '?preset=sprint', '?show=&lock=&task=', '?show=,,&task=%20']) {
      expect(readAssignment(link)).toEqual({ assignment: NO_ASSIGNMENT, notices: [] });
    }
    expect(PAGE_PARTS.every((part) => isShown(NO_ASSIGNMENT, part))).toBe(true);
  });

  test('ignores unknown and repeated names, with a notice', () => {
    const { assignment, notices } = readAssignment('?show=run,run,toString,draw&lock=lr,data,__proto__,lr');
    expect(assignment).toEqual({ show: ['run', 'draw'], lock: ['lr'], task: '' });
    expect(notices).toEqual([
      { kind: 'unknown-value', key: 'show', value: 'toString' },
      { kind: 'unknown-value', key: 'lock', value: 'data' },
    ]);
    expect(isShown(assignment, 'draw')).toBe(true);
    expect(isShown(assignment, 'gallery')).toBe(false);
  });

  test('that names nothing known shows all', () => {
    expect(readAssignment('?show=exam').assignment.show).toBeNull();
  });

  test('cuts a long instruction between two characters, and a long name in its notice', () => {
    const { assignment } = readAssignment(`?task=${'𝟙'.repeat(500)}`);
    expect(assignment.task).toBe('𝟙'.repeat(TASK_LENGTH));
    const { notices } = readAssignment(`?show=${'x'.repeat(5000)}`);
    expect(notices).toEqual([{ kind: 'unknown-value', key: 'show', value: `${'x'.repeat(40)}…` }]);
  });
});
