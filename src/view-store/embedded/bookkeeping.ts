import type { Position } from '../../domain/kernel/event.js';
import type { CatalogEntry } from '../view-store.js';
import type { Statements } from './statements.js';

/** Writes what the store knows beside documents: how far each collection is, which one answers, and who works on what. */
export class Bookkeeping {
  constructor(
    private readonly statements: Statements,
    private readonly now: () => number,
  ) {}

  /** Never backwards: whoever comes late with an older page has nothing to say. */
  saveCheckpoint(id: number, position: Position): void {
    const update = 'UPDATE collections SET checkpoint = ?2 WHERE id = ?1 AND (checkpoint IS NULL OR checkpoint < ?2)';
    this.statements.of(update).run(id, position);
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
