/** A value, or the promise of it while it is on its way. */
export type Arriving<T> = T | Promise<T>;

/** Goes on with a value at once where it is there. */
export const then = <T, R>(arriving: Arriving<T>, go: (value: T) => R): Arriving<R> =>
  arriving instanceof Promise ? arriving.then(go) : go(arriving);

/**
 * Values computed once a key. What has arrived is given as it is and not as a promise, so that a compiled query goes on without a pause for each of
 * its fields. A failure is forgotten; all is when there is too much of it.
 */
export class Arrivals {
  private readonly known = new Map<string, unknown>();

  constructor(private readonly most: number) {}

  of<T>(key: string, compute: () => Promise<T>): Arriving<T> {
    const known = this.known.get(key);
    if (known !== undefined) return known as Arriving<T>;
    if (this.known.size >= this.most) this.known.clear();
    const arriving = compute().then(
      (value) => {
        this.known.set(key, value);
        return value;
      },
      (error: unknown) => {
        this.known.delete(key);
        throw error;
      },
    );
    this.known.set(key, arriving);
    return arriving;
  }
}
