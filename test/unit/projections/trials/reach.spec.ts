import { describe, expect, it } from 'vitest';
import { trialsProjection } from '../../../../projections/trials/projection.js';
import { SettingsAdopted } from '../../../../src/domain/governance/events.js';
import { TouchpointHeld, TouchpointPlanned } from '../../../../src/domain/relationship/events.js';
import { documentsOf } from '../documents-of.js';
import { eventIn, type GivenEvent } from '../given-events.js';

const on = (day: number) => `2026-03-${String(day).padStart(2, '0')}T08:00:00.000Z`;
const meet = { teamId: 'desk', departmentId: 'icu', touchpointId: 'V1', type: 'ROUNDING' } as const;
const tell = (day: number, fact: GivenEvent['fact']) => eventIn('relationship-desk.icu', on(day), fact);
const planned = tell(1, TouchpointPlanned({ ...meet, plannedFor: on(20) }));
const held = tell(3, TouchpointHeld({ ...meet, plannedFor: on(20), itAttendees: ['p'], departmentAttendees: ['q'] }));
const settings = { zone: 'UTC', graceDays: 1, claimWithinHours: 24, smallestGroup: 5, organizationId: 'org' };
const grace = (effectiveAt: string) => eventIn('governance-org', on(5), SettingsAdopted({ ...settings, effectiveAt }));

const trialsOf = (...facts: readonly GivenEvent[]) =>
  [...documentsOf(trialsProjection, ...facts).values()].flatMap((one) =>
    one.kind === 'DAY' ? one.trials.map(({ counted, at, success }) => `${counted} ${at} ${success}`) : [],
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
});
