import { afterAll, describe, expect, it } from 'vitest';
import { Database } from '../../../src/sqlite/database.js';
import { countSql, findSql, type Sql } from '../../../src/view-store/embedded/query-sql.js';
import { prepareSchema } from '../../../src/view-store/embedded/embedded-view-store.js';
import { StoredDocuments } from '../../../src/view-store/embedded/stored-documents.js';
import { Statements, Tables } from '../../../src/view-store/embedded/tables.js';
import type { ViewQuery } from '../../../src/view-store/view-store.js';

/** How the block of a row is found, where its document is in one. */
const BLOCK = ['CORRELATED SCALAR SUBQUERY 1', 'SEARCH blocks USING INTEGER PRIMARY KEY (rowid=?)'];

/** What SQLite does for a query, in its own words. */
describe('The embedded store walks', () => {
  const database = new Database(':memory:');
  prepareSchema(database);
  const statements = new Statements(database);
  const tables = new Tables(database, statements, new StoredDocuments(database, statements));
  tables.create('tickets', { status: ['status', 'due'], due: ['due'], team: ['team'] });
  afterAll(() => database.close());
  const plan = ({ text, parameters }: Sql) =>
    database
      .prepare<[number, number, number, string]>(`EXPLAIN QUERY PLAN ${text}`)
      .all(...parameters)
      .map(([, , , step]) => step);
  const after = { value: '2026', key: 't1' };
  const due = { field: 'due', from: '2025', before: '2027' };

  it.each<[string, Partial<ViewQuery>, string]>([
    ['keys', { after }, 'sqlite_autoindex_view_1_1 (key>?)'],
    ['keys backwards', { after, descending: true }, 'sqlite_autoindex_view_1_1 (key<?)'],
    ['an index with an order', { where: { status: 'OPEN' }, orderBy: 'due' }, 'view_1(status,due) (f:status=?)'],
    [
      'from a cursor on',
      { where: { status: 'OPEN' }, orderBy: 'due', after },
      'view_1(status,due) (f:status=? AND (f:due,key)>(?,?))',
    ],
    ['from a cursor back', { orderBy: 'due', descending: true, after }, 'view_1(due) (f:due>? AND (f:due,key)<(?,?))'],
    ['a range', { ranges: [due], orderBy: 'due' }, 'view_1(due) (f:due>? AND f:due<?)'],
    [
      'a range from a cursor on',
      { where: { status: 'OPEN' }, ranges: [{ field: 'due', from: '2025' }], orderBy: 'due', after },
      'view_1(status,due) (f:status=? AND (f:due,key)>(?,?))',
    ],
    ['one value, then keys', { where: { team: 'a' }, after }, 'view_1(team) (f:team=? AND key>?)'],
    [
      'the other field’s index when one is held',
      { where: { due: '2026', status: 'OPEN' }, after },
      'view_1(status,due) (f:status=? AND f:due=? AND key>?)',
    ],
  ])('%s', (_, query, search) => {
    const steps = plan(findSql(tables.get('tickets'), { limit: 9, ...query }));
    expect(steps).toEqual([`SEARCH view_1 USING INDEX ${search}`, ...BLOCK]);
  });

  it('a list beside the order without sorting', () => {
    const steps = plan(findSql(tables.get('tickets'), { where: { team: ['a', 'b'], status: 'OPEN' }, orderBy: 'due', limit: 9 }));
    expect(steps[0]).toBe('SEARCH view_1 USING INDEX view_1(status,due) (f:status=?)');
    expect(steps.join()).not.toContain('ORDER BY');
  });

  it('an index to count', () =>
    expect(plan(countSql(tables.get('tickets'), { where: { status: 'OPEN' }, ranges: [due] }))).toEqual([
      'SEARCH view_1 USING INDEX view_1(status,due) (f:status=? AND f:due>? AND f:due<?)',
    ]));

  it('keys alone to count everything', () =>
    expect(plan(countSql(tables.get('tickets'), {})).filter((step) => step.includes('view_1 '))).toEqual([
      'SCAN view_1 USING COVERING INDEX sqlite_autoindex_view_1_1',
      'SCAN view_1 USING INDEX view_1:tombstones',
    ]));
});
