import type { TicketEvent } from '../../src/domain/ticket/events.js';
import { distinct } from '../kit/distinct.js';
import { defineProjection } from '../kit/projection.js';
import type { PromiseDocument } from './document.js';
import { promiseFacts, type PromiseFact } from './facts.js';
import { ticketIdOf } from './key.js';

const STILL_OPEN = '9999-12-31T00:00:00.000Z';
type Speaking = Extract<
  TicketEvent,
  {
    readonly type:
      | 'TicketAssigned'
      | 'TicketAcknowledged'
      | 'TicketPlacedOnHold'
      | 'TicketUpdateShared'
      | 'TicketResolved'
      | 'TicketClosed'
      | 'TicketCancelled'
      | 'TicketMerged'
      | 'TicketDepartmentCorrected';
  }
>;

/** Who waits for a word: the list of silences, now and at any moment before. */
export const promisesProjection = defineProjection<PromiseDocument, Speaking>({
  name: 'promises',
  version: 2,
  handles: [
    'TicketAssigned',
    'TicketAcknowledged',
    'TicketPlacedOnHold',
    'TicketUpdateShared',
    'TicketResolved',
    'TicketClosed',
    'TicketCancelled',
    'TicketMerged',
    'TicketDepartmentCorrected',
  ],
  keys: (event) => distinct(promiseFacts(event).map(({ key }) => key)),
  evolve: (document, event, key) =>
    promiseFacts(event).reduce(
      (promise, fact) => (fact.key === key ? told(promise, fact, event.metadata.occurredAt) : promise),
      document,
    ),
  indexes: {
    byOpenDueAt: ['open', 'dueAt'],
    byTeamIdOpenDueAt: ['teamId', 'open', 'dueAt'],
    byDepartmentIdOpenDueAt: ['departmentId', 'open', 'dueAt'],
    byDueAt: ['dueAt'],
    byTeamIdDueAt: ['teamId', 'dueAt'],
    byDepartmentIdDueAt: ['departmentId', 'dueAt'],
  },
  streamOf: (key) => `ticket-${ticketIdOf(key)}`,
});

function told(promise: PromiseDocument | null, fact: PromiseFact, at: string): PromiseDocument | null {
  if (fact.what === 'OPENED') {
    return { ...fact.promise, ticketId: ticketIdOf(fact.key), promisedAt: at, open: true, endedAt: STILL_OPEN, outcome: 'OPEN' };
  }
  if (promise === null) return null;
  switch (fact.what) {
    case 'ANSWERED':
      return { ...promise, open: false, endedAt: at, outcome: at <= promise.dueAt ? 'KEPT' : 'LATE' };
    case 'MISSED':
      return promise.open ? { ...promise, open: false, endedAt: at, outcome: 'MISSED' } : promise;
    case 'VOIDED':
      return { ...promise, open: false, endedAt: at, outcome: at <= promise.dueAt ? 'VOID' : 'MISSED' };
    case 'CORRECTED':
      return { ...promise, departmentId: fact.departmentId };
  }
}
