import { expect, it } from 'vitest';
import { PROJECTIONS } from '../../../projections/index.js';
import { fold } from '../../../projections/kit/fold.js';
import { positionAt, recordedAt } from '../../../src/queries/recorded.js';
import { MemoryEventLog } from '../../support/memory-event-log.js';
import { MemoryViews } from '../../support/memory-views.js';
import { givenEvents, told } from '../projections/given-events.js';

const facts = ['a', 'b', 'c'].map((id) =>
  told(`department-${id}`, '2026-03-01T08:00:00.000Z', {
    type: 'DepartmentRegistered',
    data: { departmentId: id, name: id, kind: 'CLINICAL', externalIds: [] },
  }),
);
// All in one minute: what is between its ends is not read for one of them.
const events = givenEvents(...facts).map((event, index) => ({ ...event, recordedAt: `2026-03-01T08:00:0${index}.000Z` }));
const documentsOf = (name: string) =>
  Object.fromEntries(
    fold(
      PROJECTIONS.find((one) => one.name === name)!,
      events,
    ),
  );

it('A position was recorded when its event was, which is read alone; a moment’s position is the last one by then', async () => {
  const log = new MemoryEventLog();
  log.events.push(...events);
  let read = 0;
  const counting = Object.assign(Object.create(log) as MemoryEventLog, {
    read: (...asked: Parameters<MemoryEventLog['read']>) => {
      read += 1;
      return log.read(...asked);
    },
  });
  const reader = new MemoryViews({ events: documentsOf('events'), recorded: documentsOf('recorded') }).reader();
  for (const { position, recordedAt: at } of events) expect(await recordedAt(reader, counting, position)).toBe(at);
  expect(read).toBe(0);
  expect(await positionAt(reader, counting, '2026-03-01T08:00:01.500Z')).toBe(events[1]!.position);
  expect(await positionAt(reader, counting, '2026-03-01T07:00:00.000Z')).toBe('');
});
