import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Format } from '../../../src/imports/mapping/mapping.js';
import { checkUnpacked, DEEPEST, LONGEST_ROW, MAX_COLUMNS, MAX_ROWS_OF_ONE } from '../../../src/imports/read/limits.js';
import { readRows } from '../../../src/imports/read/read-rows.js';
import { isBroken } from '../../../src/imports/read/row.js';
import { compilePattern } from '../../../src/imports/values/pattern.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapport-limits-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The rows of a file: `ok`, or what is wrong. */
async function read(content: string | Buffer, format: Format): Promise<readonly string[]> {
  const file = join(folder, 'table');
  writeFileSync(file, content);
  const source = await readRows(file, format);
  try {
    const rows: string[] = [];
    for await (const page of source.pages) for (const row of page) rows.push(isBroken(row) ? row.problem : 'ok');
    return rows;
  } finally {
    source.close();
  }
}
const csv: Format = { type: 'csv' };
const long = 'x'.repeat(LONGEST_ROW + 1);
const TOO_LONG = expect.stringContaining('longer than');
const refused = { code: 'INVALID_FILE', field: expect.any(String), remedy: expect.any(String) };

describe('a row that is too long', () => {
  it.each([
    ['in CSV', csv, `a\n${long}\n1\n`, [TOO_LONG, 'ok']],
    ['in CSV, without an end', csv, `a\n1\n${long}${long}`, ['ok', TOO_LONG]],
    ['in CSV, in quotes', csv, `a,b\n"${long}",1\n1,2\n`, [expect.any(String), 'ok']],
    ['in CSV, in quotes without an end', csv, `a,b\n1,"${long}\n1,2\n`, ['a quote is not closed', 'ok']],
    ['in CSV, of one quoted field after another', csv, `a,b\n${'"x",'.repeat(LONGEST_ROW / 4 + 1)}`, [expect.any(String)]],
    ['in NDJSON', { type: 'ndjson', columns: ['a'] }, `{"a":"${long}"}\n{"a":1}\n`, [TOO_LONG, 'ok']],
    ['in NDJSON, without an end', { type: 'ndjson', columns: ['a'] }, `{"a":1}\n"${long}${long}`, ['ok', TOO_LONG]],
  ] as const)('%s is rejected, and those around it are read', async (_, format, content, rows) => {
    expect(await read(content, format)).toEqual(rows);
  });

  it.each([
    ['a CSV header', csv, `${long},a\n1,2\n`],
    ['a CSV header without an end', csv, long],
    ['a string of JSON', { type: 'json', columns: ['a'] }, `[{"a":"${long}${'x'.repeat(300_000)}"}]`],
    ['an element of XES', { type: 'xes', columns: ['a'] }, `<log><trace ${'a'.repeat(LONGEST_ROW + 300_000)}="1"/></log>`],
  ] as const)('refuses the file where it is %s', async (_, format, content) => {
    await expect(read(content, format)).rejects.toMatchObject(refused);
  });
});

describe('what is too wide or too deep', () => {
  const nest = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

  it('is refused where it is the header', async () => {
    const columns = (count: number) => Array.from({ length: count }, (_, i) => `c${i}`).join(',');
    expect(await read(`${columns(MAX_COLUMNS)}\n`, csv)).toEqual([]);
    await expect(read(`${columns(MAX_COLUMNS + 1)}\n`, csv)).rejects.toMatchObject(refused);
  });

  it('rejects a line of NDJSON', async () => {
    const format: Format = { type: 'ndjson', columns: ['a'] };
    const lines = [nest(DEEPEST), nest(DEEPEST + 1), nest(200_000)].map((deep) => `{"a":${deep}}`);
    const TOO_DEEP = expect.stringContaining('nested deeper');
    expect(await read(lines.join('\n'), format)).toEqual(['ok', TOO_DEEP, TOO_DEEP]);
  });

  it.each([
    ['a JSON document', { type: 'json', columns: ['a'] }, `[{"a":${nest(DEEPEST)}}]`],
    ['an event log', { type: 'xes', columns: ['a'] }, '<a>'.repeat(DEEPEST + 1)],
  ] as const)('refuses %s', async (_, format, content) => {
    await expect(read(content, format)).rejects.toMatchObject(refused);
  });

  it('rejects an object of too many parts', async () => {
    const format: Format = { type: 'ndjson', columns: ['a'], each: 'a' };
    const of = (count: number) => `{"a":[${Array.from({ length: count }, () => 0).join(',')}]}`;
    expect(await read(`${of(2)}\n${of(MAX_ROWS_OF_ONE + 1)}`, format)).toEqual([
      'ok',
      'ok',
      expect.stringContaining('elements along a'),
    ]);
  });
});

it('A header that cannot be taken apart is not passed over for the next line', async () => {
  await expect(read('a,"b"c\n1,2\n', csv)).rejects.toMatchObject({ code: 'INVALID_FILE', field: 'format.quote' });
});

it('An archive is read however well it packs, and refused where it unpacks to what no table does', async () => {
  expect((await read(gzipSync(`a\n${'1\n'.repeat(100_000)}`), csv)).length).toBe(100_000);
  expect(() => checkUnpacked(200 * 1024 * 1024, 1)).not.toThrow();
  expect(() => checkUnpacked(300 * 1024 * 1024, 2 * 1024 * 1024)).not.toThrow();
  expect(() => checkUnpacked(300 * 1024 * 1024, 1024 * 1024)).toThrow(expect.objectContaining(refused));
});

describe('a pattern', () => {
  it('that could go back for ever does not', () => {
    const pattern = compilePattern('^(a+)+$', 'match');
    expect(pattern.test('a'.repeat(100_000))).toBe(true);
    expect(pattern.test(`${'a'.repeat(100_000)}!`)).toBe(false);
  });

  it.each([
    ['(\\d+)-(\\d+)', '12-34', '12'],
    ['(x)?(y)', 'y', 'y'],
    ['\\d+', 'a12', '12'],
    ['^(?<team>[^/]+)/', 'desk/mail', 'desk'],
    ['\\u00e4+', 'ää', 'ää'],
    ['x', 'y', null],
  ])('%s finds in "%s" %s', (pattern, text, part) => {
    expect(compilePattern(pattern, 'match').partOf(text)).toBe(part);
  });

  it.each(['(?=a)', '(?<!a)b', '(a)\\1', 'a{2000}', '('])('%s is refused, with the reason', (pattern) => {
    expect(() => compilePattern(pattern, 'derive.x.match')).toThrow(
      expect.objectContaining({ code: 'INVALID_MAPPING', field: 'derive.x.match', message: expect.stringContaining(pattern) }),
    );
  });
});
