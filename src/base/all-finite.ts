// Whether numbers are finite, for arrays too long for a callback per element.

export function allFinite(values: Float32Array): boolean {
  for (const value of values) if (!Number.isFinite(value)) return false;
  return true;
}
