// Seeded random numbers: sfc32 streams, named by purpose, that are the same in every browser. Integer and exact operations
// only, since the last bit of Math functions may differ.

/** A stream of uniform numbers. */
export interface Random {
  /** Uniform over the unsigned 32-bit integers. */
  u32(): number;
  /** Uniform over [0, 1) in steps of 2^-24: exact in single precision. */
  unit(): number;
  /** Uniform over 0 … bound-1 without bias; `bound` from 1 to 2^32. */
  below(bound: number): number;
}

/** The stream `name` of `seed`. Streams of other names or seeds are independent for practical purposes. */
export function randomStream(seed: number, name: string): Random {
  // FNV-1a over the name gives the second word; sfc32 is mixed for 16 rounds before its first output.
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  let a = seed >>> 0;
  let b = hash >>> 0;
  let c = 0x9e3779b9;
  let counter = 1;
  const u32 = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 16; i++) u32();
  return {
    u32,
    unit: () => (u32() >>> 8) / 0x1000000,
    below(bound) {
      const limit = 0x100000000 - (0x100000000 % bound);
      let value = u32();
      while (value >= limit) value = u32();
      return value % bound;
    },
  };
}

/** Shuffles in place (Fisher-Yates); every order is equally likely. */
export function shuffle(items: Uint32Array, random: Random): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const swapped = items[i]!;
    items[i] = items[j]!;
    items[j] = swapped;
  }
}
