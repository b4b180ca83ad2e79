import { describe, expect, it } from 'vitest';
import { EVER } from '../../../src/domain/kernel/versioned.js';
import { afterWorkingMinutes, type WorkingCalendar } from '../../../src/domain/team/working-time.js';

const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', until: '16:00' }));
const OFFICE: WorkingCalendar = { zone: 'Europe/Berlin', hours: weekdays, holidays: ['2026-03-05'] };

/** A calendar that holds since ever. */
const always = (value: WorkingCalendar) => [{ effectiveAt: EVER, value }];

describe('working time', () => {
  it('runs around the clock without a calendar, or with one that names no hours', () => {
    expect(afterWorkingMinutes('2026-03-06T23:30:00.000Z', 60, [])).toBe('2026-03-07T00:30:00.000Z');
    const roundTheClock = { ...OFFICE, hours: [], holidays: [] };
    expect(afterWorkingMinutes('2026-03-06T23:30:00.000Z', 60, always(roundTheClock))).toBe('2026-03-07T00:30:00.000Z');
  });
  it('starts when the team does and goes on the next working day', () => {
    // Berlin is at UTC+1: work is from 07:00Z to 15:00Z.
    expect(afterWorkingMinutes('2026-03-02T05:00:00.000Z', 30, always(OFFICE))).toBe('2026-03-02T07:30:00.000Z');
    expect(afterWorkingMinutes('2026-03-02T14:50:00.000Z', 30, always(OFFICE))).toBe('2026-03-03T07:20:00.000Z');
    expect(afterWorkingMinutes('2026-03-06T14:50:00.000Z', 30, always(OFFICE))).toBe('2026-03-09T07:20:00.000Z');
  });
  it('leaves out holidays', () => {
    expect(afterWorkingMinutes('2026-03-04T14:50:00.000Z', 30, always(OFFICE))).toBe('2026-03-06T07:20:00.000Z');
  });
  it('follows the wall clock over the change to summer time', () => {
    // From 29 March 2026 Berlin is at UTC+2.
    expect(afterWorkingMinutes('2026-03-27T14:50:00.000Z', 30, always(OFFICE))).toBe('2026-03-30T06:20:00.000Z');
  });
  it('counts the hours that a changing night really has', () => {
    const nights = { zone: 'Europe/Berlin', hours: [{ weekday: 7, from: '00:00', until: '06:00' }], holidays: [] };
    // 29 March loses the hour from 02:00, 25 October has it twice.
    expect(afterWorkingMinutes('2026-03-28T12:00:00.000Z', 300, always(nights))).toBe('2026-03-29T04:00:00.000Z');
    expect(afterWorkingMinutes('2026-10-24T12:00:00.000Z', 420, always(nights))).toBe('2026-10-25T05:00:00.000Z');
  });
  it('does not search for ever in a calendar that never works', () => {
    const never = { zone: 'UTC', hours: [{ weekday: 1, from: '09:00', until: '09:00' }], holidays: [] };
    expect(afterWorkingMinutes('2026-03-02T08:00:00.000Z', 30, always(never))).toBe('2026-03-02T08:30:00.000Z');
  });
  it('counts time once that a calendar names twice', () => {
    const hours = (...stretches: readonly [string, string][]) =>
      always({ zone: 'UTC', hours: stretches.map(([from, until]) => ({ weekday: 1, from, until })), holidays: [] });
    const end = (minutes: number, ...stretches: readonly [string, string][]) =>
      afterWorkingMinutes('2026-03-02T08:00:00.000Z', minutes, hours(...stretches));
    expect(end(300, ['08:00', '12:00'], ['10:00', '16:00'])).toBe('2026-03-02T13:00:00.000Z');
    expect(end(600, ['08:00', '16:00'], ['08:00', '16:00'])).toBe('2026-03-09T10:00:00.000Z');
    expect(end(360, ['08:00', '16:00'], ['09:00', '10:00'], ['11:00', '12:00'])).toBe('2026-03-02T14:00:00.000Z');
    expect(end(300, ['08:00', '12:00'], ['12:00', '16:00'])).toBe('2026-03-02T13:00:00.000Z');
  });
});

describe('working time over a change of calendars', () => {
  const adopted = (effectiveAt: string, value: WorkingCalendar) => ({ effectiveAt, value });
  const hours = (from: string, until: string) => [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from, until }));
  it('takes each day under the calendar in force at its first instant', () => {
    const year = [
      adopted('2024-01-01T00:00:00.000Z', { zone: 'Europe/Berlin', hours: hours('08:00', '17:00'), holidays: ['2024-12-25'] }),
      adopted('2024-12-31T23:00:00.000Z', { zone: 'Europe/Berlin', hours: hours('08:00', '17:00'), holidays: ['2025-01-01'] }),
    ];
    expect(afterWorkingMinutes('2024-12-31T15:30:00.000Z', 60, year)).toBe('2025-01-02T07:30:00.000Z');
  });
  it('lets one that comes into force in the middle of a day wait for the next', () => {
    const noon = [
      adopted('', { zone: 'UTC', hours: hours('08:00', '16:00'), holidays: [] }),
      adopted('2026-03-02T12:00:00.000Z', { zone: 'UTC', hours: hours('10:00', '12:00'), holidays: [] }),
    ];
    expect(afterWorkingMinutes('2026-03-02T11:00:00.000Z', 300, noon)).toBe('2026-03-02T16:00:00.000Z');
    expect(afterWorkingMinutes('2026-03-02T13:00:00.000Z', 240, noon)).toBe('2026-03-03T11:00:00.000Z');
  });
  it('neither loses nor doubles time when the zone changes', () => {
    const zones = [
      adopted('', { zone: 'UTC', hours: [], holidays: [] }),
      adopted('2026-03-03T00:00:00.000Z', { zone: 'Asia/Tokyo', hours: [], holidays: [] }),
    ];
    expect(afterWorkingMinutes('2026-03-02T12:00:00.000Z', 3 * 1440, zones)).toBe('2026-03-05T12:00:00.000Z');
  });
  it('runs through before the first one', () => {
    const later = [adopted('2026-03-03T00:00:00.000Z', { zone: 'UTC', hours: hours('08:00', '16:00'), holidays: [] })];
    expect(afterWorkingMinutes('2026-03-02T23:30:00.000Z', 60, later)).toBe('2026-03-03T08:30:00.000Z');
  });
});
