import type { Database, Statement } from '../../sqlite/database.js';

const MOST = 500;

/** Prepared statements by their text, so that each shape of a query is compiled once. The least recently used ones go when there are too many. */
export class Statements {
  private readonly prepared = new Map<string, Statement>();

  constructor(private readonly database: Database) {}

  of<R extends readonly unknown[]>(sql: string): Statement<R> {
    const statement = this.prepared.get(sql) ?? this.database.prepare(sql);
    this.prepared.delete(sql);
    this.prepared.set(sql, statement);
    if (this.prepared.size > MOST) this.prepared.delete(this.prepared.keys().next().value!);
    return statement as Statement<R>;
  }
}
