import { describe, expect, it } from '@jest/globals';
import { afterWorkingMinutes, type WorkingCalendar } from '../../../src/domain/team/working-time.js';

const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', until: '16:00' }));
const OFFICE: WorkingCalendar = { zone: 'Europe/Berlin', hours: weekdays, holidays: ['2026-03-05'] };

describe('working time', () => {
  it('runs around the clock without a calendar, or with one that names no hours', () => {
    expect(afterWorkingMinutes('2026-03-06T23:30:00.000Z', 60, undefined)).toBe('2026-03-07T00:30:00.000Z');
    const always = { ...OFFICE, hours: [], holidays: [] };
    expect(afterWorkingMinutes('2026-03-06T23:30:00.000Z', 60, always)).toBe('2026-03-07T00:30:00.000Z');
  });
  it('starts when the team does and goes on the next working day', () => {
    // Berlin is at UTC+1: work is from 07:00Z to 15:00Z.
    expect(afterWorkingMinutes('2026-03-02T05:00:00.000Z', 30, OFFICE)).toBe('2026-03-02T07:30:00.000Z');
    expect(afterWorkingMinutes('2026-03-02T14:50:00.000Z', 30, OFFICE)).toBe('2026-03-03T07:20:00.000Z');
    expect(afterWorkingMinutes('2026-03-06T14:50:00.000Z', 30, OFFICE)).toBe('2026-03-09T07:20:00.000Z');
  });
  it('leaves out holidays', () => {
    expect(afterWorkingMinutes('2026-03-04T14:50:00.000Z', 30, OFFICE)).toBe('2026-03-06T07:20:00.000Z');
  });
  it('follows the wall clock over the change to summer time', () => {
    // From 29 March 2026 Berlin is at UTC+2.
    expect(afterWorkingMinutes('2026-03-27T14:50:00.000Z', 30, OFFICE)).toBe('2026-03-30T06:20:00.000Z');
  });
  it('counts the hours that a changing night really has', () => {
    const nights = { zone: 'Europe/Berlin', hours: [{ weekday: 7, from: '00:00', until: '06:00' }], holidays: [] };
    // 29 March loses the hour from 02:00, 25 October has it twice.
    expect(afterWorkingMinutes('2026-03-28T12:00:00.000Z', 300, nights)).toBe('2026-03-29T04:00:00.000Z');
    expect(afterWorkingMinutes('2026-10-24T12:00:00.000Z', 420, nights)).toBe('2026-10-25T05:00:00.000Z');
  });
  it('does not search for ever in a calendar that never works', () => {
    const never = { zone: 'UTC', hours: [{ weekday: 1, from: '09:00', until: '09:00' }], holidays: [] };
    expect(afterWorkingMinutes('2026-03-02T08:00:00.000Z', 30, never)).toBe('2026-03-02T08:30:00.000Z');
  });
});
