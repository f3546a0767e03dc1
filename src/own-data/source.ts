// A file to read: one of the page, or an entry of an archive.

export interface Source {
  /** As it is shown in refusals: the archive's path, a slash and the entry's. */
  path: string;
  /** Inside the archive or the dropped folder: its folders name part and class. */
  inside: string;
  /** Unpacked. */
  size: number;
  /** The bytes from `start` to `end`, at most up to its end. Rejects with a refusal. */
  read: (start: number, end: number) => Promise<Uint8Array<ArrayBuffer>>;
}

export const readAll = (source: Source) => source.read(0, source.size);

/** A source of bytes that are in memory. */
export function sourceOf(path: string, bytes: Uint8Array<ArrayBuffer>, inside = path): Source {
  return {
    path,
    inside,
    size: bytes.length,
    read: (start, end) => Promise.resolve(bytes.subarray(start, end)),
  };
}
