import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import type { TicketEvent } from '../../src/domain/ticket/events.js';
import { openedPromise } from '../kit/opened-promise.js';
import type { Folds } from '../kit/folds.js';
import type { TicketDocument } from './document.js';
import { stateAfter } from '../kit/state-after.js';

type Change = Partial<TicketDocument>;
type Changes = Folds<Exclude<TicketEvent, { readonly type: 'TicketLogged' }>, TicketDocument, Change>;

const NOT_HELD = { holdReason: null, holdAgreed: null, heldSince: null } satisfies Change;
const NOTHING: Change = {};

/** What each event changes of a ticket, beside its revision and its latest moment. */
export const changes: Changes = {
  TicketAssigned: ({ acknowledgeBy }, { data }) => ({
    teamId: data.toTeamId,
    assigneeRef: data.assigneeRef ?? null,
    acknowledgeBy: data.acknowledgeBy ?? acknowledgeBy,
  }),
  TicketReassigned: ({ reassignments }, { data }) => ({
    teamId: data.toTeamId,
    assigneeRef: data.assigneeRef ?? null,
    reassignments: reassignments + 1,
  }),
  TicketUnassigned: () => ({ teamId: null, assigneeRef: null }),
  TicketWorkStarted: (_, event) => moved(event),
  TicketAcknowledged: (before, event) => ({
    ...moved(event),
    ...word(event),
    ...shared(before, event),
    acknowledgedAt: before.acknowledgedAt ?? (event.data.human ? event.metadata.occurredAt : null),
  }),
  TicketCategorised: (_, { data }) => ({
    category: data.new.category ?? null,
    subcategory: data.new.subcategory ?? null,
    symptom: data.new.symptom ?? null,
  }),
  TicketPrioritised: (_, { data }) => ({
    impact: data.new.impact ?? null,
    urgency: data.new.urgency ?? null,
    priority: data.new.priority ?? null,
  }),
  TicketEscalated: () => NOTHING,
  TicketPlacedOnHold: (before, event) => ({
    ...moved(event),
    ...word(event),
    // Whoever agreed to wait was spoken with.
    ...(event.data.agreedWithRequester ? shared(before, event) : NOTHING),
    holdReason: event.data.reason,
    holdAgreed: event.data.agreedWithRequester ?? null,
    heldSince: before.heldSince ?? event.metadata.occurredAt,
  }),
  TicketResumed: (_, event) => moved(event),
  TicketUpdateShared: (before, event) =>
    event.data.visibility === 'INTERNAL'
      ? NOTHING
      : { ...word(event), ...shared(before, event), updatesShared: before.updatesShared + 1 },
  TicketRequesterReplied: () => NOTHING,
  TicketUpdateChased: ({ chased }) => ({ chased: chased + 1 }),
  TicketResolved: (before, event) => ({
    ...moved(event),
    ...word(event),
    ...shared(before, event),
    resolvedAt: event.metadata.occurredAt,
    resolutionCode: event.data.resolutionCode ?? null,
    cycle: event.data.cycle,
  }),
  TicketResolutionConfirmed: () => NOTHING,
  TicketResolutionRejected: () => NOTHING,
  TicketReopened: ({ reopenings }, event) => ({
    ...moved(event),
    cycle: event.data.cycle,
    reopenings: reopenings + 1,
    resolvedAt: null,
    closedAt: null,
    resolutionCode: null,
  }),
  TicketClosed: (_, event) => ({ ...moved(event), ...word(event), closedAt: event.metadata.occurredAt }),
  TicketCancelled: (_, event) => ({ ...moved(event), nextUpdateBy: null }),
  TicketLinked: ({ links }, { data }) => {
    const there = links.some(({ relation, otherRef }) => relation === data.relation && otherRef === data.otherRef);
    return there ? NOTHING : { links: [...links, { relation: data.relation, otherRef: data.otherRef }] };
  },
  TicketMerged: (_, event) => ({ ...moved(event), nextUpdateBy: null, mergedInto: event.data.intoTicketId }),
  TicketDepartmentCorrected: (_, { data }) => ({ departmentId: data.toDepartmentId }),
  TicketImported: ({ reported }, { data, metadata }) => ({
    fidelity: metadata.fidelity,
    reported: data.reported.reduce(
      (all, { field, value }) => [...all.filter((one) => one.field !== field), { field, value }],
      reported,
    ),
  }),
};

/** The state it moves to; whatever state that is, an earlier hold is over. */
function moved(event: RecordedEvent<TicketEvent>): Change {
  const state = stateAfter(event);
  return state === null ? NOTHING : { state, ...NOT_HELD };
}

/** What it does to the promise of a next word: a new one replaces the old one, an answer alone ends it. */
function word(event: RecordedEvent<TicketEvent> & { readonly data: { readonly answers?: object } }): Change {
  const opened = openedPromise(event);
  if (opened) return { nextUpdateBy: opened.dueAt };
  return event.data.answers ? { nextUpdateBy: null } : NOTHING;
}

/** The department saw a word of IT; what arrives late does not take the place of a later one. */
function shared({ lastSharedAt }: TicketDocument, { metadata: { occurredAt } }: RecordedEvent): Change {
  return { lastSharedAt: lastSharedAt !== null && lastSharedAt > occurredAt ? lastSharedAt : occurredAt };
}
