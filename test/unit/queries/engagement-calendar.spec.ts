import { describe, expect, it } from 'vitest';
import { DepartmentRegistered } from '../../../src/domain/department/events.js';
import {
  TouchpointDisputed,
  TouchpointHeld,
  TouchpointMissed,
  TouchpointPlanned,
  TouchpointCancelled,
} from '../../../src/domain/relationship/events.js';
import { DatedSettings } from '../../../src/queries/dated-settings.js';
import { AskEngagementCalendar } from '../../../src/queries/engagement.js';
import { FoldedViews } from '../../support/folded-views.js';
import { givenEvents, type GivenEvent, eventIn } from '../projections/given-events.js';
import { NO_MERGERS } from '../../../src/queries/identity/identities.js';

const NOW = '2026-03-10T12:00:00.000Z';
const pair = { teamId: 'desk', departmentId: 'icu', type: 'ROUNDING' } as const;
const on = (day: string, hour = '09') => `2026-${day}T${hour}:00:00.000Z`;
const meeting = (day: string, ...more: readonly (readonly [string, GivenEvent['fact']])[]): readonly GivenEvent[] =>
  [['2025-12-01T09:00:00.000Z', TouchpointPlanned({ ...pair, touchpointId: day, plannedFor: on(day) })] as const, ...more].map(
    ([at, fact]) => eventIn('relationship-desk.icu', at, fact),
  );
const held = (day: string, it: readonly string[], department: readonly string[]) =>
  [
    on(day, '10'),
    TouchpointHeld({ ...pair, touchpointId: day, plannedFor: on(day), itAttendees: it, departmentAttendees: department }),
  ] as const;
const views = new FoldedViews();
views.show(
  givenEvents(
    eventIn(
      'department-icu',
      on('01-01'),
      DepartmentRegistered({ departmentId: 'icu', name: 'ICU', kind: 'CLINICAL', externalIds: [] }),
    ),
    ...meeting('01-05', held('01-05', ['a'], ['b'])),
    ...meeting('03-01', held('03-01', ['a'], ['b', 'c']), [
      on('03-04'),
      TouchpointDisputed({ ...pair, touchpointId: '03-01', plannedFor: on('03-01'), side: 'DEPARTMENT', reason: 'OTHER_PEOPLE' }),
    ]),
    ...meeting('03-02', held('03-02', ['a'], [])),
    ...meeting('03-03', [on('03-03', '10'), TouchpointMissed({ ...pair, touchpointId: '03-03', plannedFor: on('03-03') })]),
    ...meeting('03-04'),
    ...meeting('03-05', [
      on('03-04'),
      TouchpointCancelled({ ...pair, touchpointId: '03-05', plannedFor: on('03-05'), cancelledBy: 'DEPARTMENT' }),
    ]),
    ...meeting('03-20'),
    ...meeting('03-30'),
  ),
);
const ask = async (departmentId: string, from?: string, to?: string, asOf = NOW) =>
  new AskEngagementCalendar(new DatedSettings()).execute(await views.at({}), departmentId, from, to, asOf, NO_MERGERS);

describe('AskEngagementCalendar', () => {
  it('tells visits that were kept from those that were not, and both from those that may still be', async () => {
    const calendar = await ask('icu', '2026-03-01T00:00:00.000Z');
    expect(calendar?.touchpoints.map(({ touchpointId, state, kept }) => [touchpointId, state, kept])).toEqual([
      ['03-01', 'HELD', true],
      // The grace of a week is over for these two, and not for the one after them.
      ['03-02', 'HELD', false],
      ['03-03', 'MISSED', false],
      ['03-04', 'UNREPORTED', null],
      ['03-05', 'CANCELLED', null],
      ['03-20', 'PLANNED', null],
      ['03-30', 'PLANNED', null],
    ]);
    expect(calendar).toMatchObject({ due: 3, kept: 1 });
  });

  it('lists the visits from a moment until another, exclusive', async () => {
    const calendar = await ask('icu', on('03-02'), on('03-04'));
    expect(calendar?.touchpoints.map(({ touchpointId }) => touchpointId)).toEqual(['03-02', '03-03']);
  });

  it('counts a visit kept when one not kept would count, and not before', async () => {
    const asOf = async (moment: string) => {
      const calendar = await ask('icu', '2026-03-01T00:00:00.000Z', '2026-03-03T00:00:00.000Z', moment);
      return [calendar?.due, calendar?.kept, calendar?.touchpoints.map(({ kept }) => kept)];
    };
    expect(await asOf('2026-03-08T08:59:59.999Z')).toEqual([0, 0, [null, null]]);
    expect(await asOf('2026-03-08T09:00:00.000Z')).toEqual([1, 1, [true, null]]);
    expect(await asOf('2026-03-09T09:00:00.000Z')).toEqual([2, 1, [true, false]]);
  });

  it('looks ninety days back, and names the next visit whatever the period', async () => {
    expect((await ask('icu'))?.touchpoints).toHaveLength(8);
    const january = await ask('icu', '2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z');
    expect(january?.touchpoints.map(({ touchpointId }) => touchpointId)).toEqual(['01-05']);
    expect(january?.next?.touchpointId).toBe('03-20');
  });

  it('stands as it stood at a moment', async () => {
    const before = await ask('icu', '2026-03-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z', '2026-02-20T00:00:00.000Z');
    expect(before).toMatchObject({ due: 0, touchpoints: [{ touchpointId: '03-01', state: 'PLANNED', attendance: null }] });
    expect(before?.next?.touchpointId).toBe('03-01');
    const [at, after] = await Promise.all(
      [on('03-20'), '2026-03-20T09:00:00.001Z'].map((asOf) => ask('icu', on('03-01'), undefined, asOf)),
    );
    expect([at?.next?.touchpointId, after?.next?.touchpointId]).toEqual(['03-20', '03-30']);
  });

  it('shows whose word a visit rests on, as it stood at the moment, and counts it all the same', async () => {
    const attendance = async (asOf: string) =>
      (await ask('icu', '2026-03-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z', asOf))?.touchpoints[0]?.attendance;
    const said = { teamId: 'desk', departmentId: 'icu', it: 1, department: 2, saidBy: 'IT', commentRef: null };
    expect(await attendance(on('03-03'))).toEqual({
      ...said,
      confirmation: 'NOT_CONFIRMED',
      disputedBy: null,
      disputeReason: null,
    });
    expect(await attendance(NOW)).toEqual({
      ...said,
      confirmation: 'DISPUTED',
      disputedBy: 'DEPARTMENT',
      disputeReason: 'OTHER_PEOPLE',
    });
    expect((await ask('icu', '2026-03-01T00:00:00.000Z'))?.touchpoints[0]).toMatchObject({ kept: true, reason: null });
  });

  it('knows no such department', async () => expect(await ask('nowhere')).toBeNull());
});
