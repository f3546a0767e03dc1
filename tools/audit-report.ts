// Reads the output of `npm audit --json`. An unreadable output counts as a failed audit.

import * as v from 'valibot';

const Report = v.object({
  metadata: v.object({ vulnerabilities: v.object({ high: v.number(), critical: v.number() }) }),
  vulnerabilities: v.record(v.string(), v.object({ name: v.string(), severity: v.string() })),
});

type Audit = { findings: { name: string; severity: string }[]; grave: number } | { unknown: string };

export function readAudit(text: string): Audit {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { unknown: 'no JSON' };
  }
  const report = v.safeParse(Report, json);
  if (!report.success) {
    const failure = v.safeParse(v.object({ message: v.string() }), json);
    return { unknown: failure.success ? failure.output.message : 'another kind of answer' };
  }
  const { high, critical } = report.output.metadata.vulnerabilities;
  return { findings: Object.values(report.output.vulnerabilities), grave: high + critical };
}
