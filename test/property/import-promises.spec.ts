import { describe, expect, it } from 'vitest';
import { commitmentDecider, type CommitmentState } from '../../src/domain/commitment/decider.js';
import type { CommitmentEvent } from '../../src/domain/commitment/events.js';
import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import { type CommitmentDocument, commitmentsProjection } from '../../projections/commitments/projection.js';
import { commitmentStatus } from '../../projections/trials/agreements.js';
import fc from '../support/properties.js';
import { runs } from '../support/runs.js';
import { importText } from '../unit/imports/support/import-text.js';
import { RecordingRunner } from '../unit/imports/support/recording-runner.js';
import { apart, cutAt, log, mapping, reordered, type Row, windows } from './import-logs.js';

const promising = (fidelity: string) =>
  mapping(fidelity, '')
    .replace('times: { at: yyyy-MM-dd HH:mm }', 'times: { at: &at yyyy-MM-dd HH:mm, due: *at, kept: *at }')
    .concat("promise: { due: due, promise: 'Done by the due date', kept: kept }\n");

/** What rows say of a due date, and on how many days of March it was kept. */
const said = fc.infiniteStream(
  fc.record({ due: fc.constantFrom('', '2025-04-01 12:00', '2025-04-02 12:00', '2025-04-03 12:00'), kept: fc.nat(9) }),
);
const withDates = (rows: readonly Row[], dates: fc.Stream<{ due: string; kept: number }>): Row[] =>
  rows.map(({ at, line }) => {
    const { due, kept } = dates.next().value!;
    return { at, line: `${line};${due};${kept < 5 ? '' : `2025-03-0${kept} 12:00`}` };
  });

async function imported(text: string, files: readonly (readonly Row[])[], runner = new RecordingRunner()) {
  for (const rows of files)
    await importText(text, `id;at;status;team;dept;cat;due;kept\n${rows.map(({ line }) => line).join('\n')}\n`, runner);
  return runner;
}

/** Each commitment as its ledger shows it, and the other dates that were named. */
function commitments(runner: RecordingRunner): object {
  const ledger = new Map<string, { document: CommitmentDocument | null; state: CommitmentState }>();
  for (const [revision, event] of runner.events('commitment').entries()) {
    const before = ledger.get(event.stream) ?? { document: null, state: null };
    const recorded = { ...event, id: String(revision), revision, recordedAt: '' } as unknown as RecordedEvent<CommitmentEvent>;
    ledger.set(event.stream, {
      document: commitmentsProjection.evolve(before.document, recorded, ''),
      state: commitmentDecider.evolve(before.state, recorded),
    });
  }
  const all = [...ledger].map(([stream, { document, state }]) => {
    const { teamId, departmentId, madeAt, dueAt, facts } = document!;
    const others = [...state!.reportedDueDates].sort();
    return [stream, { teamId, departmentId, madeAt, dueAt, keptAt: commitmentStatus(facts)?.fulfilledAt, others }] as const;
  });
  return Object.fromEntries(all);
}

describe('due dates of an export cut into windows', () => {
  it.each([
    ['a history in any order', 'HISTORY'],
    ['snapshots in the order of their time', 'SNAPSHOT'],
  ])('become the commitments of the whole at once, and once: %s', async (_, fidelity) => {
    const text = promising(fidelity);
    await fc.assert(
      fc.asyncProperty(log, said, windows, windows, async (all, dates, { cuts, overlap, order }, others) => {
        const rows = withDates(apart(all), dates);
        const parts = cutAt(rows, cuts, overlap);
        const runner = await imported(text, fidelity === 'HISTORY' ? reordered(parts, order) : parts);
        expect(commitments(runner)).toEqual(commitments(await imported(text, [rows])));
        const { length } = runner.events('commitment');
        await imported(text, [...reordered(cutAt(rows, others.cuts, others.overlap), others.order), rows], runner);
        expect(runner.events('commitment').length).toBe(length);
      }),
      { numRuns: runs(6, 500) },
    );
  });
});
