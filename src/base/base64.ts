// Bytes as base64 text, for JSON files.

/** Characters of one call: more arguments than this may overflow the stack. */
const PART = 0x8000;

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += PART) {
    text += String.fromCharCode(...bytes.subarray(start, start + PART));
  }
  return btoa(text);
}

/** Null where `text` is not base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  // atob() would skip white space and a missing padding.
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
