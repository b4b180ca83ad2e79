import type { Projection } from '../../projections/kit/projection.js';
import { RapportError } from '../domain/kernel/errors.js';
import type { Build, CatalogEntry, DroppedEvent, ViewStore } from '../view-store/view-store.js';

/** A projection with the hash of the code that this process runs. */
export interface CodedProjection {
  readonly projection: Projection;
  readonly codeHash: string;
}

/** The name of a build: its projection, and the revision of the entry that was to name it first. */
const BUILD = /^rm_(.+)_v\d+_[^_]+_(\d+)(?:_[^_]+)?$/;

const EMPTY = { active: null, building: null, previous: null, revision: 0 } as const;

/** Whether a build was made by the code that this process runs. */
export const isBuiltBy = (build: Build | null, { projection, codeHash }: CodedProjection): boolean =>
  build !== null && build.version === projection.version && build.codeHash === codeHash;

/** Which collection answers for which projection: the store's catalog, and the only ways in which it changes. */
export class Catalog {
  /** @param lease of the process that completes what it begins here, by which others know whether anybody does */
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
   * Makes sure that there is a build of this very code: the active one, one being built beside it, or, where there is none at all, a first
   * one that is active from the start. The one that answered before the last switch is taken up where it stands, so going back to an earlier
   * version of the program costs what came since; not so when events were dropped, which it may have parked.
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

  /** Begins the views anew that the catalog does not know at all: the store was emptied while it was used. */
  async restore(projections: readonly CodedProjection[]): Promise<void> {
    const entries = await this.entries();
    for (const coded of projections) if (!entries.has(coded.projection.name)) await this.ensure(coded);
  }

  /** Starts a build beside the active one, whatever made that. */
  async startBuild(coded: CodedProjection): Promise<CatalogEntry> {
    return this.change(coded.projection.name, async (entry) => ({ ...entry, building: await this.newBuild(coded, entry) }));
  }

  /**
   * Switches to this collection, which was built aside, in one step, and keeps the old one to go back to. Harmless when another process that
   * built the same one has switched already.
   * @throws RapportError CONFLICT when another rebuild has begun since: what it builds is not complete
   */
  async flip(name: string, collection: string): Promise<CatalogEntry> {
    return this.change(name, (entry) => {
      if (entry.building?.collection === collection)
        return { ...entry, active: entry.building, previous: entry.active, building: null };
      if (entry.active?.collection === collection) return entry;
      throw supplanted(name);
    });
  }

  /** Goes back to the collection that answered before the last flip. */
  async rollBack(name: string): Promise<CatalogEntry> {
    return this.change(name, (entry) =>
      entry.previous === null ? entry : { ...entry, active: entry.previous, previous: entry.active, building: null },
    );
  }

  /** Remembers events that were given up, for every build to come. */
  async drop(name: string, events: readonly DroppedEvent[]): Promise<CatalogEntry> {
    return this.change(name, (entry) => {
      const dropped = entry.dropped ?? [];
      const fresh = events.filter(({ key, eventId }) => !dropped.some((one) => one.key === key && one.eventId === eventId));
      return fresh.length === 0 ? entry : { ...entry, dropped: [...dropped, ...fresh] };
    });
  }

  /** Counts a change of the view that no event of the log tells of, so that nobody goes on with what they read before. */
  async touch(name: string): Promise<CatalogEntry> {
    return this.change(name, (entry) => ({ ...entry }));
  }

  /** Changes an entry under its guard, again on what another process made of it meanwhile, and drops collections nobody names any more. */
  private async change(name: string, next: (entry: CatalogEntry) => CatalogEntry | Promise<CatalogEntry>): Promise<CatalogEntry> {
    for (;;) {
      const entry = await this.entry(name);
      const changed = await next(entry);
      if (changed === entry) return entry;
      const written = { ...changed, revision: entry.revision + 1 };
      const isWritten = await this.store.saveCatalog(written);
      // What was made in vain, too, where another process was quicker.
      await this.dropUnnamed();
      if (isWritten) return written;
    }
  }

  /** Under a name that there never was: what a catalog that was taken away, or put back from a backup, no longer knows of may hold parts of documents. */
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
   * Drops the builds that no entry names: replaced ones, one whose process died before it was named, and what a late write brought back (MongoDB
   * makes a collection with the first write into it). One that somebody is about to name is of a later revision than its entry.
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

/** What a rebuild ends with when a later one of the same view has taken its place. */
export const supplanted = (name: string) =>
  new RapportError('CONFLICT', `another rebuild of ${name} has begun and takes the place of this one`, {
    remedy: 'Wait for the other one, or run it again.',
  });

const buildsOf = ({ active, building, previous }: CatalogEntry): string[] =>
  [active, building, previous].flatMap((build) => (build ? [build.collection] : []));

/** The projection of a name, all of them where none is given. @throws RapportError NOT_FOUND telling the names that there are */
export function requireProjections(
  projections: readonly CodedProjection[],
  name: string | undefined,
): readonly CodedProjection[] {
  const found = projections.filter(({ projection }) => name === undefined || projection.name === name);
  if (found.length > 0) return found;
  const names = projections.map(({ projection }) => projection.name).join(', ');
  throw new RapportError('NOT_FOUND', `there is no view "${name}"`, { field: 'name', remedy: `The views are: ${names}.` });
}
