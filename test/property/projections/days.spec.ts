import { describe, expect, it } from 'vitest';
import { Days } from '../../../projections/kit/days.js';
import fc from '../../support/properties.js';
import { runs } from '../../support/runs.js';

/** Three days before and after the clocks change in Berlin, which is a new quarter in some of these zones as well. */
const BEGINNING = Date.parse('2026-03-28T00:00:00.000Z');
const HOURS = 144;
const at = (quarterHours: number) => new Date(BEGINNING + quarterHours * 900_000).toISOString();
const moment = fc.integer({ min: 0, max: HOURS * 4 }).map(at);
const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Etc/GMT+12', 'Etc/GMT-14');
const zones = fc
  .array(fc.record({ from: fc.oneof(fc.constant(''), moment), zone }), { maxLength: 5 })
  .map((all) => all.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)));
const EVERY_DAY = Array.from({ length: HOURS / 24 + 4 }, (_, place) => Math.floor(BEGINNING / 86_400_000) - 2 + place);

describe('the organisation’s days, whatever zones are adopted', () => {
  it('neither overlap nor leave a gap', () =>
    fc.assert(
      fc.property(zones, fc.array(moment, { minLength: 20, maxLength: 20 }), (adopted, moments) => {
        const days = new Days(adopted);
        for (const one of moments) {
          const day = days.of(one);
          expect([days.start(day) <= one, one <= days.end(day)]).toEqual([true, true]);
          expect(days.of(days.end(day))).toBe(day);
        }
        for (const day of EVERY_DAY) expect(days.start(day) <= days.start(day + 1)).toBe(true);
      }),
      { numRuns: runs(100, 5_000) },
    ));

  it('begin where they began by the time another zone was adopted', () =>
    fc.assert(
      fc.property(zones, zones, moment, (known, more, recorded) => {
        const later = more.map(({ from, zone: name }) => ({ from: from > recorded ? from : recorded, zone: name }));
        const all = [...known, ...later].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
        const [before, after] = [new Days(known), new Days(all)];
        const past = (days: Days) => EVERY_DAY.map(days.start).filter((start) => start < recorded);
        expect(past(after)).toEqual(past(before));
      }),
      { numRuns: runs(100, 5_000) },
    ));
});
