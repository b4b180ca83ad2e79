/** What a value that came from JSON takes in memory, roughly: enough to bound a cache by. A long list is taken to be all like its first. */
export function bytesOf(value: unknown): number {
  if (typeof value === 'string') return 16 + value.length;
  if (typeof value !== 'object' || value === null) return 8;
  if (Array.isArray(value)) return 16 + value.length * (value.length > 0 ? bytesOf(value[0]) : 0);
  let bytes = 16;
  for (const field in value) bytes += 8 + bytesOf((value as Record<string, unknown>)[field]);
  return bytes;
}
