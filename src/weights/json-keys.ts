// Finds a key that is repeated in one object of a JSON text. JSON.parse would silently take the last value.

/** The first repeated key of `text`, which must be valid JSON, or null. */
export function repeatedKey(text: string): string | null {
  /** The keys of each open object; null for an open array. */
  const open: (Set<string> | null)[] = [];
  // Strings are tokens, so that brackets and colons inside them do not count as structure.
  for (const [token, colon] of tokens(text)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (colon) {
      const key = JSON.parse(token) as string;
      const keys = open.at(-1);
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
  }
  return null;
}

/** Brackets and strings, each string with whether a colon follows it. */
function* tokens(text: string): Generator<[token: string, colon: boolean]> {
  for (const [, bracket, string, colon] of text.matchAll(/([{}[\]])|("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?/g)) {
    yield [bracket ?? string!, colon !== undefined];
  }
}
