import { expect, it } from 'vitest';
import fc from '../support/properties.js';
import { runs } from '../support/runs.js';
import { RecordingRunner } from '../unit/imports/support/recording-runner.js';
import { moves, take } from '../unit/imports/support/replies.js';

const LAST = 20_000;
/** Within two weeks. */
const minute = fc.integer({ min: 1, max: LAST });
const shown = (at: number): string => new Date(Date.UTC(2025, 2, 1) + at * 60_000).toISOString().slice(0, 16).replace('T', ' ');

const history = fc.record({
  replies: fc.uniqueArray(minute, { minLength: 1, maxLength: 6 }),
  ends: fc.uniqueArray(minute, { maxLength: 4 }),
  nights: fc.uniqueArray(minute, { minLength: 1, maxLength: 4 }),
  /** How far a night's export goes back. */
  back: fc.integer({ min: 1_000, max: LAST }),
});

it('nights of replies that say when their ticket was solved last end in the story of all at once, in any order', async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.infiniteStream(fc.nat()), async ({ replies, ends, nights, back }, order) => {
      const exports = [...nights, LAST].map((night) => {
        const solved = Math.max(...ends.filter((end) => end <= night));
        return replies
          .filter((at) => at <= night && at > night - back)
          .sort((a, b) => a - b)
          .map((at) => `1,${shown(at)},said,A,D,${Number.isFinite(solved) ? shown(solved) : ''},`);
      });
      const whole = new RecordingRunner();
      await take(whole, ...exports.flat());
      const parts = new RecordingRunner();
      const places = new Map(exports.map((rows) => [rows, order.next().value as number]));
      for (const rows of exports.toSorted((a, b) => places.get(a)! - places.get(b)!)) await take(parts, ...rows);
      expect(moves(parts)).toEqual(moves(whole));
      const { length } = parts.events('ticket');
      for (const rows of exports) await take(parts, ...rows);
      expect(parts.events('ticket').length).toBe(length);
    }),
    { numRuns: runs(20, 1_000) },
  );
});
