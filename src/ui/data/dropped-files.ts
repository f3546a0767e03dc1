// The files of a drop, with their paths. A dropped folder is read with all folders in it.

import type { DroppedFile } from '../../contract/own-data.ts';

/** Files chosen in a file field; those of a chosen folder have their path in it. */
export function chosenFiles(files: Iterable<File>): DroppedFile[] {
  return Array.from(files, (file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** Rejects when the browser can't read a folder. The items are taken before the first await, as browsers require. */
export async function droppedFiles({ items, files }: DataTransfer): Promise<DroppedFile[]> {
  const taken = Array.from(items, (item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  if (taken.length === 0) return chosenFiles(files);
  const found = await Promise.all(
    taken.map(async ({ entry, file }) => {
      if (entry && isFolder(entry)) return filesOf(entry);
      // `file` is used for a file: for one that a script created, WebKit returns an entry that can't be read as a file.
      return file ? chosenFiles([file]) : [];
    }),
  );
  return found.flat();
}

async function filesOf(entry: FileSystemEntry): Promise<DroppedFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ path: entry.fullPath.replace(/^\//, ''), file }];
  }
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const files: DroppedFile[] = [];
  // A call gives some of the entries: 100 in Chromium.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (part.length === 0) return files;
    for (const inner of part) files.push(...(await filesOf(inner)));
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
