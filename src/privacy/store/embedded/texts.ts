import type { Database, SqlValue, Statement } from '../../../sqlite/database.js';
import type { SealedIdentity, SealedText, TextFilter, TextRecords } from '../records.js';

/** `secure_delete`: deleted content is overwritten in the file, not only removed from the index. */
const SCHEMA = `
  PRAGMA secure_delete=ON;
  CREATE TABLE IF NOT EXISTS texts (
    ref TEXT PRIMARY KEY, subject TEXT, stream TEXT, kind TEXT, writtenAt TEXT, putAt TEXT, keyId TEXT, sealed BLOB,
    seen INTEGER NOT NULL DEFAULT 0
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS texts_subject ON texts (subject, ref);
  CREATE INDEX IF NOT EXISTS texts_stream ON texts (stream, ref);
  CREATE INDEX IF NOT EXISTS texts_kind ON texts (kind, writtenAt);
  CREATE INDEX IF NOT EXISTS texts_unseen ON texts (putAt) WHERE seen = 0;
  CREATE TABLE IF NOT EXISTS identities (ref TEXT PRIMARY KEY, keyed TEXT NOT NULL, keyId TEXT NOT NULL, sealed BLOB NOT NULL) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS identities_keyed ON identities (keyed);
  CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;`;

const COLUMNS = 'ref, subject, stream, kind, writtenAt, putAt, keyId, sealed';
type TextRow = readonly [string, string | null, string, string, string, string, string, Uint8Array];
type IdentityRow = readonly [string, string, string, Uint8Array];

const textOf = ([ref, subject, stream, kind, writtenAt, putAt, keyId, sealed]: TextRow): SealedText => ({
  ...{ ref, subject: subject!, stream, kind, writtenAt, putAt, keyId, sealed },
});

/** Creates missing tables. */
export const prepareTexts = (database: Database): void => database.exec(SCHEMA);

/** Texts and identities in a SQLite file. */
export class EmbeddedTexts implements TextRecords {
  private readonly statements = new Map<string, Statement>();

  constructor(private readonly database: Database) {}

  async putTexts(texts: readonly SealedText[]): Promise<void> {
    const put = this.sql(
      `INSERT INTO texts (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (ref) DO UPDATE SET putAt = excluded.putAt WHERE subject IS NOT NULL`,
    );
    this.database.transaction(() => {
      for (const { ref, subject, stream, kind, writtenAt, putAt, keyId, sealed } of texts)
        put.run(ref, subject, stream, kind, writtenAt, putAt, keyId, sealed);
    });
  }

  async getTexts(refs: readonly string[]): Promise<ReadonlyMap<string, SealedText | 'FORGOTTEN'>> {
    const get = this.sql<TextRow>(`SELECT ${COLUMNS} FROM texts WHERE ref = ?`);
    const found = new Map<string, SealedText | 'FORGOTTEN'>();
    for (const ref of refs) {
      const row = get.get(ref);
      if (row) found.set(ref, row[1] === null ? 'FORGOTTEN' : textOf(row));
    }
    return found;
  }

  async findTexts(filter: TextFilter, limit: number, after = ''): Promise<readonly SealedText[]> {
    const [where, ...values] = conditionOf(filter);
    const find = this.sql<TextRow>(`SELECT ${COLUMNS} FROM texts WHERE ${where} AND ref > ? ORDER BY ref LIMIT ?`);
    return find.all(...values, after, limit).map(textOf);
  }

  async forgetTexts(refs: readonly string[]): Promise<number> {
    const forget = this.sql(
      `UPDATE texts SET subject = NULL, stream = NULL, kind = NULL, writtenAt = NULL, putAt = NULL, keyId = NULL, sealed = NULL, seen = 1
       WHERE ref = ? AND subject IS NOT NULL`,
    );
    return this.database.transaction(() => refs.reduce((count, ref) => count + forget.run(ref).changes, 0));
  }

  async unseenTexts(putBefore: string, limit: number): Promise<readonly SealedText[]> {
    return this.sql<TextRow>(`SELECT ${COLUMNS} FROM texts WHERE seen = 0 AND putAt < ? ORDER BY putAt LIMIT ?`)
      .all(putBefore, limit)
      .map(textOf);
  }

  async markSeen(refs: readonly string[]): Promise<void> {
    const mark = this.sql('UPDATE texts SET seen = 1 WHERE ref = ?');
    this.database.transaction(() => refs.forEach((ref) => mark.run(ref)));
  }

  async removeUnseen({ ref, putAt }: Pick<SealedText, 'ref' | 'putAt'>): Promise<void> {
    this.sql('DELETE FROM texts WHERE ref = ? AND putAt = ? AND seen = 0').run(ref, putAt);
  }

  async putIdentities(identities: readonly SealedIdentity[]): Promise<void> {
    const put = this.sql('INSERT INTO identities VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
    this.database.transaction(() => {
      for (const { ref, keyed, keyId, sealed } of identities) put.run(ref, keyed, keyId, sealed);
    });
  }

  async getIdentity(pseudonym: string): Promise<SealedIdentity | undefined> {
    const row = this.sql<IdentityRow>("SELECT * FROM identities WHERE (ref = ?1 OR keyed = ?1) AND keyId <> ''").get(pseudonym);
    if (!row) return undefined;
    const [ref, keyed, keyId, sealed] = row;
    return { ref, keyed, keyId, sealed };
  }

  async forgetIdentity(ref: string): Promise<number> {
    const { changes } = this.sql("UPDATE identities SET keyed = '', keyId = '', sealed = x'' WHERE ref = ? AND keyId <> ''").run(
      ref,
    );
    this.sql("INSERT INTO identities VALUES (?, '', '', x'') ON CONFLICT DO NOTHING").run(ref);
    return changes;
  }

  async scrub(): Promise<void> {
    // Empty the write-ahead log, which would otherwise keep the overwritten pages until it wraps round.
    await this.database.emptyWal();
  }

  async note(name: string): Promise<string | undefined> {
    return this.sql<readonly [string]>('SELECT value FROM notes WHERE name = ?').get(name)?.[0];
  }

  async notesUnder(prefix: string): Promise<ReadonlySet<string>> {
    const names = this.sql<readonly [string]>('SELECT name FROM notes WHERE name >= ? AND substr(name, 1, ?) = ?');
    return new Set(names.all(prefix, prefix.length, prefix).map(([name]) => name));
  }

  async setNote(name: string, value: string): Promise<void> {
    this.sql('INSERT INTO notes VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value').run(name, value);
  }

  private sql<R extends readonly unknown[] = readonly SqlValue[]>(text: string): Statement<R> {
    let statement = this.statements.get(text);
    if (!statement) this.statements.set(text, (statement = this.database.prepare(text)));
    return statement as unknown as Statement<R>;
  }
}

function conditionOf(filter: TextFilter): readonly [where: string, ...values: string[]] {
  if ('subject' in filter) return ['subject = ?', filter.subject];
  if ('stream' in filter) return ['stream = ?', filter.stream];
  return ['kind = ? AND writtenAt < ? AND putAt < ?', filter.kind, filter.writtenBefore, filter.putBefore];
}
