// SHA-256 (FIPS 180-4) in plain code, for insecure contexts, where crypto.subtle is missing. Elsewhere the browser's
// own is used (fetch-verify.ts).

/** First 32 bits of the fractional parts of the cube and square roots of the first primes. */
const ROUND_CONSTANTS = new Int32Array(64);
const INITIAL_STATE = new Int32Array(8);
for (let candidate = 2, count = 0; count < 64; candidate++) {
  let prime = true;
  for (let divisor = 2; divisor * divisor <= candidate; divisor++) prime &&= candidate % divisor !== 0;
  if (!prime) continue;
  if (count < 8) INITIAL_STATE[count] = fractionBits(candidate, 2);
  ROUND_CONSTANTS[count++] = fractionBits(candidate, 3);
}

/** Exact: the greatest whole number whose `degree`-th power is at most value * 2^(32 * degree), by bisection. */
function fractionBits(value: number, degree: 2 | 3): number {
  const target = BigInt(value) << BigInt(32 * degree);
  let low = 0n;
  let high = 1n << 37n;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle ** BigInt(degree) <= target) low = middle;
    else high = middle;
  }
  return Number(low & 0xffffffffn);
}

/** A digest in the making, so that a caller can yield between stretches of a long message. */
export class Sha256 {
  readonly #state = INITIAL_STATE.slice();
  readonly #words = new Int32Array(64);
  readonly #rest = new Uint8Array(64);
  #restLength = 0;
  #length = 0;

  update(bytes: Uint8Array): void {
    this.#length += bytes.length;
    let position = 0;
    if (this.#restLength > 0) {
      position = Math.min(64 - this.#restLength, bytes.length);
      this.#rest.set(bytes.subarray(0, position), this.#restLength);
      this.#restLength += position;
      if (this.#restLength < 64) return;
      this.#block(this.#rest, 0);
      this.#restLength = 0;
    }
    for (; position + 64 <= bytes.length; position += 64) this.#block(bytes, position);
    this.#rest.set(bytes.subarray(position));
    this.#restLength = bytes.length - position;
  }

  /** 64 small hexadecimal digits; the object can't be used after. */
  hex(): string {
    const length = this.#length;
    const padding = new Uint8Array(9 + ((119 - (length % 64)) % 64));
    padding[0] = 0x80;
    const view = new DataView(padding.buffer);
    view.setUint32(padding.length - 8, Math.floor(length / 0x20000000));
    view.setUint32(padding.length - 4, (length << 3) >>> 0);
    this.update(padding);
    return [...this.#state].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }

  #block(bytes: Uint8Array, at: number): void {
    const words = this.#words;
    for (let i = 0; i < 16; i++) {
      const j = at + 4 * i;
      words[i] = (bytes[j]! << 24) | (bytes[j + 1]! << 16) | (bytes[j + 2]! << 8) | bytes[j + 3]!;
    }
    for (let i = 16; i < 64; i++) {
      const x = words[i - 15]!;
      const y = words[i - 2]!;
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      words[i] = (((words[i - 16]! + s0) | 0) + ((words[i - 7]! + s1) | 0)) | 0;
    }
    const state = this.#state;
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    let e = state[4]!;
    let f = state[5]!;
    let g = state[6]!;
    let h = state[7]!;
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (((h + s1) | 0) + ((e & f) ^ (~e & g)) + ((ROUND_CONSTANTS[i]! + words[i]!) | 0)) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    state[0]! += a;
    state[1]! += b;
    state[2]! += c;
    state[3]! += d;
    state[4]! += e;
    state[5]! += f;
    state[6]! += g;
    state[7]! += h;
  }
}
