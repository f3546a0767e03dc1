// An audit with findings fails, and a failed audit does not count as clean.

import { expect, test } from 'vitest';
import { readAudit } from './audit-report.ts';

const report = (high: number, critical: number, vulnerabilities: object) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities,
    metadata: { vulnerabilities: { high, critical } },
  });

test('counts what is high or critical', () => {
  const found = { a: { name: 'a', severity: 'high', via: [] }, b: { name: 'b', severity: 'low', via: [] } };
  const findings = [
    { name: 'a', severity: 'high' },
    { name: 'b', severity: 'low' },
  ];
  expect(readAudit(report(1, 0, found))).toEqual({ findings, grave: 1 });
  expect(readAudit(report(0, 2, {}))).toEqual({ findings: [], grave: 2 });
  expect(readAudit(report(0, 0, {}))).toEqual({ findings: [], grave: 0 });
});

test.each([
  ['', 'no JSON'],
  ['{}', 'another kind of answer'],
  ['null', 'another kind of answer'],
  ['{"message":"405 Method Not Allowed","statusCode":405}', '405 Method Not Allowed'],
])('%s is no audit', (text, unknown) => {
  expect(readAudit(text)).toEqual({ unknown });
});
