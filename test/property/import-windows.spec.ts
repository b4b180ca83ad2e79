import { describe, expect, it } from 'vitest';
import fc from '../support/properties.js';
import type { RecordingRunner } from '../unit/imports/support/recording-runner.js';
import { BEGIN, DAY, imported, log, mapping as statesOnly, type Row } from './import-logs.js';

/** With a reply at each moment of a row that waits for the caller: of these nothing on record can be compared with the first row of a window. */
const mapping = (fidelity: string, history: string) =>
  `${statesOnly(fidelity, history)}  - { columns: [at], command: RecordRequesterReply, when: { status: caller } }\n`;

const cut = fc.record({ days: fc.integer({ min: 1, max: 6 }), overlap: fc.integer({ min: 0, max: 4 }) });

function windowsOf(rows: readonly Row[], { days, overlap }: { days: number; overlap: number }): Row[][] {
  const windows: Row[][] = [];
  const end = rows.at(-1)?.at ?? BEGIN;
  for (let from = BEGIN; from <= end; from += days * DAY)
    windows.push(rows.filter(({ at }) => at >= from - overlap * DAY && at < from + days * DAY));
  return windows.filter((window) => window.length > 0);
}

/** Ticket by ticket what happened when, in the order of recording. */
const facts = (runner: RecordingRunner) =>
  runner
    .events('ticket')
    .filter(({ type }) => type !== 'TicketRowsNoted')
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
