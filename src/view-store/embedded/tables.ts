import { RapportError } from '../../domain/kernel/errors.js';
import type { Database } from '../../sqlite/database.js';
import { checkCollectionName, checkFieldName } from '../names.js';
import type { IndexFields } from '../index-choice.js';
import type { Indexes } from '../view-store.js';
import type { Statements } from './statements.js';
import { columnsOf } from './records.js';
import type { StoredDocument, StoredDocuments } from './stored-documents.js';
import { addFieldColumn, createIndex, createTable, fieldColumn, tableName, type Table } from './table.js';

/** Documents held in memory while a column is filled from them. */
const FILLED_AT_ONCE = 500;

/** Which collections there are. Only the file's owner makes and drops them; whoever reads beside it learns of new ones when asked for one. */
export class Tables {
  private readonly known = new Map<string, Table>();

  constructor(
    private readonly database: Database,
    private readonly statements: Statements,
    private readonly documents: StoredDocuments,
  ) {
    this.read();
  }

  names(): readonly string[] {
    return this.statements
      .of<[string]>('SELECT name FROM collections ORDER BY name')
      .all()
      .map(([name]) => name);
  }

  /** Errors: NOT_FOUND. */
  get(name: string): Table {
    if (!this.known.has(name)) this.read();
    const table = this.known.get(name);
    if (!table) throw new RapportError('NOT_FOUND', `There is no collection "${name}"`, { field: 'collection' });
    return table;
  }

  /** Makes the table, and the indexes that it does not have yet. */
  create(name: string, declared: Indexes): void {
    checkCollectionName(name);
    const fields = Object.values(declared).filter((index) => index.length > 0);
    fields.flat().forEach(checkFieldName);
    this.known.set(
      name,
      this.database.transaction(() => this.extend(this.known.get(name) ?? this.add(name), fields)),
    );
  }

  drop(name: string): void {
    const table = this.known.get(name);
    if (!table) return;
    this.database.transaction(() => {
      this.statements.of('DELETE FROM collections WHERE id = ?').run(table.id);
      this.documents.forget(table);
      this.database.exec(`DROP TABLE ${tableName(table)}`);
    });
    this.known.delete(name);
  }

  private read(): void {
    const rows = this.statements.of<[number, string, string]>('SELECT id, name, indexes FROM collections').all();
    for (const [id, name, indexes] of rows) this.known.set(name, { id, indexes: JSON.parse(indexes) as IndexFields[] });
  }

  private add(name: string): Table {
    this.statements.of(`INSERT INTO collections(name, indexes) VALUES(?, '[]')`).run(name);
    const [id] = this.statements.of<[number]>('SELECT id FROM collections WHERE name = ?').get(name)!;
    this.database.exec(createTable({ id }));
    return { id, indexes: [] };
  }

  private extend(table: Table, declared: readonly IndexFields[]): Table {
    const columns = new Set(table.indexes.flat());
    const indexes = new Map(table.indexes.map((fields) => [fields.join(), fields]));
    for (const fields of declared) {
      for (const field of fields) if (!columns.has(field)) this.addColumn(table, field);
      fields.forEach((field) => columns.add(field));
      if (!indexes.has(fields.join())) this.database.exec(createIndex(table, fields));
      indexes.set(fields.join(), fields);
    }
    const extended = { id: table.id, indexes: [...indexes.values()] };
    this.statements.of('UPDATE collections SET indexes = ? WHERE id = ?').run(JSON.stringify(extended.indexes), table.id);
    return extended;
  }

  /** Filled from what is there. */
  private addColumn(table: Table, field: string): void {
    this.database.exec(addFieldColumn(table, field));
    const name = tableName(table);
    const update = this.statements.of(`UPDATE ${name} SET ${fieldColumn(field)} = ? WHERE key = ?`);
    const some = this.statements.of<[string, StoredDocument]>(
      `SELECT key, document FROM ${name} WHERE key > ? AND document IS NOT NULL ORDER BY key LIMIT ${FILLED_AT_ONCE}`,
    );
    for (let rows = some.all(''); rows.length > 0; rows = some.all(rows.at(-1)![0])) {
      for (const [key, document] of rows) update.run(...columnsOf(this.documents.restore(document), [field]), key);
    }
  }
}
