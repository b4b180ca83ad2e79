import { describe, expect, it } from 'vitest';
import fc from '../support/properties.js';
import { importText } from '../unit/imports/support/import-text.js';
import { RecordingRunner } from '../unit/imports/support/recording-runner.js';

// A machine that is busy with other suites takes many times as long.
const mapping = (fidelity: string, history: string) => `
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
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const BEGIN = Date.UTC(2025, 2, 1);

interface Row {
  readonly at: number;
  readonly line: string;
}
const step = fc.record({
  wait: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4_000 })),
  status: fc.constantFrom('open', 'work', 'vendor', 'caller', 'done', 'over'),
  team: fc.constantFrom('A', 'B', 'C', ''),
  dept: fc.constantFrom('D', 'D', 'D', 'E'),
  cat: fc.constantFrom('x', 'x', 'y'),
});
/** Tickets whose rows mingle, in the order of their time. */
const log = fc
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
const cut = fc.record({ days: fc.integer({ min: 1, max: 6 }), overlap: fc.integer({ min: 0, max: 4 }) });

function windowsOf(rows: readonly Row[], { days, overlap }: { days: number; overlap: number }): Row[][] {
  const windows: Row[][] = [];
  const end = rows.at(-1)?.at ?? BEGIN;
  for (let from = BEGIN; from <= end; from += days * DAY)
    windows.push(rows.filter(({ at }) => at >= from - overlap * DAY && at < from + days * DAY));
  return windows.filter((window) => window.length > 0);
}

async function imported(text: string, windows: readonly (readonly Row[])[], runner = new RecordingRunner()) {
  for (const window of windows)
    await importText(text, `id;at;status;team;dept;cat\n${window.map(({ line }) => line).join('\n')}\n`, runner);
  return runner;
}

/** Ticket by ticket what happened when, in the order of recording. */
const facts = (runner: RecordingRunner) =>
  runner
    .events('ticket')
    .map(({ stream, type, data, metadata }) => JSON.stringify([stream, type, metadata.occurredAt, data]))
    .sort();

describe('an export cut into windows', () => {
  const forms = ['HISTORY', 'SNAPSHOT'].flatMap((fidelity) =>
    ['', ', history: [at, status, team, dept, cat]'].map((history) => [fidelity, history] as const),
  );
  it.each(forms)('tells the same facts as the whole at once (%s%s)', async (fidelity, history) => {
    const text = mapping(fidelity, history);
    await fc.assert(
      fc.asyncProperty(log, cut, async (rows, how) => {
        const [whole, parts] = [await imported(text, [rows]), await imported(text, windowsOf(rows, how))];
        expect(facts(parts)).toEqual(facts(whole));
      }),
      { numRuns: 6 },
    );
  });

  it.each(forms)('adds nothing when it is imported again, in any order (%s%s)', async (fidelity, history) => {
    const text = mapping(fidelity, history);
    await fc.assert(
      fc.asyncProperty(log, cut, fc.infiniteStream(fc.nat()), async (rows, how, chance) => {
        const windows = windowsOf(rows, how);
        const runner = await imported(text, windows);
        const before = facts(runner);
        const shuffled = windows
          .map((window) => [chance.next().value as number, window] as const)
          .sort(([a], [b]) => a - b)
          .map(([, window]) => window);
        await imported(text, [...shuffled, rows], runner);
        expect(facts(runner)).toEqual(before);
      }),
      { numRuns: 4 },
    );
  });
});
