import { DateTime } from 'luxon';
import fc from '../support/properties.js';
import { importText } from '../unit/imports/support/import-text.js';
import { RecordingRunner } from '../unit/imports/support/recording-runner.js';

/** How the log of `log` is read. */
export const mapping = (fidelity: string, history: string) => `
name: windows
format: { type: csv, delimiter: ';' }
source: { system: win }
fidelity: ${fidelity}
record: { key: id, contiguous: false${history} }
zone: UTC
times: { at: yyyy-MM-dd HH:mm }
occurredAt: at
ordering: [at]
registers: { teams: { column: team }, departments: { column: dept, whenChanged: correct } }
opening: { fields: { kind: INCIDENT, channel: PHONE, category: '{cat}', clinicalImpact: NONE } }
states:
  of: status
  values:
    open: NEW
    work: IN_PROGRESS
    vendor: { state: ON_HOLD, reason: AWAITING_VENDOR }
    caller: { state: ON_HOLD, reason: AWAITING_REQUESTER }
    done: RESOLVED
    over: CLOSED
changes:
  - { columns: [cat], command: CategoriseTicket, fields: { category: '{cat}' } }
`;
const WORD = 'open: { command: ShareTicketUpdate, fields: { visibility: DEPARTMENT, proactive: false, human: true } }';
/** The same log with a row an event: what was done or said, and the team only where that changes. */
export const eventMapping = mapping('HISTORY', '')
  .replace('ordering:', 'carry: [team]\nordering:')
  .replace('states:', 'events:')
  .replace('open: NEW', WORD)
  .replace(/: (IN_PROGRESS|RESOLVED|CLOSED)/g, ': { state: $1 }');
/** Each row that waits for the caller tells a reply, but for the first of its ticket. */
export const repliesMapping = `${mapping('HISTORY', '')}  - { columns: [at], command: RecordRequesterReply, when: { status: caller } }\n`;
/** The same of a row an event; one that waits for a vendor tells a chase. */
export const laterMapping = eventMapping
  .replace('    caller: {', '    caller:\n      - { command: RecordRequesterReply, row: later }\n      - {')
  .replace('    vendor: {', '    vendor:\n      - { command: ChaseTicketUpdate, row: later }\n      - {');
/** A row names the category only where it changes, or says it again. */
export const carryingMapping = mapping('HISTORY', '').replace('ordering:', 'carry: [cat]\nordering:');
const MINUTE = 60_000;
export const DAY = 1_440 * MINUTE;
export const BEGIN = Date.UTC(2025, 2, 1);

export interface Row {
  readonly at: number;
  readonly line: string;
}
const step = fc.record({
  wait: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4_000 })),
  // "odd" is in no table of states: its row is rejected.
  status: fc.constantFrom('open', 'work', 'vendor', 'caller', 'done', 'over', 'odd'),
  team: fc.constantFrom('A', 'B', 'C', ''),
  dept: fc.constantFrom('D', 'D', 'D', 'E'),
  cat: fc.constantFrom('x', 'x', 'y'),
});
/** Tickets whose rows mingle, in the order of their time. */
export const log = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 10_000 }), fc.array(step, { minLength: 1, maxLength: 8 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((tickets) =>
    tickets
      .flatMap(([offset, steps], id) => {
        let at = BEGIN + offset * MINUTE;
        return steps.map(({ wait, status, team, dept, cat }): Row => {
          at += wait * MINUTE;
          const moment = new Date(at).toISOString().slice(0, 16).replace('T', ' ');
          return { at, line: `${id};${moment};${status};${team};${dept};${cat}` };
        });
      })
      .sort((a, b) => a.at - b.at),
  );
/** The same rows within twelve hours of a night in which clocks went back, each dated by the clock on the wall. */
export const onTheWall = (rows: readonly Row[]): Row[] =>
  rows.map(({ at, line }) => {
    const moment = Math.floor((BACK + (at - BEGIN) / 60) / MINUTE) * MINUTE;
    const shown = DateTime.fromMillis(moment, { zone: 'Europe/Berlin' }).toFormat('yyyy-MM-dd HH:mm');
    const [id, , ...rest] = line.split(';');
    return { at: moment, line: [id, shown, ...rest].join(';') };
  });
/** Six hours before. */
const BACK = Date.UTC(2025, 9, 25, 19);
/** Imports one file after the other. */
export async function imported(text: string, windows: readonly (readonly Row[])[], runner = new RecordingRunner()) {
  for (const window of windows)
    await importText(text, `id;at;status;team;dept;cat\n${window.map(({ line }) => line).join('\n')}\n`, runner);
  return runner;
}

/** Of rows of a ticket of one minute the order is told by their file alone. */
export const apart = (rows: readonly Row[]): Row[] =>
  rows.filter(({ line }, i) => rows.findIndex((row) => placeOf(row.line) === placeOf(line)) === i);
const placeOf = (line: string) => line.split(';', 2).join();
/** The rows of windows, each from one cut to the next and some days back. */
export function cutAt(rows: readonly Row[], cuts: readonly number[], overlap: number): Row[][] {
  const [begin, end] = [rows[0]!.at, rows.at(-1)!.at];
  const at = [...cuts.map((share) => begin + Math.floor((share * (end - begin)) / 1_000)).sort((a, b) => a - b), end + 1];
  return at
    .map((to, i) => rows.filter((row) => row.at >= (i === 0 ? begin : at[i - 1]! - overlap * DAY) && row.at < to))
    .filter((window) => window.length > 0);
}

/** The rows in three files, each here and there in time: of what changed, or of corrections. Some rows are in two of them. */
export function scattered(rows: readonly Row[], order: fc.Stream<number>): Row[][] {
  const dealt = rows.map((row) => ({ row, to: [order.next().value as number, order.next().value as number].map((n) => n % 3) }));
  return [0, 1, 2]
    .map((file) => dealt.filter(({ to }) => to.includes(file)).map(({ row }) => row))
    .filter((part) => part.length > 0);
}

export const reordered = <T>(all: readonly T[], order: fc.Stream<number>): T[] =>
  all
    .map((one) => ({ one, place: order.next().value as number }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
/** Where to cut a log, by how many days the parts overlap, and in which order they come. */
export const windows = fc.record({
  cuts: fc.array(fc.nat(1_000), { minLength: 1, maxLength: 5 }),
  overlap: fc.nat(3),
  order: fc.infiniteStream(fc.nat()),
});
