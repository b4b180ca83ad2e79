import { RapportError } from '../../src/domain/kernel/errors.js';
import type { Position } from '../../src/domain/kernel/event.js';
import type {
  CatalogEntry,
  Indexes,
  ViewFilter,
  ViewQuery,
  ViewRecord,
  ViewStore,
  ViewWrite,
} from '../../src/view-store/view-store.js';
import { MemoryViewStore } from '../support/memory-view-store.js';
import type { Agenda } from './agenda.js';
import type { Machine } from './machine.js';
import { Server } from './remote.js';

/** The view store's server, shared by all processes. */
export class ViewServer extends Server {
  readonly store = new MemoryViewStore();
  /** Hooks to check writes and switches when they take effect. */
  onWrite: (machine: Machine, collection: string) => Promise<void> = async () => undefined;
  onSwitch: (before: CatalogEntry | undefined, after: CatalogEntry) => Promise<void> = async () => undefined;

  constructor(agenda: Agenda, faults: number) {
    super(agenda, 'VIEWS_UNAVAILABLE', faults);
  }

  /** Unordered, like MongoDB's bulk write: on a full disk, a part of a page may be written. */
  async write(machine: Machine, collection: string, writes: readonly ViewWrite[]): Promise<readonly string[]> {
    await this.onWrite(machine, collection);
    if (!this.isFull) return this.store.write(collection, writes);
    await this.store.write(
      collection,
      writes.filter(() => this.agenda.chance.of(0.5)),
    );
    throw this.full();
  }

  async saveCatalog(entry: CatalogEntry): Promise<boolean> {
    const before = (await this.store.catalog()).find(({ projection }) => projection === entry.projection);
    const isSaved = await this.store.saveCatalog(entry);
    if (isSaved) await this.onSwitch(before, entry);
    return isSaved;
  }

  full = () => new RapportError('DISK_FULL', 'The simulated disk is full');
}

/** The view store as seen by one process. */
export class RemoteViews implements ViewStore {
  constructor(
    private readonly machine: Machine,
    private readonly server: ViewServer,
  ) {}

  collections = () => this.call('collections', () => this.server.store.collections());
  checkpoints = () => this.call('checkpoints', () => this.server.store.checkpoints());
  catalog = () => this.call('catalog', () => this.server.store.catalog());

  load<D extends object>(collection: string, keys: readonly string[]): Promise<ReadonlyMap<string, ViewRecord<D>>> {
    return this.call(`load ${keys.length} of ${collection}`, () => this.server.store.load<D>(collection, keys));
  }

  find<D extends object>(collection: string, query: ViewQuery): Promise<readonly { key: string; document: D }[]> {
    return this.call(`find in ${collection}`, () => this.server.store.find<D>(collection, query));
  }

  count(collection: string, filter: ViewFilter): Promise<number> {
    return this.call(`count ${collection}`, () => this.server.store.count(collection, filter));
  }

  parked(collection: string, limit: number): Promise<readonly ViewRecord[]> {
    return this.call(`parked of ${collection}`, () => this.server.store.parked(collection, limit));
  }

  checkpoint(collection: string): Promise<Position | null> {
    return this.call(`checkpoint of ${collection}`, () => this.server.store.checkpoint(collection));
  }

  create(collection: string, indexes: Indexes): Promise<void> {
    return this.change(`create ${collection}`, () => this.server.store.create(collection, indexes));
  }

  drop(collection: string): Promise<void> {
    return this.call(`drop ${collection}`, () => this.server.store.drop(collection));
  }

  write(collection: string, writes: readonly ViewWrite[]): Promise<readonly string[]> {
    const words = writes.map(({ key, position }) => `${key}@${Number(position)}`).join(' ');
    return this.call(`write ${collection} ${words}`, () => this.server.write(this.machine, collection, writes));
  }

  amend(collection: string, record: ViewRecord): Promise<boolean> {
    return this.change(`amend ${collection} ${record.key}@${Number(record.position)}`, () =>
      this.server.store.amend(collection, record),
    );
  }

  saveCheckpoint(collection: string, position: Position): Promise<void> {
    return this.change(`checkpoint ${collection}@${Number(position)}`, () =>
      this.server.store.saveCheckpoint(collection, position),
    );
  }

  saveCatalog(entry: CatalogEntry): Promise<boolean> {
    return this.change(`catalog ${entry.projection} ${entry.active?.collection} ${entry.building?.collection}`, () =>
      this.server.saveCatalog(entry),
    );
  }

  lease(name: string, owner: string, milliseconds: number): Promise<boolean> {
    // By this process's time of day at the time of the call, as a client of MongoDB does.
    const now = this.machine.timeOfDay();
    return this.change('lease', async () => this.server.store.leaseAt(now, name, owner, milliseconds));
  }

  release(name: string, owner: string): Promise<void> {
    return this.call('release', () => this.server.store.release(name, owner));
  }

  isLeased(name: string): Promise<boolean> {
    return this.call('isLeased', () => this.server.store.isLeased(name));
  }

  async close(): Promise<void> {}

  private call<T>(words: string, effect: () => Promise<T>): Promise<T> {
    return this.server.call(this.machine, words, effect);
  }

  /** A call that needs disk space. */
  private change<T>(words: string, effect: () => Promise<T>): Promise<T> {
    return this.call(words, async () => {
      if (this.server.isFull) throw this.server.full();
      return effect();
    });
  }
}
