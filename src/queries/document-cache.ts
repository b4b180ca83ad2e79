import { LRUCache } from 'lru-cache';
import type { Position } from '../domain/kernel/event.js';
import { type Mark, markText, buildName } from './snapshot.js';

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

/** Roughly how much is kept. */
const MAX_BYTES = 64 * 1024 * 1024;
/** From so many events on, whatever is kept of the view is given up. */
const MAX_EVENTS = 1_000;

/** The keys of a view that the events of a stretch touch; null when nobody can say, or when there are more than `most`: it may be any. */
export type Changed = (view: string, since: Position, until: Mark, most: number) => Promise<readonly string[] | null>;
type Load<D> = (keys: readonly string[]) => Promise<ReadonlyMap<string, D>>;

/** Up to where what is kept of a build is true. */
interface CachedBuild {
  readonly position: Position;
  /** Part of each document's name: another one forgets them all. */
  readonly generation: number;
  /** Set while it is being brought up to a later position. */
  moving?: Promise<void>;
}

/** There is no document under the key: worth keeping, too. */
const ABSENT = Object.freeze({});

/**
 * Documents of the live views, kept as they were read until an event touches them. The log says what was touched, whoever folded it, so that
 * it holds for several processes; what is kept never says less than its asker's mark does. The same object stands for an unchanged document.
 */
export class DocumentCache {
  private readonly builds = new Map<string, CachedBuild>();
  private readonly documents = new LRUCache<string, object>({
    maxSize: MAX_BYTES,
    maxEntrySize: MAX_BYTES / 16,
    sizeCalculation: (document, name) => bytesOf(document) + name.length,
  });

  constructor(private readonly changed: Changed) {}

  /** The documents under these keys, at the mark or later; what is not kept is loaded. */
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
    // Somebody has moved on meanwhile: what was loaded may be older than what they forgot.
    const isStill = this.builds.get(name) === build && !build.moving;
    for (const key of missing) {
      const document = loaded.get(key);
      if (document) found.set(key, document);
      if (isStill) this.documents.set(nameOf(key), document ?? ABSENT);
    }
    return found;
  }

  /** What was computed from all of a view, or from any part of it: kept for as long as the view stands at the mark. */
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
