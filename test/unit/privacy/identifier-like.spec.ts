import { expect, it } from 'vitest';
import { identifiersLike } from '../../../src/privacy/identifier-like.js';

it.each([
  ['MRN 123456', 'RECORD_NUMBER'],
  ['Patientennummer: 4711', 'RECORD_NUMBER'],
  ['Fallnr. 20260012', 'RECORD_NUMBER'],
  ['see 10023344', 'RECORD_NUMBER'],
  ['geb. 03.04.2019', 'BIRTH_DATE'],
  ['DOB: 2001-12-24', 'BIRTH_DATE'],
  ['Mrs X, 12/24/1951', 'BIRTH_DATE'],
  ['call +43 1 40400 12340', 'PHONE_NUMBER'],
  ['Tel. 0316/385 12345', 'PHONE_NUMBER'],
  ['(212) 555-0123', 'PHONE_NUMBER'],
  ['A123456780', 'INSURANCE_NUMBER'],
  ['078-05-1120', 'INSURANCE_NUMBER'],
  ['756.9217.0769.85', 'INSURANCE_NUMBER'],
  ['1237 010180', 'INSURANCE_NUMBER'],
])('"%s" looks like %s', (text, kind) => expect(identifiersLike(text)).toContain(kind));

it.each(['The printer on ward 4B jams since 7:30', 'Room 3.14, since 01.03.2026', 'Error 0x80070005', 'version 10.0.19045', ''])(
  '"%s" looks like none',
  (text) => expect(identifiersLike(text)).toEqual([]),
);

it('looks through a text of any length at once', () => {
  const before = process.cpuUsage();
  for (const piece of ['1', '0 ', '(0', 'geb. ', '+1 2 ', 'a1-']) identifiersLike(piece.repeat(10_000 / piece.length));
  // Microseconds of this process alone, however busy the machine is; a pattern that goes back for each digit takes minutes.
  expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
});
