import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import type { TicketEvent } from '../../src/domain/ticket/events.js';
import type { PromiseDocument } from './document.js';
import { acknowledgementKey, updateKey } from './key.js';
import { once } from '../kit/once.js';
import { openedPromise } from '../kit/opened-promise.js';

/** Something that an event says about one promise. */
export type PromiseFact = { readonly key: string } & (
  | { readonly what: 'OPENED'; readonly promise: Pick<PromiseDocument, 'teamId' | 'departmentId' | 'kind' | 'dueAt'> }
  | { readonly what: 'ANSWERED' | 'MISSED' | 'VOIDED' }
  | { readonly what: 'CORRECTED'; readonly departmentId: string }
);

/** All that an event says about promises, in order: it may answer the old one and give the next. */
export const promiseFacts = once((event: RecordedEvent<TicketEvent>): readonly PromiseFact[] => {
  switch (event.type) {
    case 'TicketAssigned': {
      const { ticketId, toTeamId, departmentId, acknowledgeBy } = event.data;
      if (acknowledgeBy === undefined) return [];
      const promise = { teamId: toTeamId, departmentId, kind: 'ACKNOWLEDGEMENT', dueAt: acknowledgeBy } as const;
      return [{ key: acknowledgementKey(ticketId), what: 'OPENED', promise }];
    }
    case 'TicketAcknowledged': {
      const { ticketId, human, clock } = event.data;
      const first: PromiseFact[] = human && clock ? [{ key: acknowledgementKey(ticketId), what: 'ANSWERED' }] : [];
      return [...first, ...answered(event), ...opened(event)];
    }
    case 'TicketPlacedOnHold':
    case 'TicketUpdateShared':
      return [...answered(event), ...opened(event)];
    case 'TicketResolved':
    case 'TicketClosed':
      return [{ key: acknowledgementKey(event.data.ticketId), what: 'MISSED' }, ...answered(event)];
    case 'TicketCancelled':
    case 'TicketMerged': {
      const { ticketId, clock, answers } = event.data;
      return [
        ...(clock ? [{ key: acknowledgementKey(ticketId), what: 'VOIDED' } as const] : []),
        ...(answers ? [{ key: updateKey(ticketId, answers.dueAt), what: 'VOIDED' } as const] : []),
      ];
    }
    case 'TicketDepartmentCorrected': {
      const { ticketId, toDepartmentId: departmentId, record } = event.data;
      const first = record.acknowledgement ? [acknowledgementKey(ticketId)] : [];
      const keys = [...first, ...record.promises.map(({ dueAt }) => updateKey(ticketId, dueAt))];
      return [...new Set(keys)].map((key) => ({ key, what: 'CORRECTED', departmentId }));
    }
    default:
      return [];
  }
});

type Answer = { readonly ticketId: string; readonly answers?: { readonly dueAt: string } };

const answered = ({ data: { ticketId, answers } }: { readonly data: Answer }): readonly PromiseFact[] =>
  answers ? [{ key: updateKey(ticketId, answers.dueAt), what: 'ANSWERED' }] : [];

function opened(event: RecordedEvent<TicketEvent>): readonly PromiseFact[] {
  const promise = openedPromise(event);
  if (promise === null) return [];
  return [{ key: updateKey(event.data.ticketId, promise.dueAt), what: 'OPENED', promise: { ...promise, kind: 'UPDATE' } }];
}
