import { Database } from '../../sqlite/database.js';
import { OpenedFile } from '../../sqlite/opened-file.js';
import type { Position } from '../../domain/kernel/event.js';
import type { CatalogEntry, Indexes, ViewRecord, ViewStore, ViewWrite } from '../view-store.js';
import { EmbeddedViewReader } from './embedded-view-reader.js';
import type { EmbeddedViewStore } from './embedded-view-store.js';
import type { WriteCount } from './write-count.js';
import { slicesOf } from './written-rows.js';

const SLICES_AHEAD = 3;

/** What the thread that owns the file does for this one. */
export type ViewWriter = Pick<
  EmbeddedViewStore,
  'create' | 'drop' | 'writeRows' | 'amend' | 'saveCheckpoint' | 'saveCatalog' | 'lease' | 'isLeased' | 'release' | 'close'
>;

/**
 * The views in a file that another thread of this process owns: read here, over a connection of its own, written there. Deflating documents and
 * SQLite's part take as long as folding, and so go on beside it. Whoever waits for a write reads it here afterwards.
 */
export class ThreadedViewStore extends EmbeddedViewReader implements ViewStore {
  /** @param file opened by the writer already */
  constructor(
    file: string,
    written: WriteCount,
    private readonly writer: ViewWriter,
  ) {
    super(new Database(file, { readonly: true }), new OpenedFile(file, written.writes), written);
  }

  async create(collection: string, indexes: Indexes): Promise<void> {
    this.assertOpen();
    await this.writer.create(collection, indexes);
    this.tables.read();
  }

  async drop(collection: string): Promise<void> {
    this.assertOpen();
    await this.writer.drop(collection);
    this.tables.read();
  }

  async write(collection: string, records: readonly ViewWrite[]): Promise<readonly string[]> {
    const table = this.found(collection);
    const slices: Promise<readonly string[]>[] = [];
    // The next rows are made while the writer is at the last ones; as JSON no more than these wait for it.
    for (const rows of slicesOf(table, records)) {
      const written = this.writer.writeRows(collection, rows);
      // Where an earlier one fails, that is what the caller hears of.
      written.catch(() => undefined);
      slices.push(written);
      await slices.at(-SLICES_AHEAD);
    }
    return (await Promise.all(slices)).flat();
  }

  async amend(collection: string, record: ViewRecord): Promise<boolean> {
    this.assertOpen();
    return this.writer.amend(collection, record);
  }

  async saveCheckpoint(collection: string, position: Position): Promise<void> {
    this.assertOpen();
    await this.writer.saveCheckpoint(collection, position);
  }

  async saveCatalog(entry: CatalogEntry): Promise<boolean> {
    this.assertOpen();
    return this.writer.saveCatalog(entry);
  }

  async lease(name: string, owner: string, milliseconds: number): Promise<boolean> {
    this.assertOpen();
    return this.writer.lease(name, owner, milliseconds);
  }

  /** By the clock that the leases were taken by. */
  async isLeased(name: string): Promise<boolean> {
    this.assertOpen();
    return this.writer.isLeased(name);
  }

  async release(name: string, owner: string): Promise<void> {
    this.assertOpen();
    await this.writer.release(name, owner);
  }

  /** Reading ends first: a reader's statements would keep SQLite from putting the file in order. */
  override async close(): Promise<void> {
    if (!this.closed) await super.close();
    await this.writer.close();
  }
}
