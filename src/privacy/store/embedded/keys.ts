import type { Database } from '../../../sqlite/database.js';
import type { KeyRecords, WrappedKey } from '../records.js';

const SCHEMA = `
  PRAGMA secure_delete=ON;
  CREATE TABLE IF NOT EXISTS keys (id TEXT PRIMARY KEY, subject TEXT NOT NULL UNIQUE, wrapped BLOB NOT NULL, master TEXT NOT NULL) WITHOUT ROWID;`;

type Row = readonly [id: string, subject: string, wrapped: Uint8Array, master: string];
const keyOf = ([id, subject, wrapped, master]: Row): WrappedKey => ({ id, subject, wrapped, master });

export const prepareKeys = (database: Database): void => database.exec(SCHEMA);

/** Wrapped keys in their own SQLite file. */
export class EmbeddedKeys implements KeyRecords {
  constructor(private readonly database: Database) {}

  async keysOf(subjects: readonly string[]): Promise<readonly WrappedKey[]> {
    const get = this.database.prepare<Row>('SELECT * FROM keys WHERE subject = ?');
    return subjects.flatMap((subject) => get.all(subject).map(keyOf));
  }

  async keysById(ids: readonly string[]): Promise<readonly WrappedKey[]> {
    const get = this.database.prepare<Row>('SELECT * FROM keys WHERE id = ?');
    return ids.flatMap((id) => get.all(id).map(keyOf));
  }

  async addKeys(keys: readonly WrappedKey[]): Promise<void> {
    const add = this.database.prepare('INSERT INTO keys VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
    this.database.transaction(() => {
      for (const { id, subject, wrapped, master } of keys) add.run(id, subject, wrapped, master);
    });
  }

  async removeKey(subject: string): Promise<boolean> {
    const { changes } = this.database.prepare('DELETE FROM keys WHERE subject = ?').run(subject);
    // Empty the write-ahead log, which would otherwise keep the key until it is overwritten.
    await this.database.emptyWal();
    return changes > 0;
  }

  async notUnder(master: string, limit: number): Promise<readonly WrappedKey[]> {
    return this.database.prepare<Row>('SELECT * FROM keys WHERE master <> ? ORDER BY id LIMIT ?').all(master, limit).map(keyOf);
  }

  async rewrap(keys: readonly WrappedKey[]): Promise<void> {
    const update = this.database.prepare('UPDATE keys SET wrapped = ?, master = ? WHERE id = ?');
    this.database.transaction(() => {
      for (const { id, wrapped, master } of keys) update.run(wrapped, master, id);
    });
  }
}
