import { describe, expect, it } from 'vitest';
import { dayOf, startOfDay } from '../../../projections/kit/day.js';
import { Days } from '../../../projections/kit/days.js';

const day = (date: string) => dayOf(`${date}T00:00:00.000Z`);
/** The first moments of these dates. */
const starts = (days: Days, ...dates: readonly string[]) => dates.map((date) => days.start(day(date)));

describe('the organisation’s days', () => {
  it('are those of UTC until a zone is adopted, and of the first zone at all times if it says so', () => {
    expect(new Days().start(day('2026-01-01'))).toBe('2026-01-01T00:00:00.000Z');
    const berlin = new Days([{ from: '', zone: 'Europe/Berlin' }]);
    expect(starts(berlin, '2026-01-01', '2026-07-01')).toEqual(['2025-12-31T23:00:00.000Z', '2026-06-30T22:00:00.000Z']);
    expect(berlin.zones).toEqual([{ from: '', zone: 'Europe/Berlin' }]);
  });

  it('begin where they began when another zone takes over at its first midnight', () => {
    // In the afternoon of 10 February: midnight of New York is five hours after that of UTC.
    const days = new Days([{ from: '2026-02-10T15:00:00.000Z', zone: 'America/New_York' }]);
    expect(starts(days, '2026-01-01', '2026-02-10', '2026-02-11', '2026-02-12', '2026-04-01')).toEqual([
      '2026-01-01T00:00:00.000Z',
      '2026-02-10T00:00:00.000Z',
      // It had begun by UTC before New York took over, and does not begin again.
      '2026-02-11T00:00:00.000Z',
      '2026-02-12T05:00:00.000Z',
      '2026-04-01T04:00:00.000Z',
    ]);
    expect(days.end(day('2026-02-11'))).toBe('2026-02-12T04:59:59.999Z');
    expect(days.of('2026-02-12T04:59:59.999Z')).toBe(day('2026-02-11'));
    expect([days.zoneAt('2026-02-11T04:59:59.999Z'), days.zoneAt('2026-02-11T05:00:00.000Z')]).toEqual([
      'UTC',
      'America/New_York',
    ]);
  });

  it('are shorter once where the new clocks are ahead, and months follow', () => {
    const days = new Days([{ from: '2025-12-31T12:00:00.000Z', zone: 'Europe/Berlin' }]);
    expect(starts(days, '2025-12-31', '2026-01-01')).toEqual(['2025-12-31T00:00:00.000Z', '2025-12-31T23:00:00.000Z']);
    expect([days.month('2025-12-31T22:59:59.999Z'), days.month('2025-12-31T23:00:00.000Z')]).toEqual(['2025-12', '2026-01']);
  });

  it('of a month end by the old zone when the new one is adopted after its midnight there', () => {
    // At 23:30 UTC on New Year’s Eve it is 2026 in Berlin already; Berlin takes over a day later.
    const days = new Days([{ from: '2025-12-31T23:30:00.000Z', zone: 'Europe/Berlin' }]);
    expect(starts(days, '2026-01-01', '2026-01-02')).toEqual(['2026-01-01T00:00:00.000Z', '2026-01-01T23:00:00.000Z']);
  });

  it('may be missing where the date jumps, like 30 December 2011 in Samoa', () => {
    const days = new Days([
      { from: '', zone: 'Etc/GMT+12' },
      { from: '2026-02-10T00:00:00.000Z', zone: 'Etc/GMT-14' },
    ]);
    // It is 9 February, 22:00, on the old clocks, and 11 February on the new ones.
    expect(starts(days, '2026-02-09', '2026-02-10', '2026-02-11')).toEqual([
      '2026-02-09T12:00:00.000Z',
      '2026-02-10T10:00:00.000Z',
      '2026-02-10T10:00:00.000Z',
    ]);
  });

  it('are by the zone with the latest effect, of several whose first midnight has come', () => {
    const days = new Days([
      { from: '2026-02-10T06:00:00.000Z', zone: 'America/New_York' },
      { from: '2026-02-10T07:00:00.000Z', zone: 'Asia/Kolkata' },
    ]);
    expect(days.zones).toEqual([
      { from: '', zone: 'UTC' },
      { from: '2026-02-10T18:30:00.000Z', zone: 'Asia/Kolkata' },
    ]);
  });

  it('are whole across the hours that daylight saving takes and gives', () => {
    const days = new Days([{ from: '2026-02-10T06:00:00.000Z', zone: 'Europe/Berlin' }]);
    const hours = (date: string) => (Date.parse(days.end(day(date))) + 1 - Date.parse(days.start(day(date)))) / 3_600_000;
    expect(['2026-02-10', '2026-03-29', '2026-10-25', '2026-12-24'].map(hours)).toEqual([23, 23, 25, 24]);
    expect(startOfDay(days.of('2026-10-24T22:00:00.000Z'))).toBe('2026-10-25T00:00:00.000Z');
  });
});
