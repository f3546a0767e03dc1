// `npm run test:audit`: known vulnerabilities of the installed packages, as the registry lists them. Exits with 1 when one
// is high or critical and with 2 when the registry did not answer. `npm test` needs no network and leaves it out.

import { spawnSync } from 'node:child_process';
import { readAudit } from './audit-report.ts';

const { stdout, error } = spawnSync('npm', ['audit', '--json'], {
  encoding: 'utf8',
  timeout: 120_000,
  maxBuffer: 64 * 1024 * 1024,
});
const result = error ? { unknown: error.message } : readAudit(stdout);
if ('unknown' in result) {
  console.error(`the registry gave no audit, so nothing is known: ${result.unknown}`);
  process.exitCode = 2;
} else {
  for (const { name, severity } of result.findings) console.log(`${severity.padEnd(10)}${name}`);
  console.log(`${result.findings.length} packages with findings, ${result.grave} of them high or critical`);
  if (result.grave > 0) process.exitCode = 1;
}
