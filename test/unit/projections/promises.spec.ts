import { describe, expect, it } from '@jest/globals';
import { promisesProjection } from '../../../projections/promises/projection.js';
import * as t from '../../../src/domain/ticket/events.js';
import { documentOf, documentsOf } from './documents-of.js';
import type { Told } from './given-events.js';
import { assigned, DEPARTMENT, held, march, resolved, TEAM, ticket } from './stories.js';

const DUE = march(4);
const UPDATE = `T1.${DUE}`;
const clock = { teamId: TEAM, dueAt: DUE };
const FAR = '9999-12-31T00:00:00.000Z';
const acknowledged = (at: string, human = true) =>
  ticket(at, t.TicketAcknowledged({ ...held, from: 'NEW', byRef: 'p', human, clock }));
const word = (at: string, more: object) =>
  ticket(at, t.TicketUpdateShared({ ...held, visibility: 'DEPARTMENT', proactive: true, human: true, ...more }));
const given = (at = march(2)) => word(at, { nextUpdateBy: DUE });
const promise = (key: string, ...facts: readonly Told[]) => documentOf(promisesProjection, key, ...facts);

describe('the first answer', () => {
  const open = assigned(march(1, 9), DUE);
  it('is open from the assignment on', () => {
    expect(promise('T1.ACK', open)).toEqual({
      ticketId: 'T1',
      teamId: TEAM,
      departmentId: DEPARTMENT,
      kind: 'ACKNOWLEDGEMENT',
      promisedAt: march(1, 9),
      dueAt: DUE,
      open: true,
      endedAt: FAR,
      outcome: 'OPEN',
    });
  });
  it.each<[string, Told, object]>([
    ['kept by an answer in time', acknowledged(DUE), { open: false, endedAt: DUE, outcome: 'KEPT' }],
    ['late by an answer after', acknowledged(march(5)), { open: false, endedAt: march(5), outcome: 'LATE' }],
    ['still open after an autoresponder', acknowledged(march(2), false), { open: true, endedAt: FAR }],
    [
      'missed when resolved without an answer',
      resolved(march(3), march(20)),
      { open: false, endedAt: march(3), outcome: 'MISSED' },
    ],
    [
      'missed when closed without an answer',
      ticket(march(3), t.TicketClosed({ ...held, from: 'NEW', cycle: 1, loggedAt: march(1) })),
      { open: false, endedAt: march(3), outcome: 'MISSED' },
    ],
    [
      'void when cancelled',
      ticket(march(3), t.TicketCancelled({ ...held, from: 'NEW', clock })),
      { open: false, endedAt: march(3), outcome: 'VOID' },
    ],
    [
      'void when cancelled at the moment it is due',
      ticket(DUE, t.TicketCancelled({ ...held, from: 'NEW', clock })),
      { endedAt: DUE, outcome: 'VOID' },
    ],
    [
      'missed when cancelled later',
      ticket(march(5), t.TicketCancelled({ ...held, from: 'NEW', clock })),
      { open: false, endedAt: march(5), outcome: 'MISSED' },
    ],
    [
      'void when merged',
      ticket(march(3), t.TicketMerged({ ...held, from: 'NEW', intoTicketId: 'T2', clock })),
      { open: false, outcome: 'VOID' },
    ],
  ])('is %s', (_, fact, expected) => {
    expect(promise('T1.ACK', open, fact)).toMatchObject(expected);
  });
  it('keeps its outcome when the answered ticket is resolved', () => {
    expect(promise('T1.ACK', open, acknowledged(march(2)), resolved(march(6), march(20)))).toMatchObject({
      endedAt: march(2),
      outcome: 'KEPT',
    });
  });
  it('is nothing where no target was in force', () => {
    expect(documentsOf(promisesProjection, assigned(), resolved(march(6), march(20))).size).toBe(0);
  });
});

describe('a next word', () => {
  it.each<[string, Told, object]>([
    ['kept in time', word(march(3), { answers: clock }), { open: false, endedAt: march(3), outcome: 'KEPT' }],
    ['late after', word(march(6), { answers: clock }), { endedAt: march(6), outcome: 'LATE' }],
    ['void when cancelled', ticket(march(3), t.TicketCancelled({ ...held, from: 'NEW', answers: clock })), { outcome: 'VOID' }],
    [
      'missed when merged later',
      ticket(march(5), t.TicketMerged({ ...held, from: 'NEW', intoTicketId: 'T2', answers: clock })),
      { outcome: 'MISSED' },
    ],
    ['open after a word that answers nothing', word(march(3), {}), { open: true, outcome: 'OPEN' }],
  ])('is %s', (_, fact, expected) => {
    expect(promise(UPDATE, given(), fact)).toMatchObject(expected);
  });
  it('is promised again by the event that gave it', () => {
    const documents = documentsOf(promisesProjection, given(), word(march(3), { answers: clock, nextUpdateBy: march(8) }));
    expect(documents.get(UPDATE)).toMatchObject({ outcome: 'KEPT' });
    expect(documents.get(`T1.${march(8)}`)).toMatchObject({ promisedAt: march(3), open: true, kind: 'UPDATE' });
  });
  it('follows the ticket to the right department', () => {
    const corrected = t.TicketDepartmentCorrected({
      ticketId: 'T1',
      teamId: TEAM,
      fromDepartmentId: DEPARTMENT,
      toDepartmentId: 'surgery',
      state: 'NEW',
      loggedAt: march(1),
      record: { acknowledgement: clock, promises: [clock], resolutions: [] },
    });
    const documents = documentsOf(promisesProjection, assigned(march(1, 9), DUE), given(), ticket(march(3), corrected));
    expect([...documents.values()].map(({ departmentId }) => departmentId)).toEqual(['surgery', 'surgery']);
  });
  it('names the stream that all of it comes from', () => {
    expect(promisesProjection.streamOf?.(UPDATE)).toBe('ticket-T1');
    expect(promisesProjection.streamOf?.('T1.ACK')).toBe('ticket-T1');
  });
});
