// Values as Python source: numbers, texts, lists and dictionaries that Python reads back as they were.

export type PythonValue =
  | null
  | boolean
  | number
  | string
  | readonly PythonValue[]
  | { readonly [key: string]: PythonValue };

const INDENT = 4;
const LINE_WIDTH = 110;

/** `value` as a Python expression that starts in column `column`. Throws a RangeError for a number that is not finite. */
export function pythonLiteral(value: PythonValue, column = 0): string {
  const flat = flatLiteral(value);
  if (flat.length + column <= LINE_WIDTH || typeof value !== 'object' || value === null) return flat;
  const inner = column + INDENT;
  const [open, close, items] = isList(value)
    ? ['[', ']', value.map((item) => pythonLiteral(item, inner))]
    : [
        '{',
        '}',
        Object.entries(value).map(([key, item]) => `${pythonText(key)}: ${pythonLiteral(item, inner)}`),
      ];
  const lines = items.map((item) => `${' '.repeat(inner)}${item},\n`);
  return `${open}\n${lines.join('')}${' '.repeat(column)}${close}`;
}

function flatLiteral(value: PythonValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return pythonText(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${value} can’t be written`);
    return String(value);
  }
  if (isList(value)) return `[${value.map(flatLiteral).join(', ')}]`;
  const items = Object.entries(value).map(([key, item]) => `${pythonText(key)}: ${flatLiteral(item)}`);
  return `{${items.join(', ')}}`;
}

// Array.isArray() does not narrow a readonly array.
const isList = (value: PythonValue): value is readonly PythonValue[] => Array.isArray(value);

/** `text` in double quotes. The escapes of JSON mean the same in Python. A lone surrogate, which UTF-8 can't hold, becomes U+FFFD. */
function pythonText(text: string): string {
  return JSON.stringify(wellFormed(text));
}

export function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
}
