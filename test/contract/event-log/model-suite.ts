import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import fc from '../../support/properties.js';
import type { EventLog, ExpectedRevision } from '../../../src/event-log/event-log.js';
import { collect, freshCategory, idsOf, newEvent, openedFor, type OpenHarness, outcomeOf } from './event-log-harness.js';
import { LogModel } from './log-model.js';

const expectedRevision = fc.oneof<fc.Arbitrary<ExpectedRevision>[]>(
  fc.constantFrom('NO_STREAM' as const, 'STREAM_EXISTS' as const, 'ANY' as const),
  fc.nat(6),
);
// Few streams and few ids, so that repeats and partial repeats are common. An id belongs to one stream, as ids derived from commands do.
const append = fc.record({
  stream: fc.nat(2),
  expected: expectedRevision,
  ids: fc.uniqueArray(fc.nat(9), { minLength: 1, maxLength: 3 }),
});

/** Any sequence of appends ends as the model says, one by one or several at once. */
export function modelSuite(open: OpenHarness): void {
  let log: EventLog;
  openedFor(open, (opened) => (log = opened));

  describe('any sequence of appends', () => {
    it('has the results that the model gives, and leaves what it holds', () =>
      fc.assert(
        fc.asyncProperty(fc.array(append, { maxLength: 25 }), async (appends) => {
          const category = freshCategory();
          const ids = Array.from({ length: 30 }, () => randomUUID());
          const model = new LogModel();
          const before = await log.head();
          for (const { stream, expected, ids: chosen } of appends) {
            const events = chosen.map((number) => ({ ...newEvent(), id: ids[10 * stream + number] as string }));
            const outcome = await outcomeOf(log.append(`${category}-${stream}`, expected, events));
            expect(typeof outcome === 'string' ? outcome : outcome.revision).toBe(
              model.append(`${category}-${stream}`, expected, idsOf(events)),
            );
          }
          expect(idsOf((await collect(log.read(before, { categories: [category] }))).events)).toEqual(model.all);
          for (const [stream, stored] of model.streams) {
            expect(idsOf((await collect(log.readStream(stream))).events)).toEqual(stored);
            expect(idsOf((await collect(log.readStream(stream, { direction: 'backwards' }))).events)).toEqual(
              [...stored].reverse(),
            );
          }
        }),
        { numRuns: 60 },
      ));
  });
}
