import type { EventOf, RecordedEvent } from '../../src/domain/kernel/event.js';
import type { TicketEvent, TicketLogged, TicketPlacedOnHold, TicketResolved } from '../../src/domain/ticket/events.js';
import { applyFold, type Draft, type Folds, requireDocument, typesOf } from '../kit/fold.js';
import { TICKET_INDEXES, type TicketDocument } from './document.js';
import { statusAfter } from '../../src/domain/ticket/lifecycle.js';
import { defineProjection } from '../kit/projection.js';

type Ticket = Draft<TicketDocument>;
type Changes = Folds<Exclude<TicketEvent, { readonly type: 'TicketLogged' }>, Ticket, void>;

/**
 * The change that each event makes to a ticket, apart from its revision and `lastEventAt`. They write into one copy per
 * event, because merging partial documents of forty fields would cost more.
 */
export const changes: Changes = {
  TicketAssigned: (ticket, { data }) => {
    ticket.teamId = data.toTeamId;
    ticket.assigneeRef = data.assigneeRef ?? null;
    taken(ticket, data.toTeamId);
  },
  TicketReassigned: (ticket, { data }) => {
    ticket.teamId = data.toTeamId;
    ticket.assigneeRef = data.assigneeRef ?? null;
    taken(ticket, data.toTeamId);
  },
  TicketUnassigned: (ticket) => {
    ticket.teamId = null;
    ticket.assigneeRef = null;
  },
  TicketWorkStarted: moved,
  TicketAcknowledged: (ticket, event) => {
    moved(ticket, event);
    shared(ticket, event);
    if (event.data.human) answered(ticket, event);
  },
  TicketCategorised: (ticket, { data }) => {
    ticket.category = data.new.category ?? null;
    ticket.subcategory = data.new.subcategory ?? null;
    ticket.symptom = data.new.symptom ?? null;
  },
  TicketPrioritised: (ticket, { data }) => {
    ticket.impact = data.new.impact ?? null;
    ticket.urgency = data.new.urgency ?? null;
    ticket.priority = data.new.priority ?? null;
  },
  TicketEscalated: nothing,
  TicketPlacedOnHold: (ticket, event) => {
    const since = ticket.heldSince ?? event.metadata.occurredAt;
    moved(ticket, event);
    // An agreement to wait implies that the department was spoken to.
    if (event.data.agreedWithRequester) {
      shared(ticket, event);
      if (byPerson(event)) answered(ticket, event);
    }
    ticket.holdReason = event.data.reason;
    ticket.holdAgreed = event.data.agreedWithRequester ?? null;
    ticket.heldSince = since;
  },
  TicketResumed: moved,
  TicketUpdateShared: (ticket, event) => {
    const { visibility, human, from } = event.data;
    if (visibility === 'INTERNAL') return;
    moved(ticket, event);
    shared(ticket, event);
    // An update without `from` was recorded together with an acknowledgement of its own.
    if (human && from !== undefined) answered(ticket, event);
    ticket.updatesShared += 1;
  },
  TicketRequesterReplied: nothing,
  TicketUpdateChased: (ticket) => {
    ticket.chased += 1;
  },
  TicketResolved: (ticket, event) => {
    moved(ticket, event);
    shared(ticket, event);
    if (byPerson(event)) answered(ticket, event);
    ticket.resolvedAt = event.metadata.occurredAt;
    ticket.resolutionCode = event.data.resolutionCode ?? null;
    ticket.cycle = event.data.cycle;
  },
  TicketResolutionConfirmed: nothing,
  TicketResolutionRejected: nothing,
  TicketReopened: (ticket, event) => {
    moved(ticket, event);
    ticket.cycle = event.data.cycle;
    ticket.reopenings += 1;
    ticket.resolvedAt = null;
    ticket.closedAt = null;
    ticket.resolutionCode = null;
  },
  TicketClosed: (ticket, event) => {
    moved(ticket, event);
    ticket.closedAt = event.metadata.occurredAt;
  },
  TicketCancelled: (ticket, event) => {
    moved(ticket, event);
  },
  TicketLinked: (ticket, { data: { relation, otherRef } }) => {
    const there = ticket.links.some((link) => link.relation === relation && link.otherRef === otherRef);
    if (!there) ticket.links = [...ticket.links, { relation, otherRef }];
  },
  TicketMerged: (ticket, event) => {
    moved(ticket, event);
    ticket.mergedInto = event.data.intoTicketId;
  },
  TicketDepartmentCorrected: (ticket, { data }) => {
    ticket.departmentId = data.toDepartmentId;
  },
  TicketImported: (ticket, { data, metadata }) => {
    ticket.fidelity = metadata.fidelity;
    ticket.reported = data.reported.reduce(
      (all, { field, value }) => [...all.filter((one) => one.field !== field), { field, value }],
      ticket.reported,
    );
  },
  TicketHistoryCorrected: (ticket, { data }) => {
    ticket.state = data.state;
    ticket.teamId = data.teamId ?? null;
    ticket.assigneeRef = data.assigneeRef ?? null;
    ticket.category = data.category ?? null;
    ticket.subcategory = data.subcategory ?? null;
    ticket.symptom = data.symptom ?? null;
    ticket.impact = data.impact ?? null;
    ticket.urgency = data.urgency ?? null;
    ticket.priority = data.priority ?? null;
    ticket.loggedAt = data.loggedAt;
    ticket.cycle = data.cycle;
    ticket.reopenings = data.reopenings;
    ticket.reassignments = data.reassignments;
    ticket.holdReason = data.holdReason ?? null;
    ticket.heldSince = data.heldSince ?? null;
    ticket.resolvedAt = data.resolvedAt ?? null;
    ticket.closedAt = data.closedAt ?? null;
    ticket.resolutionCode = data.resolutionCode ?? null;
  },
  TicketRowsNoted: nothing,
};

function nothing(): void {
  // The event changes no field of the ticket's document.
}

/** Moves the ticket to the event's state. Any such move ends an earlier hold. */
function moved(ticket: Ticket, event: RecordedEvent<TicketEvent>): void {
  const state = statusAfter(event);
  if (state === null) return;
  ticket.state = state;
  ticket.holdReason = null;
  ticket.holdAgreed = null;
  ticket.heldSince = null;
}

/** Counts as a hand-over even if no team had the ticket in between. */
function taken(ticket: Ticket, teamId: string): void {
  if (ticket.lastTeamId !== null && ticket.lastTeamId !== teamId) ticket.reassignments += 1;
  ticket.lastTeamId = teamId;
}

/** Whether a person spoke to the department. For a snapshot, this is unknown. */
const byPerson = ({
  data: { human },
  metadata,
}: RecordedEvent<EventOf<typeof TicketResolved | typeof TicketPlacedOnHold>>): boolean =>
  metadata.fidelity !== 'SNAPSHOT' && (human ?? metadata.actorKind !== 'SYSTEM');

/** A person told the department that the ticket is taken care of, or more. An event that is recorded late may be the first. */
function answered(ticket: Ticket, { metadata: { occurredAt } }: RecordedEvent): void {
  if (ticket.acknowledgedAt === null || occurredAt < ticket.acknowledgedAt) ticket.acknowledgedAt = occurredAt;
}

/** The department received a word of IT. An event that is recorded late does not replace a later word. */
function shared(ticket: Ticket, { metadata: { occurredAt } }: RecordedEvent): void {
  if (ticket.lastSharedAt === null || ticket.lastSharedAt <= occurredAt) ticket.lastSharedAt = occurredAt;
}

/** A ticket that has just been logged. */
export function logged({ id, revision, data, metadata }: RecordedEvent<EventOf<typeof TicketLogged>>): TicketDocument {
  return {
    ticketId: data.ticketId,
    kind: data.kind,
    state: 'NEW',
    departmentId: data.departmentId,
    teamId: null,
    lastTeamId: null,
    assigneeRef: null,
    requesterRef: data.requesterRef ?? null,
    externalId: metadata.sourceExternalId ?? null,
    externalSystem: metadata.sourceSystem ?? null,
    channel: data.channel,
    category: data.category ?? null,
    subcategory: data.subcategory ?? null,
    symptom: data.symptom ?? null,
    impact: data.impact ?? null,
    urgency: data.urgency ?? null,
    priority: data.priority ?? null,
    clinicalImpact: data.clinicalImpact,
    summaryRef: data.summaryRef ?? null,
    businessGoalId: data.businessGoalId ?? null,
    loggedAt: metadata.occurredAt,
    lastEventAt: metadata.occurredAt,
    lastEventId: id,
    revision,
    acknowledgedAt: null,
    lastSharedAt: null,
    holdReason: null,
    holdAgreed: null,
    heldSince: null,
    resolvedAt: null,
    closedAt: null,
    resolutionCode: null,
    cycle: 1,
    reassignments: 0,
    reopenings: 0,
    updatesShared: 0,
    chased: 0,
    links: [],
    mergedInto: null,
    fidelity: metadata.fidelity,
    reported: [],
  };
}

/** The ticket, in detail and for the board. */
export const ticketProjection = defineProjection<TicketDocument, TicketEvent>({
  name: 'ticket',
  version: 7,
  handles: ['TicketLogged', ...typesOf(changes)],
  keys: (event) => [event.data.ticketId],
  evolve: (document, event) => {
    if (event.type === 'TicketLogged') return logged(event);
    const ticket: Draft<TicketDocument> = { ...requireDocument(document, event) };
    applyFold(changes, ticket, event);
    latest(ticket, event);
    return ticket;
  },
  indexes: TICKET_INDEXES,
  streamOf: (key) => `ticket-${key}`,
});

/** Imported events may be recorded late: the last event is the one that happened last. */
function latest(ticket: Draft<TicketDocument>, { id, type, revision, metadata: { occurredAt } }: RecordedEvent): void {
  ticket.revision = revision;
  if (type === 'TicketRowsNoted' || occurredAt < ticket.lastEventAt) return;
  ticket.lastEventAt = occurredAt;
  ticket.lastEventId = id;
}
