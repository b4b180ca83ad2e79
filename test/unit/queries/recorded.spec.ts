import { expect, it } from 'vitest';
import type { Position } from '../../../src/domain/kernel/event.js';
import { fold } from '../../../projections/kit/fold.js';
import { EVENTS_BETWEEN_MARKS, recordedProjection } from '../../../projections/recorded/projection.js';
import { positionAt, recordedAt } from '../../../src/app/views.js';
import { MemoryEventLog } from '../../support/memory-event-log.js';
import { MemoryViews } from '../../support/memory-views.js';
import { givenEvents, eventIn } from '../projections/given-events.js';

const EVENTS = 3 * EVENTS_BETWEEN_MARKS + 20;
const SECOND_MINUTE = 2 * EVENTS_BETWEEN_MARKS + 7;
const facts = Array.from({ length: EVENTS }, (_, n) =>
  eventIn(`department-d${n}`, '2026-03-01T08:00:00.000Z', {
    type: 'DepartmentRegistered',
    data: { departmentId: `d${n}`, name: 'One', kind: 'CLINICAL', externalIds: [] },
  }),
);
/** Ten milliseconds after one another, in two minutes. */
const events = givenEvents(...facts).map((event, n) => ({
  ...event,
  recordedAt: new Date(Date.UTC(2026, 2, 1, 8, n < SECOND_MINUTE ? 0 : 1) + 10 * n).toISOString(),
}));

/** The positions of the log without some, which are of events that are not ours. */
function standing(foreign: readonly Position[] = []) {
  const ours = events.filter(({ position }) => !foreign.includes(position));
  const log = new MemoryEventLog();
  log.events.push(...events);
  const reads: number[] = [];
  const counting = Object.assign(Object.create(log) as MemoryEventLog, {
    read: async function* (...asked: Parameters<MemoryEventLog['read']>) {
      reads.push(0);
      for await (const page of log.read(...asked)) {
        for (const event of page) {
          if (!ours.includes(event)) continue;
          reads.push(reads.pop()! + 1);
          yield [event];
        }
      }
    },
  });
  const recorded = Object.fromEntries(fold(recordedProjection, ours));
  return { log: counting, reads, reader: new MemoryViews({ recorded }).reader() };
}

it('A position was recorded when its event was, and few events are read for it, however many its minute saw', async () => {
  const { log, reads, reader } = standing();
  const mark = EVENTS_BETWEEN_MARKS;
  for (const n of [0, 1, mark - 1, mark, mark + 1, 2 * mark, SECOND_MINUTE - 1, SECOND_MINUTE, EVENTS - 2, EVENTS - 1]) {
    expect(await recordedAt(reader, log, events[n]!.position)).toBe(events[n]!.recordedAt);
  }
  expect(Math.max(...reads)).toBeLessThanOrEqual(mark);
  expect(await recordedAt(reader, log, '~')).toBeUndefined();
});

it('A position that is no event of ours was recorded when the last one before it was', async () => {
  for (const n of [1, EVENTS_BETWEEN_MARKS, EVENTS_BETWEEN_MARKS + 3, SECOND_MINUTE]) {
    const { log, reader } = standing([events[n]!.position]);
    expect(await recordedAt(reader, log, events[n]!.position)).toBe(events[n - 1]!.recordedAt);
  }
});

it('A moment’s position is the last one recorded by then, and few events are read for it', async () => {
  const { log, reads, reader } = standing();
  for (const n of [0, 5, EVENTS_BETWEEN_MARKS - 1, EVENTS_BETWEEN_MARKS, SECOND_MINUTE, EVENTS - 1]) {
    const { position, recordedAt: at } = events[n]!;
    expect(await positionAt(reader, log, at)).toBe(position);
    expect(await positionAt(reader, log, at.replace('0Z', '9Z'))).toBe(position);
  }
  expect(Math.max(...reads)).toBeLessThanOrEqual(EVENTS_BETWEEN_MARKS + 1);
  expect(await positionAt(reader, log, '2026-03-01T08:00:30.000Z')).toBe(events[SECOND_MINUTE - 1]!.position);
  expect(await positionAt(reader, log, '2026-03-01T07:00:00.000Z')).toBe('');
});
