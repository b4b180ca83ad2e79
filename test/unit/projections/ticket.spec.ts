import { describe, expect, it } from 'vitest';
import { ticketProjection } from '../../../projections/ticket/projection.js';
import * as t from '../../../src/domain/ticket/events.js';
import { documentOf, documentsOf } from './documents-of.js';
import { eventIn, type GivenEvent } from './given-events.js';
import { about, assigned, held, logged, march, reopened, resolved, ticket } from './stories.js';

const after = (...facts: readonly GivenEvent[]) => documentOf(ticketProjection, 'T1', logged(), ...facts);
const started = ticket(march(2), t.TicketWorkStarted({ ...held, from: 'NEW' }));
const word = (at: string, more: object) =>
  ticket(at, t.TicketUpdateShared({ ...held, visibility: 'DEPARTMENT', proactive: true, human: true, ...more }));
const solved = { ...held, cycle: 1, workaround: false, from: 'IN_PROGRESS', loggedAt: march(1) } as const;
const hold = (at: string, more: object = {}) =>
  ticket(at, t.TicketPlacedOnHold({ ...held, from: 'IN_PROGRESS', reason: 'AWAITING_VENDOR', ...more }));

describe('ticket', () => {
  it('begins new, with nobody responsible', () => {
    expect(after()).toMatchObject({
      ticketId: 'T1',
      state: 'NEW',
      teamId: null,
      priority: 2,
      loggedAt: march(1),
      lastEventAt: march(1),
      revision: 0,
      cycle: 1,
      fidelity: 'NATIVE',
    });
  });
  it('refuses a stream without its beginning, so that the event is parked', () => {
    expect(() => documentsOf(ticketProjection, assigned())).toThrow('before the event that begins it');
  });
  it.each<[string, GivenEvent[], object]>([
    ['assigned', [assigned(march(2))], { teamId: 'desk', state: 'NEW' }],
    [
      'reassigned',
      [
        assigned(march(2)),
        ticket(march(2), t.TicketReassigned({ ...about, fromTeamId: 'desk', toTeamId: 'pacs', assigneeRef: 'p' })),
      ],
      { teamId: 'pacs', assigneeRef: 'p', reassignments: 1 },
    ],
    [
      'unassigned',
      [assigned(), ticket(march(2), t.TicketUnassigned({ ...about, fromTeamId: 'desk' }))],
      { teamId: null, assigneeRef: null },
    ],
    ['worked on', [started], { state: 'IN_PROGRESS', acknowledgedAt: null }],
    [
      'acknowledged by a person',
      [ticket(march(2), t.TicketAcknowledged({ ...held, from: 'NEW', byRef: 'p', human: true, expectedNextUpdateBy: march(4) }))],
      { state: 'IN_PROGRESS', acknowledgedAt: march(2), lastSharedAt: march(2) },
    ],
    [
      'answered by an update, which takes it up',
      [word(march(2), { from: 'NEW' }), word(march(3), { from: 'IN_PROGRESS' })],
      { state: 'IN_PROGRESS', acknowledgedAt: march(2), updatesShared: 2 },
    ],
    [
      'told of by an update of the first version, which took nothing up',
      [word(march(2), {})],
      { state: 'NEW', acknowledgedAt: null, lastSharedAt: march(2) },
    ],
    [
      'acknowledged by a machine',
      [ticket(march(2), t.TicketAcknowledged({ ...held, from: 'NEW', byRef: 'm', human: false }))],
      { state: 'NEW', acknowledgedAt: null, lastSharedAt: march(2) },
    ],
    [
      'categorised',
      [ticket(march(2), t.TicketCategorised({ ...held, old: {}, new: { category: 'PACS', symptom: 'SLOW' } }))],
      { category: 'PACS', subcategory: null, symptom: 'SLOW' },
    ],
    [
      'prioritised',
      [ticket(march(2), t.TicketPrioritised({ ...held, old: {}, new: { impact: 1, priority: 1 } }))],
      { impact: 1, urgency: null, priority: 1 },
    ],
    [
      'placed on hold',
      [started, hold(march(3), { agreedWithRequester: true, nextUpdateBy: march(5) })],
      {
        state: 'ON_HOLD',
        holdReason: 'AWAITING_VENDOR',
        holdAgreed: true,
        heldSince: march(3),
        lastSharedAt: march(3),
        acknowledgedAt: march(3),
      },
    ],
    ['placed on hold without a word', [started, hold(march(3))], { holdAgreed: null, lastSharedAt: null }],
    [
      'resumed',
      [started, hold(march(3)), ticket(march(4), t.TicketResumed({ ...held, from: 'ON_HOLD' }))],
      { state: 'IN_PROGRESS', holdReason: null, holdAgreed: null, heldSince: null },
    ],
    [
      'written about',
      [word(march(2), { nextUpdateBy: march(4) }), word(march(3), { answers: { teamId: 'desk', dueAt: march(4) } })],
      { updatesShared: 2, lastSharedAt: march(3) },
    ],
    [
      'noted internally',
      [word(march(2), { visibility: 'INTERNAL', nextUpdateBy: march(4) })],
      { updatesShared: 0, lastSharedAt: null },
    ],
    ['chased', [ticket(march(2), t.TicketUpdateChased(held)), ticket(march(3), t.TicketUpdateChased(held))], { chased: 2 }],
    [
      'resolved',
      [resolved(march(6))],
      { state: 'RESOLVED', resolvedAt: march(6), resolutionCode: 'FIXED', lastSharedAt: march(6), acknowledgedAt: march(6) },
    ],
    [
      'resolved by a machine',
      [ticket(march(6), t.TicketResolved({ ...solved, human: false }))],
      { resolvedAt: march(6), acknowledgedAt: null },
    ],
    [
      'known from its last state alone',
      [{ ...ticket(march(6), t.TicketResolved(solved)), fidelity: 'SNAPSHOT' }],
      { resolvedAt: march(6), acknowledgedAt: null },
    ],
    [
      'answered before it was solved, which was told later',
      [resolved(march(6)), ticket(march(4), t.TicketAcknowledged({ ...held, from: 'NEW', byRef: 'p', human: true }))],
      { acknowledgedAt: march(4) },
    ],
    [
      'reopened',
      [resolved(march(6)), reopened(march(7))],
      { state: 'IN_PROGRESS', resolvedAt: null, resolutionCode: null, cycle: 2, reopenings: 1 },
    ],
    [
      'closed',
      [resolved(march(6)), ticket(march(9), t.TicketClosed({ ...held, from: 'RESOLVED', cycle: 1, loggedAt: march(1) }))],
      { state: 'CLOSED', resolvedAt: march(6), closedAt: march(9) },
    ],
    [
      'cancelled',
      [word(march(2), { nextUpdateBy: march(4) }), ticket(march(3), t.TicketCancelled({ ...held, from: 'NEW' }))],
      { state: 'CANCELLED' },
    ],
    [
      'merged',
      [ticket(march(3), t.TicketMerged({ ...held, from: 'NEW', intoTicketId: 'T2' }))],
      { state: 'MERGED', mergedInto: 'T2' },
    ],
    [
      'linked, once however often it is said',
      [1, 2].map((day) => ticket(march(day), t.TicketLinked({ ...held, relation: 'PROBLEM', otherRef: 'PRB1' }))),
      { links: [{ relation: 'PROBLEM', otherRef: 'PRB1' }] },
    ],
    [
      'booked to another department',
      [
        ticket(
          march(3),
          t.TicketDepartmentCorrected({
            ticketId: 'T1',
            fromDepartmentId: 'radiology',
            toDepartmentId: 'surgery',
            state: 'NEW',
            loggedAt: march(1),
          }),
        ),
      ],
      { departmentId: 'surgery', state: 'NEW' },
    ],
    [
      'told of late',
      [
        hold(march(3)),
        ticket(
          march(3),
          t.TicketHistoryCorrected({
            ...held,
            from: 'ON_HOLD',
            state: 'RESOLVED',
            loggedAt: march(1),
            cycle: 1,
            reopenings: 0,
            reassignments: 2,
            resolvedAt: march(2),
            moved: [],
            withdrawn: [],
          }),
        ),
      ],
      { state: 'RESOLVED', resolvedAt: march(2), holdReason: null, heldSince: null, reassignments: 2 },
    ],
    [
      'imported again',
      ['no', 'yes'].map((value) =>
        eventIn('ticket-T1', march(3), t.TicketImported({ ...held, reported: [{ field: 'made_sla', value }] }), {
          fidelity: 'SNAPSHOT',
        }),
      ),
      { fidelity: 'SNAPSHOT', reported: [{ field: 'made_sla', value: 'yes' }] },
    ],
  ])('%s', (_, facts, expected) => {
    expect(after(...facts)).toMatchObject(expected);
  });
  it.each([
    ['escalated', t.TicketEscalated({ ...held, escalationType: 'FUNCTIONAL' })],
    ['answered by the department', t.TicketRequesterReplied(held)],
    ['confirmed', t.TicketResolutionConfirmed({ ...held, cycle: 1, byRef: 'p' })],
    ['rejected', t.TicketResolutionRejected({ ...held, cycle: 1, byRef: 'p' })],
  ])('%s: only its latest moment moves', (_, fact) => {
    expect(after(ticket(march(3), fact))).toEqual({ ...after(), revision: 1, lastEventAt: march(3), lastEventId: 'ticket-T1@1' });
  });
  it('keeps the latest moment when an earlier one is told later', () => {
    const late = after(ticket(march(9), t.TicketUpdateChased(held)), ticket(march(3), t.TicketUpdateChased(held)));
    expect(late).toMatchObject({ lastEventAt: march(9), lastEventId: 'ticket-T1@1', revision: 2 });
  });
});
