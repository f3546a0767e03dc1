// What an engine computes on. The page puts it into words.

export type ComputeDevice = { kind: 'cpu'; threads: number } | { kind: 'gpu'; adapter: string };
