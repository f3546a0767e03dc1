// What can be said of any caught value.

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
