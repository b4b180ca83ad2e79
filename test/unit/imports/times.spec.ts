import { describe, expect, it } from 'vitest';
import { isNaive, timeReader } from '../../../src/imports/values/time-reader.js';

const read = (text: string, format: string, zone?: string, rules = {}) =>
  timeReader('at', [format], zone === undefined ? undefined : { name: zone, ...rules })(text);

describe('times', () => {
  it.each([
    ['29/2/2016 01:16', 'd/M/yyyy HH:mm', 'UTC', '2016-02-29T01:16:00.000Z'],
    ['5/3/2016 12:00', 'd/M/yyyy HH:mm', 'Europe/Berlin', '2016-03-05T11:00:00.000Z'],
    ['07/04/2026 02:05:09 PM', 'MM/dd/yyyy hh:mm:ss a', 'America/New_York', '2026-07-04T18:05:09.000Z'],
    ['2026-01-02 03:04:05.678', 'yyyy-MM-dd HH:mm:ss.SSS', 'Asia/Kolkata', '2026-01-01T21:34:05.678Z'],
    ['3 Mar 2026 10:00', 'd MMM yyyy HH:mm', 'UTC', '2026-03-03T10:00:00.000Z'],
    ['2026-01-02 03:04', 'iso', 'UTC', '2026-01-02T03:04:00.000Z'],
    // An absent date as .NET writes it: nobody's birthday in 1901.
    ['0001-01-01T00:00:00', 'iso', 'UTC', '0001-01-01T00:00:00.000Z'],
    // A workbook's date, or one that is shown without its time.
    ['2026-01-02', 'iso', 'Europe/Berlin', '2026-01-01T23:00:00.000Z'],
    // As programs write it whose white space before AM does not break, or who fill up with blanks.
    ['3/1/2026 9:12\u202fAM', 'M/d/yyyy h:mm a', 'UTC', '2026-03-01T09:12:00.000Z'],
    ['3/1/2026\u00a0 9:12 p.m.', 'M/d/yyyy h:mm a', 'UTC', '2026-03-01T21:12:00.000Z'],
  ])('reads %s as %s in %s', (text, format, zone, instant) => expect(read(text, format, zone)).toBe(instant));

  it.each([
    ['2022-01-02 11:12:51+02:00', 'iso'],
    ['2022-01-02T09:12:51Z', 'iso'],
    ['2/1/2022 11:12:51 +02:00', 'd/M/yyyy HH:mm:ss ZZ'],
    ['2 Jan 2022 11:12:51 +0200', 'd MMM yyyy HH:mm:ss ZZZ'],
    ['1641114771', 'epoch-seconds'],
    ['1641114771000', 'epoch-millis'],
  ])('keeps the explicit offset of %s, whatever zone is declared', (text, format) => {
    expect(read(text, format, 'Asia/Tokyo')).toBe('2022-01-02T09:12:51.000Z');
    expect(read(text, format)).toBe('2022-01-02T09:12:51.000Z');
  });

  it('guesses no zone', () => {
    expect(() => read('2026-01-02 03:04', 'iso')).toThrow(expect.objectContaining({ code: 'TIME_WITHOUT_ZONE' }));
    expect([isNaive('d/M/yyyy HH:mm'), isNaive('yyyy-MM-dd HH:mm ZZ'), isNaive('iso'), isNaive("yyyy 'Z'")]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it.each(['31/2/2016 01:00', '1/13/2016 01:00', '1/1/2016 25:00', '2016-01-01', ''])('refuses %j', (text) =>
    expect(() => read(text, 'd/M/yyyy HH:mm', 'UTC')).toThrow(expect.objectContaining({ code: 'INVALID_TIME' })),
  );

  it('takes the first of two local times where clocks go back, unless declared otherwise', () => {
    const twice = '2026-10-25 02:30';
    expect(read(twice, 'iso', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    expect(read(twice, 'iso', 'Europe/Berlin', { ambiguous: 'later' })).toBe('2026-10-25T01:30:00.000Z');
    expect(() => read(twice, 'iso', 'Europe/Berlin', { ambiguous: 'reject' })).toThrow('occurs twice');
  });

  it('moves a local time that does not exist by the gap, unless declared otherwise', () => {
    const never = '2026-03-29 02:30';
    expect(read(never, 'iso', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    expect(() => read(never, 'iso', 'Europe/Berlin', { nonexistent: 'reject' })).toThrow('does not exist');
  });

  it('reads the hours around a change of clocks right', () => {
    expect(
      ['00:59', '01:59', '03:00', '12:00'].map((time) => read(`2026-03-29 ${time}`, 'iso', 'Europe/Berlin').slice(11, 16)),
    ).toEqual(['23:59', '00:59', '01:00', '10:00']);
  });
});
