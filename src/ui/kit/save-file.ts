// Hands a file to the browser's downloads.

export function saveFile(name: string, bytes: Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Safari reads the address some time after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** As UTF-8. */
export function saveText(name: string, text: string): void {
  saveFile(name, new TextEncoder().encode(text));
}
