import { expect, it } from 'vitest';
import { fold } from '../../../projections/kit/fold.js';
import { trialsProjection } from '../../../projections/trials/projection.js';
import { Settings } from '../../../projections/trials/settings.js';
import { RelationshipEnded, TouchpointHeld, TouchpointPlanned } from '../../../src/domain/relationship/events.js';
import { TicketDepartmentCorrected, TicketLogged } from '../../../src/domain/ticket/events.js';
import { Scores } from '../../../src/queries/score/scores.js';
import { DatedSettings } from '../../../src/queries/dated-settings.js';
import { AskDepartmentOverview, departmentSummariesAt } from '../../../src/queries/department-overview.js';
import { Identities, NO_MERGERS } from '../../../src/queries/identity/identities.js';
import { MemoryViews } from '../../support/memory-views.js';
import { departmentOf } from '../../support/view-documents.js';
import { givenEvents, eventIn, type GivenEvent } from '../projections/given-events.js';

const on = (day: number) => `2026-03-0${day}T08:00:00.000Z`;
const ofTicket = { ticketId: 'T1', state: 'NEW', loggedAt: on(1) } as const;
const logged = { ticketId: 'T1', departmentId: 'icu', kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE' } as const;
const correct = (from: string, to: string) =>
  TicketDepartmentCorrected({ ...ofTicket, fromDepartmentId: from, toDepartmentId: to });
const trials = fold(
  trialsProjection,
  givenEvents(
    eventIn('ticket-T1', on(1), TicketLogged(logged)),
    eventIn('ticket-T1', on(3), correct('icu', 'lab')),
    eventIn('ticket-T1', on(5), correct('lab', 'ward')),
  ),
);
const views = new MemoryViews({
  trials: Object.fromEntries(trials),
  department: Object.fromEntries(['icu', 'lab', 'ward'].map((id) => [id, departmentOf(id)])),
});

it.each([
  [2, 'icu'],
  [4, 'lab'],
  [6, 'ward'],
])('on day %s the ticket is open in %s, of the departments that it was of', async (day, holder) => {
  const overview = new AskDepartmentOverview(new DatedSettings(), new Scores(new DatedSettings()));
  for (const id of ['icu', 'lab', 'ward']) {
    const answer = await overview.execute(views.reader(), id, on(day), on(9), NO_MERGERS);
    expect([id, answer?.tickets.new]).toEqual([id, id === holder ? 1 : 0]);
  }
});

const meeting = { teamId: 'desk', departmentId: 'icu', type: 'ROUNDING' } as const;
const tell = (day: number, fact: GivenEvent['fact']) => eventIn('relationship-desk.icu', on(day), fact);
const met = new MemoryViews({
  trials: Object.fromEntries(
    fold(
      trialsProjection,
      givenEvents(
        tell(1, TouchpointPlanned({ ...meeting, touchpointId: 'early', plannedFor: on(3) })),
        tell(1, TouchpointPlanned({ ...meeting, touchpointId: 'late', plannedFor: on(8) })),
        tell(2, TouchpointPlanned({ ...meeting, touchpointId: 'unheld', plannedFor: on(4) })),
        tell(
          3,
          TouchpointHeld({
            ...meeting,
            touchpointId: 'early',
            plannedFor: on(3),
            itAttendees: ['a'],
            departmentAttendees: ['b'],
          }),
        ),
        tell(6, RelationshipEnded({ teamId: 'desk', departmentId: 'icu', reason: 'moved' })),
      ),
    ),
  ),
});

it.each([
  ['', 0, []],
  ['when they are planned', 1, ['early', 'late']],
  ['when one more is', 2, ['early', 'unheld', 'late']],
  ['when the first is held', 3, ['unheld', 'late']],
  ['when nobody said whether the second was', 5, ['unheld', 'late']],
  ['when the relationship is over', 6, []],
])('what a department waits for stands as it stood %s', async (_, day, touchpointIds) => {
  const standing = (await departmentSummariesAt(met.reader(), new Settings(), NO_MERGERS, ['icu', 'lab'], on(day))).get('icu')!;
  expect(standing.touchpoints.map(({ touchpointId }) => touchpointId)).toEqual(touchpointIds);
});

it('the tickets of departments that have become one are its, and of each by itself its own', async () => {
  const merged = new Identities([{ side: 'DEPARTMENT', id: 'lab', into: 'ward', effectiveAt: on(1), recordedAt: on(1) }]);
  const standings = await departmentSummariesAt(views.reader(), new Settings(), merged, ['icu', 'lab', 'ward'], on(4));
  expect([...standings].map(([id, { tickets }]) => [id, tickets.new])).toEqual([
    ['icu', 0],
    ['lab', 1],
    ['ward', 1],
  ]);
});
