/** Branches of each of the two levels. */
const WIDTH = 64;

type Bucket<V> = ReadonlyMap<string, V>;
type Branch<V> = readonly (Bucket<V> | undefined)[];

/**
 * An immutable map whose changes share what they leave unchanged, for a state that grows with its stream: to copy a whole map
 * for each event takes time with the square of the events. A change copies two arrays of 64 and one bucket of 4,096.
 */
export class PersistentMap<V> {
  private constructor(
    private readonly branches: readonly (Branch<V> | undefined)[],
    readonly size: number,
  ) {}

  static empty<V>(): PersistentMap<V> {
    return new PersistentMap<V>([], 0);
  }

  has(key: string): boolean {
    return this.bucketOf(key)?.has(key) ?? false;
  }

  get(key: string): V | undefined {
    return this.bucketOf(key)?.get(key);
  }

  with(key: string, value: V): PersistentMap<V> {
    const bucket = new Map(this.bucketOf(key));
    bucket.set(key, value);
    return this.replaced(key, bucket);
  }

  without(key: string): PersistentMap<V> {
    if (!this.has(key)) return this;
    const bucket = new Map(this.bucketOf(key));
    bucket.delete(key);
    return this.replaced(key, bucket);
  }

  private bucketOf(key: string): Bucket<V> | undefined {
    const [high, low] = placeOf(key);
    return this.branches[high]?.[low];
  }

  private replaced(key: string, bucket: Bucket<V>): PersistentMap<V> {
    const [high, low] = placeOf(key);
    const before = this.branches[high]?.[low]?.size ?? 0;
    const branch = [...(this.branches[high] ?? [])];
    branch[low] = bucket;
    const branches = [...this.branches];
    branches[high] = branch;
    return new PersistentMap<V>(branches, this.size + bucket.size - before);
  }
}

/** By FNV-1a, a hash that spreads similar ids. */
function placeOf(key: string): readonly [high: number, low: number] {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return [(hash >>> 6) % WIDTH, (hash >>> 0) % WIDTH];
}
