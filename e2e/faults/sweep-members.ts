// What storage has of a sweep's members, by which two sweeps are compared.

/** Runs in the page: SHA-256 of each member's best weights and losses in storage, and its number of correct test images. */
export async function storedMembers(): Promise<string[]> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('lenet-playground-sweep');
    opening.addEventListener('success', () => resolve(opening.result));
    opening.addEventListener('error', () => reject(opening.error));
  });
  const members = await new Promise<
    {
      checkpoint: {
        best: { state: { parameters: Float32Array<ArrayBuffer> }; test: { correct: number } | null };
      };
      losses: Float32Array<ArrayBuffer>;
    }[]
  >((resolve, reject) => {
    const reading = database.transaction('members').objectStore('members').getAll();
    reading.addEventListener('success', () => resolve(reading.result));
    reading.addEventListener('error', () => reject(reading.error));
  });
  database.close();
  return Promise.all(
    members.map(async ({ checkpoint: { best }, losses }) => {
      const bytes = await new Blob([best.state.parameters, losses]).arrayBuffer();
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      const digits = [...hash].map((byte) => byte.toString(16).padStart(2, '0'));
      return `${digits.join('')}, ${best.test?.correct} correct`;
    }),
  );
}
