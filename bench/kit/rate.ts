/** Repeats `work` in `writers` concurrent sequences until the time is over. Returns repetitions per second. */
export async function rate(seconds: number, writers: number, work: (writer: number) => Promise<unknown>): Promise<number> {
  let done = 0;
  const startedAt = performance.now();
  const end = startedAt + seconds * 1_000;
  const write = async (writer: number) => {
    while (performance.now() < end) {
      await work(writer);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  return (done * 1_000) / (performance.now() - startedAt);
}

/** Units of work per second, when `work` returns the number of units that it did. */
export async function rateOf(work: () => Promise<number> | number): Promise<number> {
  const startedAt = performance.now();
  const done = await work();
  return (done * 1_000) / (performance.now() - startedAt);
}
