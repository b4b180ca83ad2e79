import type { Position } from '../../domain/kernel/event.js';
import type { Database } from '../../sqlite/database.js';
import type { CatalogEntry } from '../view-store.js';
import type { Statements } from './statements.js';

/** What the store knows beside documents: how far each collection is, which one answers, and who works on what. */
export class Bookkeeping {
  private known: ReadonlyMap<string, Position> | undefined;

  constructor(
    database: Database,
    private readonly statements: Statements,
    private readonly now: () => number,
  ) {
    database.exec(`
      CREATE TABLE IF NOT EXISTS catalog(projection TEXT NOT NULL PRIMARY KEY, revision INTEGER NOT NULL, entry TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS leases(name TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL, expires_at INTEGER NOT NULL)`);
    // The file has one owner, and that is us now: whoever held a lease is dead, and nobody must wait for it to run out.
    database.exec('DELETE FROM leases');
  }

  checkpoint(collection: string): Position | null {
    return this.statements.of<[string | null]>('SELECT checkpoint FROM collections WHERE name = ?').get(collection)?.[0] ?? null;
  }

  /** Every query asks for them, and they change with a page only: read again only then. */
  checkpoints(): ReadonlyMap<string, Position> {
    this.known ??= new Map(
      this.statements.of<[string, string]>('SELECT name, checkpoint FROM collections WHERE checkpoint IS NOT NULL').all(),
    );
    return this.known;
  }

  /** A collection was dropped or made. */
  forget(): void {
    this.known = undefined;
  }

  /** Never backwards: whoever comes late with an older page has nothing to say. */
  saveCheckpoint(id: number, position: Position): void {
    const update = 'UPDATE collections SET checkpoint = ?2 WHERE id = ?1 AND (checkpoint IS NULL OR checkpoint < ?2)';
    this.statements.of(update).run(id, position);
    this.forget();
  }

  catalog(): readonly CatalogEntry[] {
    const rows = this.statements.of<[string]>('SELECT entry FROM catalog ORDER BY projection').all();
    return rows.map(([entry]) => JSON.parse(entry) as CatalogEntry);
  }

  saveCatalog(entry: CatalogEntry): boolean {
    const first = entry.revision === 1;
    const sql = first
      ? 'INSERT INTO catalog(projection, revision, entry) VALUES(?1, ?2, ?3) ON CONFLICT DO NOTHING'
      : 'UPDATE catalog SET revision = ?2, entry = ?3 WHERE projection = ?1 AND revision = ?2 - 1';
    return this.statements.of(sql).run(entry.projection, entry.revision, JSON.stringify(entry)).changes === 1;
  }

  lease(name: string, owner: string, milliseconds: number): boolean {
    const now = this.now();
    const take = `INSERT INTO leases(name, owner, expires_at) VALUES(?, ?, ?)
      ON CONFLICT DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at WHERE owner = excluded.owner OR expires_at <= ?`;
    return this.statements.of(take).run(name, owner, now + milliseconds, now).changes === 1;
  }

  release(name: string, owner: string): void {
    this.statements.of('DELETE FROM leases WHERE name = ? AND owner = ?').run(name, owner);
  }
}
