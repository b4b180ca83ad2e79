/** Joins pages into batches of at least `size` items (the last one may be smaller), holding no more than one batch and a page. */
export async function* gather<T>(pages: AsyncIterable<readonly T[]>, size: number): AsyncGenerator<readonly T[]> {
  let batch: T[] = [];
  for await (const page of pages) {
    for (const item of page) batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
