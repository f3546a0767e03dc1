// Reads public/_headers (the format of static hosts: a path pattern, then indented `Name: value` lines), so that the
// preview server and the tests serve what a host would. The only supported wildcard is a `*` at the end.

import { readFileSync } from 'node:fs';

export interface HeaderRule {
  /** A path, or the beginning of a path followed by `*`. */
  pattern: string;
  headers: Record<string, string>;
}

/** The rules in file order. Throws on a line that is neither a pattern, a header, a comment nor empty. */
export function parseHeaders(text: string): HeaderRule[] {
  const rules: HeaderRule[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    if (line.startsWith('/')) {
      rules.push({ pattern: line.trim(), headers: {} });
      continue;
    }
    const colon = line.indexOf(':');
    const rule = rules.at(-1);
    if (!/^\s/.test(line) || colon < 0 || !rule) throw new Error(`_headers, line ${index + 1}: ${line}`);
    rule.headers[line.slice(0, colon).trim()] = line.slice(colon + 1).trim();
  }
  return rules;
}

/** Whether the rule is one of `path`. */
export function matches({ pattern }: HeaderRule, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

/** The headers of `path`, the later rule winning. Other hosts join the values of one header. */
export function headersFor(rules: readonly HeaderRule[], path: string): Record<string, string> {
  const matching = rules.filter((rule) => matches(rule, path));
  return Object.assign({}, ...matching.map(({ headers }) => headers)) as Record<string, string>;
}

/** The rules of this project's public/_headers. */
export function projectHeaders(): HeaderRule[] {
  return parseHeaders(readFileSync(new URL('../public/_headers', import.meta.url), 'utf8'));
}

/** Where a browser sends violations of the policy of `withReports`. No server answers there. */
export const VIOLATIONS = '/violations';

/** `headers` with a policy that reports violations: nothing else shows that a thread was blocked. */
export function withReports(headers: Record<string, string>): Record<string, string> {
  const name = 'Content-Security-Policy';
  return name in headers ? { ...headers, [name]: `${headers[name]}; report-uri ${VIOLATIONS}` } : headers;
}

/** `policy` for a `<meta>` element, without the directives that only a header can carry. */
export function metaPolicy(policy: string): string {
  const directives = policy.split(';').map((directive) => directive.trim());
  return directives
    .filter((directive) => !/^(frame-ancestors|report-uri|sandbox)\b/.test(directive) && directive !== '')
    .join('; ');
}
