import { describe, expect, it } from 'vitest';
import { AdoptCalendar } from '../../../src/domain/team/commands.js';
import { EVER } from '../../../src/domain/kernel/versioned.js';
import { afterWorkingMinutes, type WorkingCalendar } from '../../../src/domain/team/working-time.js';
import { tell } from '../../support/decider.js';
import { HOSPITAL } from '../../support/hospital.js';

const office = (zone: string, holidays: readonly string[] = []): WorkingCalendar => ({
  zone,
  hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', until: '17:00' })),
  holidays,
});

/** A calendar that holds since ever. */
const always = (value: WorkingCalendar) => [{ effectiveAt: EVER, value }];

describe('working time in London', () => {
  const london = office('Europe/London', ['2026-04-03', '2026-04-06']);
  it('begins an hour earlier by UTC once summer time has begun', () => {
    // Friday 27 March is at UTC+0, Monday 30 March at UTC+1.
    expect(afterWorkingMinutes('2026-03-27T16:45:00.000Z', 30, always(london))).toBe('2026-03-30T08:15:00.000Z');
  });
  it('and later again when it has ended', () => {
    expect(afterWorkingMinutes('2026-10-23T15:45:00.000Z', 30, always(london))).toBe('2026-10-26T09:15:00.000Z');
  });
  it('leaves out Good Friday, the weekend and Easter Monday', () => {
    expect(afterWorkingMinutes('2026-04-02T15:45:00.000Z', 30, always(london))).toBe('2026-04-07T08:15:00.000Z');
  });
});

describe('working time in São Paulo', () => {
  const nights: WorkingCalendar = {
    zone: 'America/Sao_Paulo',
    hours: [7, 6].map((weekday) => ({ weekday, from: '00:00', until: '24:00' })),
    holidays: [],
  };
  it('counts 23 hours of the day whose midnight did not exist', () => {
    // On 4 November 2018 clocks went from 24:00 of the Saturday to 01:00: the Sunday began at 03:00Z and ended at 02:00Z.
    expect(afterWorkingMinutes('2018-11-04T02:00:00.000Z', 60 + 23 * 60, always(nights))).toBe('2018-11-05T02:00:00.000Z');
  });
  it('counts 25 hours of the day whose last hour came twice', () => {
    // On Saturday 16 February 2019 the hour from 23:00 came twice: it began at 02:00Z and ended at 03:00Z of the Sunday, 25 hours later.
    expect(afterWorkingMinutes('2019-02-16T02:00:00.000Z', 25 * 60, always(nights))).toBe('2019-02-17T03:00:00.000Z');
  });
  it('has had no summer time since', () => {
    const paulo = office('America/Sao_Paulo');
    expect(afterWorkingMinutes('2026-10-30T19:45:00.000Z', 30, always(paulo))).toBe('2026-11-02T12:15:00.000Z');
  });
});

it('a deadline crosses from one calendar to the next: each day runs on the one in force at its first instant', () => {
  const friday = '2026-03-27T16:30:00.000Z';
  const london = { effectiveAt: '2026-03-01T00:00:00.000Z', value: office('Europe/London') };
  const from = (effectiveAt: string) => ({ effectiveAt, value: { zone: 'UTC', hours: [], holidays: [] } });
  expect(afterWorkingMinutes(friday, 60, [london])).toBe('2026-03-30T08:30:00.000Z');
  expect(afterWorkingMinutes(friday, 60, [london, from('2026-03-28T00:00:00.000Z')])).toBe('2026-03-28T00:30:00.000Z');
  expect(afterWorkingMinutes(friday, 60, [london, from('2026-03-27T00:00:00.000Z')])).toBe('2026-03-27T17:30:00.000Z');
});

describe('hours over midnight', () => {
  const adopt = (...hours: WorkingCalendar['hours']) => tell(AdoptCalendar, { teamId: 'desk', zone: 'Europe/London', hours });
  it('are refused in one stretch and accepted in two', () => {
    HOSPITAL.when(adopt({ weekday: 1, from: '22:00', until: '06:00' })).thenRefused(
      'INVALID_INPUT',
      'hours.0.until',
      'BACKWARDS',
    );
    const halves = [
      { weekday: 1, from: '22:00', until: '24:00' },
      { weekday: 2, from: '00:00', until: '06:00' },
    ];
    HOSPITAL.when(adopt(...halves)).then(['CalendarAdopted']);
    const night = { zone: 'Europe/London', hours: halves, holidays: [] };
    expect(afterWorkingMinutes('2026-03-02T23:30:00.000Z', 60, always(night))).toBe('2026-03-03T00:30:00.000Z');
  });
});
