import { LRUCache } from 'lru-cache';
import type { Position } from '../domain/kernel/event.js';
import { type Mark, markText, buildName } from './snapshot.js';

/**
 * Estimates the memory of a value parsed from JSON, to bound caches. The elements of a list of scalars are assumed to be of
 * the size of the first.
 */
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

/** The approximate size limit of the cache. */
const MAX_BYTES = 64 * 1024 * 1024;
/** When more events than this have happened, the cached documents of the view are dropped instead of being updated. */
const MAX_EVENTS = 1_000;

/**
 * The keys of a view that events of a range touch. Null when unknown, or when there are more than `most`: then any document
 * may have changed.
 */
export type Changed = (view: string, since: Position, until: Mark, most: number) => Promise<readonly string[] | null>;
type Load<D> = (keys: readonly string[]) => Promise<ReadonlyMap<string, D>>;

/** The position at which the cached documents of a build are known to be current. */
interface CachedBuild {
  readonly position: Position;
  /** Part of the cache keys of its documents: changing it drops them all. */
  readonly generation: number;
  /** Set while the build is being advanced to a later position. */
  moving?: Promise<void>;
}

/** Marks that there is no document under a key, which is cached as well. */
const ABSENT = Object.freeze({});

/**
 * Caches documents of the live views until an event touches them.
 * The log tells which documents were touched, whichever process folded them, so the cache is correct with several processes.
 * It never returns a state older than the caller's mark. Unchanged documents keep their object identity.
 */
export class DocumentCache {
  private readonly builds = new Map<string, CachedBuild>();
  private readonly documents = new LRUCache<string, object>({
    maxSize: MAX_BYTES,
    maxEntrySize: MAX_BYTES / 16,
    sizeCalculation: (document, name) => bytesOf(document) + name.length,
  });

  constructor(private readonly changed: Changed) {}

  /** The documents under these keys, as of the mark or later. Missing ones are loaded. */
  async get<D extends object>(view: string, mark: Mark, keys: readonly string[], load: Load<D>): Promise<ReadonlyMap<string, D>> {
    const name = buildName(mark);
    const build = await this.upTo(view, mark, name);
    const nameOf = (key: string) => `${name} ${build.generation} ${key}`;
    const found = new Map<string, D>();
    const missing: string[] = [];
    for (const key of keys) {
      const cached = this.documents.get(nameOf(key));
      if (cached === undefined) missing.push(key);
      else if (cached !== ABSENT) found.set(key, cached as D);
    }
    if (missing.length === 0) return found;
    const loaded = await load(missing);
    // Another call has advanced the build meanwhile, so the loaded documents may be older than those that were dropped.
    const isStill = this.builds.get(name) === build && !build.moving;
    for (const key of missing) {
      const document = loaded.get(key);
      if (document) found.set(key, document);
      if (isStill) this.documents.set(nameOf(key), document ?? ABSENT);
    }
    return found;
  }

  /** Caches a value computed from any part of a view for as long as the view stays at the mark. */
  async under<T extends object>(mark: Mark, question: string, compute: () => Promise<T>): Promise<T> {
    const name = `${markText(mark)} ${question}`;
    const cached = this.documents.get(name);
    if (cached) return cached as T;
    const answer = await compute();
    this.documents.set(name, answer);
    return answer;
  }

  private async upTo(view: string, mark: Mark, name: string): Promise<CachedBuild> {
    for (;;) {
      const build = this.builds.get(name);
      if (!build) this.builds.set(name, { position: mark.position, generation: 0 });
      else if (build.position >= mark.position) return build;
      else await (build.moving ??= this.move(view, build, mark, name));
    }
  }

  private async move(view: string, from: CachedBuild, to: Mark, name: string): Promise<void> {
    const changed = await this.changed(view, from.position, to, MAX_EVENTS).catch(() => null);
    for (const key of changed ?? []) this.documents.delete(`${name} ${from.generation} ${key}`);
    this.builds.set(name, { position: to.position, generation: from.generation + (changed ? 0 : 1) });
  }
}
