import type { Database } from '../../sqlite/database.js';

/** Makes what the store keeps beside documents: which collections there are and how far each is, which one answers, who works on what. */
export function prepareSchema(database: Database): void {
  database.exec(`
    CREATE TABLE IF NOT EXISTS collections(
      id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, indexes TEXT NOT NULL, checkpoint TEXT);
    CREATE TABLE IF NOT EXISTS catalog(projection TEXT NOT NULL PRIMARY KEY, revision INTEGER NOT NULL, entry TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS leases(name TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL, expires_at INTEGER NOT NULL);
    -- The file has one owner, and that is us now: whoever held a lease is dead, and nobody must wait for it to run out.
    DELETE FROM leases`);
}
