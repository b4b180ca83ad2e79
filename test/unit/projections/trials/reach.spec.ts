import { describe, expect, it } from 'vitest';
import { trialsProjection } from '../../../../projections/trials/projection.js';
import { SettingsAdopted } from '../../../../src/domain/governance/events.js';
import { TouchpointHeld, TouchpointPlanned } from '../../../../src/domain/relationship/events.js';
import { documentsOf } from '../documents-of.js';
import { CalendarAdopted } from '../../../../src/domain/team/events.js';
import { eventIn, type GivenEvent } from '../given-events.js';
import { at, charter, DAY, logged, taken, targets, word } from './ticket-life.js';

const on = (day: number) => `2026-03-${String(day).padStart(2, '0')}T08:00:00.000Z`;
const meet = { teamId: 'desk', departmentId: 'icu', touchpointId: 'V1', type: 'ROUNDING' } as const;
const tell = (day: number, fact: GivenEvent['fact']) => eventIn('relationship-desk.icu', on(day), fact);
const planned = tell(1, TouchpointPlanned({ ...meet, plannedFor: on(20) }));
const held = tell(3, TouchpointHeld({ ...meet, plannedFor: on(20), itAttendees: ['p'], departmentAttendees: ['q'] }));
const settings = { zone: 'UTC', graceDays: 1, claimWithinHours: 24, smallestGroup: 5, organizationId: 'org' };
const grace = (effectiveAt: string) => eventIn('governance-org', on(5), SettingsAdopted({ ...settings, effectiveAt }));

const trialsOf = (...facts: readonly GivenEvent[]) =>
  [...documentsOf(trialsProjection, ...facts).values()].flatMap((one) =>
    one.kind === 'DAY' ? one.trials.map((trial) => `${trial.counted} ${trial.at} ${trial.success}`) : [],
  );

describe('settings that are adopted later', () => {
  it.each([
    ['of the date that a touchpoint is planned for', on(20), on(21)],
    ['of a moment after it', on(21), on(27)],
  ])('concern it by those in force at its date: %s', (_, effectiveAt, counts) => {
    const expected = [`engagement ${counts} true`];
    expect(trialsOf(planned, held, grace(effectiveAt))).toEqual(expected);
    expect(trialsOf(grace(effectiveAt), planned, held)).toEqual(expected);
    expect(trialsOf(planned, grace(effectiveAt), held)).toEqual(expected);
  });
  it('concern a touchpoint that nobody has held yet', () => {
    const expected = [`engagement ${on(21)} false`];
    expect(trialsOf(planned, grace(on(20)))).toEqual(expected);
    expect(trialsOf(grace(on(20)), planned)).toEqual(expected);
  });
  it('put all trials on the days of the last zone, whenever it takes effect', () => {
    const zone = eventIn(
      'governance-org',
      on(5),
      SettingsAdopted({ ...settings, zone: 'Pacific/Auckland', effectiveAt: on(27) }),
    );
    const days = (...facts: readonly GivenEvent[]) =>
      [...documentsOf(trialsProjection, ...facts).values()].flatMap((one) => (one.kind === 'DAY' ? one.day : []));
    const early = tell(1, TouchpointPlanned({ ...meet, plannedFor: '2026-03-20T20:00:00.000Z' }));
    expect(days(early, held, zone)).toEqual(days(zone, early, held));
    expect(days(early, held, zone)).not.toEqual(days(early, held));
  });
  const ward = [logged(), taken()];
  const fridays = { zone: 'UTC', hours: [{ weekday: 5, from: '08:00', until: '20:00' }], holidays: [] };
  it.each([
    ['targets', [...ward, word(90)], targets({ acknowledgeMinutes: 60 }), targets({ acknowledgeMinutes: 120 })],
    ['a charter', [...ward, word(90)], targets({ acknowledgeMinutes: 60 }), charter({ acknowledgeMinutes: 120 })],
    [
      'a calendar that takes over before the deadline of a wait that began before',
      [...ward, word(3 * DAY)],
      targets({ acknowledgeMinutes: 2 * DAY }),
      eventIn('team-desk', at(5 * DAY), CalendarAdopted({ teamId: 'desk', ...fridays, effectiveAt: at(DAY) })),
    ],
  ])('concern a ticket: %s', (_, facts, before, later) => {
    const responses = (...all: readonly GivenEvent[]) => trialsOf(...all).filter((one) => one.startsWith('responsiveness'));
    expect(responses(before, ...facts)).toEqual([expect.stringMatching(/false$/)]);
    expect(responses(before, ...facts, later)).toEqual([expect.stringMatching(/true$/)]);
    expect(responses(before, ...facts, later)).toEqual(responses(before, later, ...facts));
  });
  it('concern a ticket of which nothing was told since a calendar took over, while a target still ran', () => {
    const calendar = eventIn('team-desk', at(DAY), CalendarAdopted({ teamId: 'desk', ...fridays, effectiveAt: at(DAY) }));
    const slow = targets({ acknowledgeMinutes: 2 * DAY });
    expect(trialsOf(slow, ...ward, calendar)).toEqual(trialsOf(slow, calendar, ...ward));
    expect(trialsOf(slow, ...ward, calendar)).not.toEqual(trialsOf(slow, ...ward));
  });
});

it('how many came is said of the touchpoint that was held, not of its plan', () => {
  const source = documentsOf(trialsProjection, planned, held).get('touchpoints:desk.icu');
  expect(source).toMatchObject({
    touchpoints: [{ facts: [{ what: 'PLANNED' }, { what: 'HELD', attendance: { it: 1, department: 1 } }] }],
  });
  expect(JSON.stringify(source).match(/attendance/g)).toHaveLength(1);
});
