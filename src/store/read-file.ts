// The content of a file that the person chose.

/** Null for a folder that was dropped, or a file that is gone. */
export async function readFile(file: File): Promise<ArrayBuffer | null> {
  try {
    return await file.arrayBuffer();
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
