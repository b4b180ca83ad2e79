import type { EventOf, RecordedEvent } from '../../src/domain/kernel/event.js';
import type { TicketLogged } from '../../src/domain/ticket/events.js';
import type { TicketDocument } from './document.js';

/** A ticket as it begins. */
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
