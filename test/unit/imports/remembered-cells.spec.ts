import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { CsvParser } from '../../../src/imports/read/csv-parser.js';
import { XesParser } from '../../../src/imports/read/xes-parser.js';
import type { SourceRow } from '../../../src/imports/read/row.js';
import { timeReader } from '../../../src/imports/values/time-reader.js';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;
/** In MB. */
function heap(): number {
  gc();
  return process.memoryUsage().heapUsed / 1e6;
}

const MEGABYTES = 12;
const PIECE = 250_000;
const PIECES = (MEGABYTES * 1e6) / PIECE;

const csvRow = (n: number) => `ticket number ${n},2020-01-01 00:00:${String(n % 60).padStart(2, '0')}\n`;
const quotedRow = (n: number) => `"ticket number ${n}",2020-01-01 00:00:00\n`;
const xesRow = (n: number) => `<trace><event><string key="ticket" value="ticket number ${n}"/></event></trace>`;

it.each([
  { name: 'lines', parser: () => new CsvParser({ delimiter: ',', quote: '"' }), head: 'ticket,at\n', row: csvRow },
  { name: 'quoted lines', parser: () => new CsvParser({ delimiter: ',', quote: '"' }), head: 'ticket,at\n', row: quotedRow },
  { name: 'XES', parser: () => new XesParser(['ticket']), head: '<log>', row: xesRow },
])('A cell of $name that is remembered does not keep its piece of the file', ({ parser, head, row }) => {
  const reading = parser();
  reading.push(head);
  const before = heap();
  const remembered: string[] = [];
  for (let piece = 0; piece < PIECES; piece += 1) {
    const rows = reading.push(Array.from({ length: PIECE / row(0).length }, (_, n) => row(piece * 10_000 + n)).join(''));
    const [first] = rows;
    remembered.push((first as SourceRow).cells[0]!);
  }
  expect(heap() - before).toBeLessThan(MEGABYTES / 5);
  expect(remembered).toHaveLength(PIECES);
});

it('A time that is remembered does not keep its row', () => {
  const read = timeReader('at', ['yyyy-MM-dd HH:mm:ss'], { name: 'UTC' });
  const before = heap();
  for (let n = 0; n < 5_000; n += 1) {
    const at = new Date(Date.UTC(2020, 0, 1) + n * 1_000).toISOString().slice(0, 19).replace('T', ' ');
    read(`${at}${'x'.repeat((MEGABYTES * 1e6) / 5_000)}`.slice(0, 19));
  }
  expect(heap() - before).toBeLessThan(MEGABYTES / 5);
  expect(read('2020-01-01 00:00:01')).toBe('2020-01-01T00:00:01.000Z');
});
