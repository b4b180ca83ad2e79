/** What a value that came from JSON takes in memory, roughly: enough to bound a cache by. A list of plain values is taken to be all like its first. */
export function bytesOf(value: unknown): number {
  if (typeof value === 'string') return 16 + value.length;
  if (typeof value !== 'object' || value === null) return 8;
  if (Array.isArray(value)) {
    const [first] = value as unknown[];
    if (typeof first !== 'object') return 16 + value.length * bytesOf(first);
    return value.reduce<number>((bytes, item) => bytes + 8 + bytesOf(item), 16);
  }
  let bytes = 16;
  for (const field in value) bytes += 8 + bytesOf((value as Record<string, unknown>)[field]);
  return bytes;
}
