import type { Projection } from '../../projections/kit/projection.js';
import { RapportError } from '../domain/kernel/errors.js';
import type { Build, CatalogEntry, DroppedEvent, ViewStore } from '../view-store/view-store.js';

/** A projection with the hash of the code that this process runs. */
export interface CodedProjection {
  readonly projection: Projection;
  readonly codeHash: string;
}

/** The name of a build: its projection, and the catalog revision that was the first to name it. */
const BUILD = /^rm_(.+)_v\d+_[^_]+_(\d+)(?:_[^_]+)?$/;

const EMPTY = { active: null, building: null, previous: null, revision: 0 } as const;

/** Whether the code that this process runs made the build. */
export const isBuiltBy = (build: Build | null, { projection, codeHash }: CodedProjection): boolean =>
  build !== null && build.version === projection.version && build.codeHash === codeHash;

/** The view store's catalog, which maps each projection to the collections of its builds. Only this class changes it. */
export class Catalog {
  /**
   * @param lease name of the lease of the process that completes the builds it starts here; other processes check it to see whether a
   * build is abandoned
   */
  constructor(
    private readonly store: ViewStore,
    private readonly lease?: string,
  ) {}

  async entries(): Promise<ReadonlyMap<string, CatalogEntry>> {
    return new Map((await this.store.catalog()).map((entry) => [entry.projection, entry]));
  }

  async entry(name: string): Promise<CatalogEntry> {
    return (await this.entries()).get(name) ?? { projection: name, ...EMPTY };
  }

  /**
   * Ensures that a build of exactly this code exists: the active one, one under construction alongside it, or, if there is no build at
   * all, a first one that is active from the start. If the previous build matches, it resumes from its checkpoint. Going back to an
   * earlier version of the program therefore only costs folding the events since the switch. The previous build is not reused once
   * events were dropped, because it may have parked them.
   */
  async ensure(coded: CodedProjection): Promise<CatalogEntry> {
    return this.change(coded.projection.name, async (entry) => {
      if (isBuiltBy(entry.active, coded) || isBuiltBy(entry.building, coded)) return entry;
      if (isBuiltBy(entry.previous, coded) && !entry.dropped?.length)
        return { ...entry, building: { ...entry.previous!, ...this.startedNow() } };
      const build = await this.newBuild(coded, entry);
      return entry.active === null ? { ...entry, active: build } : { ...entry, building: build };
    });
  }

  /** Recreates the views that the catalog does not know at all, because the store was emptied while it was in use. */
  async restore(projections: readonly CodedProjection[]): Promise<void> {
    const entries = await this.entries();
    for (const coded of projections) if (!entries.has(coded.projection.name)) await this.ensure(coded);
  }

  /** Starts a build alongside the active one, no matter which code made the active one. */
  async startBuild(coded: CodedProjection): Promise<CatalogEntry> {
    return this.change(coded.projection.name, async (entry) => ({ ...entry, building: await this.newBuild(coded, entry) }));
  }

  /**
   * Makes this collection, which was built alongside the active one, the active one in one step, and keeps the old one for a rollback. A
   * no-op when another process that completed the same build has already switched.
   *
   * @throws RapportError CONFLICT when another rebuild has started since and its build is not complete
   */
  async flip(name: string, collection: string): Promise<CatalogEntry> {
    return this.change(name, (entry) => {
      if (entry.building?.collection === collection)
        return { ...entry, active: entry.building, previous: entry.active, building: null };
      if (entry.active?.collection === collection) return entry;
      throw supplanted(name);
    });
  }

  /** Makes the collection active that was active before the last flip. */
  async rollBack(name: string): Promise<CatalogEntry> {
    return this.change(name, (entry) =>
      entry.previous === null ? entry : { ...entry, active: entry.previous, previous: entry.active, building: null },
    );
  }

  /** Records events that an operator gave up, so that no later build folds them. */
  async drop(name: string, events: readonly DroppedEvent[]): Promise<CatalogEntry> {
    return this.change(name, (entry) => {
      const dropped = entry.dropped ?? [];
      const fresh = events.filter(({ key, eventId }) => !dropped.some((one) => one.key === key && one.eventId === eventId));
      return fresh.length === 0 ? entry : { ...entry, dropped: [...dropped, ...fresh] };
    });
  }

  /** Raises the entry's revision for a change of the view that no log event stands for, so that readers discard what they have cached. */
  async touch(name: string): Promise<CatalogEntry> {
    return this.change(name, (entry) => ({ ...entry }));
  }

  /**
   * Changes an entry by compare-and-set on its revision, and retries on the new state if another process changed it first. Also drops
   * collections that no entry names any more.
   */
  private async change(name: string, next: (entry: CatalogEntry) => CatalogEntry | Promise<CatalogEntry>): Promise<CatalogEntry> {
    for (;;) {
      const entry = await this.entry(name);
      const changed = await next(entry);
      if (changed === entry) return entry;
      const written = { ...changed, revision: entry.revision + 1 };
      const isWritten = await this.store.saveCatalog(written);
      // This includes a build that was created in vain because another process was faster.
      await this.dropUnnamed();
      if (isWritten) return written;
    }
  }

  /**
   * Creates a build under a name that was never used. A catalog that was deleted or restored from a backup may not know a collection
   * that still exists and holds some of the documents.
   */
  private async newBuild({ projection, codeHash }: CodedProjection, { revision }: CatalogEntry): Promise<Build> {
    const unique = Math.random().toString(36).slice(2, 10);
    const collection = `rm_${projection.name}_v${projection.version}_${codeHash}_${revision + 1}_${unique}`;
    await this.store.create(collection, projection.indexes);
    return { collection, version: projection.version, codeHash, ...this.startedNow() };
  }

  private startedNow(): Pick<Build, 'startedAt' | 'lease'> {
    return { startedAt: new Date().toISOString(), ...(this.lease !== undefined && { lease: this.lease }) };
  }

  /**
   * Drops the builds that no entry names: replaced builds, builds whose process died before naming them, and collections that a late
   * write recreated (MongoDB creates a collection on the first write to it). Keeps a build that a process is about to name: its
   * revision is higher than that of the entry.
   */
  async dropUnnamed(): Promise<void> {
    const entries = await this.entries();
    for (const collection of await this.store.collections()) {
      const [, name = '', revision] = BUILD.exec(collection) ?? [];
      const entry = entries.get(name);
      if (entry && Number(revision) <= entry.revision && !buildsOf(entry).includes(collection)) await this.store.drop(collection);
    }
  }
}

/** The error of a rebuild that a later rebuild of the same view has superseded. */
export const supplanted = (name: string) =>
  new RapportError('CONFLICT', `another rebuild of ${name} was started and replaces this one`, {
    remedy: 'Wait for the other rebuild, or run it again.',
  });

const buildsOf = ({ active, building, previous }: CatalogEntry): string[] =>
  [active, building, previous].flatMap((build) => (build ? [build.collection] : []));

/** The projection of that name; all projections without a name. @throws RapportError NOT_FOUND, which lists the known names */
export function requireProjections(
  projections: readonly CodedProjection[],
  name: string | undefined,
): readonly CodedProjection[] {
  const found = projections.filter(({ projection }) => name === undefined || projection.name === name);
  if (found.length > 0) return found;
  const names = projections.map(({ projection }) => projection.name).join(', ');
  throw new RapportError('NOT_FOUND', `there is no view "${name}"`, { field: 'name', remedy: `The views are: ${names}.` });
}
