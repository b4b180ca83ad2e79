import { copyFileSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Database } from './database.js';

describe('Database', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rapport-sqlite-'));
    file = join(folder, 'deep', 'a.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const withTable = () => {
    const database = new Database(file);
    database.exec('CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT)');
    return database;
  };

  it('makes the missing folder for its own user only', () => {
    withTable().close();
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
  });

  it('gives rows as arrays and binds null, numbers, text and bytes', () => {
    const database = withTable();
    expect(database.prepare('INSERT INTO t VALUES(?, ?)').run(1, null)).toMatchObject({ changes: 1 });
    expect(database.prepare('SELECT a, b FROM t WHERE a = ?').get(1)).toEqual([1, null]);
    expect(database.prepare('SELECT a, b FROM t WHERE a = ?').get(2)).toBeUndefined();
    expect(database.prepare('SELECT ?').all(null)).toEqual([[null]]);
    expect(database.prepare('SELECT hex(?)').get(Buffer.from('a'))).toEqual(['61']);
    expect(database.prepare('SELECT ?').get(Number.MAX_SAFE_INTEGER)).toEqual([Number.MAX_SAFE_INTEGER]);
    database.close();
  });

  it('writes all of a transaction or nothing', () => {
    const database = withTable();
    const insert = database.prepare('INSERT INTO t VALUES(?, ?)');
    const attempt = () =>
      database.transaction(() => {
        insert.run(1, 'first');
        throw new Error('changed my mind');
      });
    expect(attempt).toThrow('changed my mind');
    expect(database.transaction(() => insert.run(2, 'second').changes)).toBe(1);
    expect(database.prepare('SELECT a FROM t').all()).toEqual([[2]]);
    database.close();
  });

  it('belongs to one owner until closed, even while statements live on', () => {
    const owner = withTable();
    const statement = owner.prepare('SELECT count(*) FROM t');
    expect(statement.get()).toEqual([0]);
    expect(() => new Database(file)).toThrow(expect.objectContaining({ code: 'STORE_BUSY' }));
    expect(() => new Database(file, { readonly: true })).toThrow(expect.objectContaining({ code: 'STORE_BUSY' }));
    owner.close();
    owner.close();
    expect(readdirSync(join(folder, 'deep'))).toEqual(['a.db']);
    const next = new Database(file);
    expect(next.prepare('SELECT count(*) FROM t').get()).toEqual([0]);
    next.close();
  });

  it('lets readers in while it is shared, and no other owner', () => {
    const owner = new Database(file, { shared: true });
    owner.exec('CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT)');
    const reader = new Database(file, { readonly: true });
    owner.exec("INSERT INTO t VALUES(1, 'seen')");
    expect(reader.prepare('SELECT b FROM t').all()).toEqual([['seen']]);
    expect(() => new Database(file, { shared: true })).toThrow(expect.objectContaining({ code: 'STORE_BUSY' }));
    // The reader's statement is still open: everything is in the file itself nevertheless, and the next owner can open it.
    owner.close();
    copyFileSync(file, join(folder, 'copy.db'));
    expect(new Database(join(folder, 'copy.db'), { readonly: true }).prepare('SELECT b FROM t').all()).toEqual([['seen']]);
    const next = new Database(file, { shared: true });
    next.close();
    reader.close();
  });

  it('refuses to write when opened for reading', () => {
    withTable().close();
    const reader = new Database(file, { readonly: true });
    expect(reader.prepare('SELECT count(*) FROM t').get()).toEqual([0]);
    expect(() => reader.exec('INSERT INTO t VALUES(1, 1)')).toThrow(expect.objectContaining({ code: 'INVALID_CONFIGURATION' }));
    reader.close();
    expect(() => new Database(join(folder, 'absent.db'), { readonly: true })).toThrow(
      expect.objectContaining({ code: 'INVALID_CONFIGURATION' }),
    );
  });

  it('says when a file is no database, damaged, or cannot be opened', () => {
    const text = join(folder, 'text.db');
    writeFileSync(text, 'no database at all '.repeat(100));
    expect(() => new Database(text)).toThrow(expect.objectContaining({ code: 'STORE_CORRUPT' }));
    expect(() => new Database(folder)).toThrow(expect.objectContaining({ code: 'INVALID_CONFIGURATION' }));
    expect(() => new Database(join(text, 'below-a-file.db'))).toThrow(expect.objectContaining({ code: 'INVALID_CONFIGURATION' }));
  });

  it('says when there is no more room, and goes on when there is', () => {
    const database = withTable();
    const insert = database.prepare('INSERT INTO t(b) VALUES(?)');
    const fill = () =>
      database.transaction(() => {
        for (let row = 0; row < 100; row++) insert.run('x'.repeat(1000));
      });
    database.exec('PRAGMA max_page_count=4');
    expect(fill).toThrow(expect.objectContaining({ code: 'DISK_FULL' }));
    expect(database.prepare('SELECT count(*) FROM t').get()).toEqual([0]);
    database.exec('PRAGMA max_page_count=1000');
    fill();
    expect(database.prepare('SELECT count(*) FROM t').get()).toEqual([100]);
    database.close();
  });
});
