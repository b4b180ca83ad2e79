import { describe, expect, it } from 'vitest';
import { clockAt, dayStart, momentAt, wholeDays } from '../../../web/src/parts/zone.js';

const BERLIN = 'Europe/Berlin';

describe('a clock of the organisation’s zone', () => {
  it.each([
    ['in winter', '2026-01-15T08:30:00', '2026-01-15T07:30:00.000Z'],
    ['in summer', '2026-07-15T08:30:00', '2026-07-15T06:30:00.000Z'],
    ['the last second of a day', '2026-03-28T23:59:59', '2026-03-28T22:59:59.000Z'],
    ['in the hour shown twice: the earlier one', '2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z'],
    ['after it', '2026-10-25T03:30:00', '2026-10-25T02:30:00.000Z'],
    ['in the hour skipped: behind the leap', '2026-03-29T02:30:00', '2026-03-29T01:30:00.000Z'],
    ['after the leap', '2026-03-29T03:30:00', '2026-03-29T01:30:00.000Z'],
  ])('%s', (_, clock, moment) => expect(momentAt(clock, BERLIN)).toBe(moment));

  it('shows what it was set to', () => {
    for (const clock of ['2026-01-15T08:30:00', '2026-10-25T02:30:00', '2026-07-15T23:59:59'])
      for (const zone of [BERLIN, 'UTC', 'America/St_Johns', 'Pacific/Auckland'])
        expect(clockAt(momentAt(clock, zone), zone)).toBe(clock);
  });
});

describe('the days of a stretch of time', () => {
  const march = [dayStart('2026-03-01', BERLIN), dayStart('2026-03-31', BERLIN, 1)] as const;

  it('begin and end by the clocks of the zone', () => {
    expect(march).toEqual(['2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z']);
    expect(wholeDays(...march, BERLIN)).toEqual(['2026-03-01', '2026-03-31']);
  });
  it('are not told where it does not begin and end with one', () => {
    expect(wholeDays(...march, 'UTC')).toBeUndefined();
    expect(wholeDays(march[0], '2026-03-31T22:00:00.001Z', BERLIN)).toBeUndefined();
  });
  it('begin with the first moment that there is: where midnight is leapt over, an hour later', () =>
    expect(dayStart('2026-03-29', 'Asia/Beirut')).toBe('2026-03-28T22:00:00.000Z'));
});
