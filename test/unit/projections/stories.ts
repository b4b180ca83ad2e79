import { InteractionEnded, InteractionFeedbackGiven, InteractionStarted } from '../../../src/domain/interaction/events.js';
import * as t from '../../../src/domain/ticket/events.js';
import { eventIn, type GivenEvent } from './given-events.js';

/** `2026-03-<day>T<hour>:00:00.000Z` */
export const march = (day: number, hour = 8): string =>
  `2026-03-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00.000Z`;

export const DEPARTMENT = 'radiology';
export const TEAM = 'desk';
export const about = { ticketId: 'T1', departmentId: DEPARTMENT };
export const held = { ...about, teamId: TEAM };

/** A fact about ticket T1. */
export const ticket = (at: string, fact: GivenEvent['fact']): GivenEvent => eventIn('ticket-T1', at, fact);
export const contact = (at: string, fact: GivenEvent['fact']): GivenEvent => eventIn('interaction-I1', at, fact);

export const logged = (at = march(1)) =>
  ticket(at, t.TicketLogged({ ...about, kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE', priority: 2 }));
export const assigned = (at = march(1, 9)) => ticket(at, t.TicketAssigned({ ...about, toTeamId: TEAM, loggedAt: march(1) }));
export const resolved = (at: string) => {
  const how = { cycle: 1, workaround: false, resolutionCode: 'FIXED' };
  return ticket(at, t.TicketResolved({ ...held, ...how, from: 'IN_PROGRESS', loggedAt: march(1) }));
};
export const reopened = (at: string) => ticket(at, t.TicketReopened({ ...held, from: 'RESOLVED', cycle: 2 }));

const between = { interactionId: 'I1', teamId: TEAM, departmentId: DEPARTMENT };
export const met = (at = march(3)) =>
  contact(at, InteractionStarted({ ...between, channel: 'PHONE', direction: 'FROM_DEPARTMENT', participants: ['p1'] }));
export const ended = (at: string) =>
  contact(
    at,
    InteractionEnded({
      ...between,
      outcome: 'RESOLVED',
      nextStepAgreed: true,
      commitmentIds: [],
      durationSec: 60,
      startedAt: march(3),
    }),
  );
export const rated = (at: string, treatment: number, resolvedAtTime: boolean, earlierResponses = 0, teamId = TEAM) =>
  contact(
    at,
    InteractionFeedbackGiven({
      ...between,
      teamId,
      respondentRef: `r${earlierResponses}`,
      treatment,
      factors: [],
      resolvedAtTime,
      startedAt: march(3),
      earlierResponses,
    }),
  );

/** An import as it is put on record, without what it may leave out. */
export const importRun = {
  runId: 'run1',
  file: 'export.csv',
  contentHash: 'c0ffee',
  mapping: 'desk',
  mappingHash: 'f00d',
  system: 'desk',
  rows: { in: 3, accepted: 2, rejected: 1 },
  records: 1,
  events: { appended: 5, alreadyThere: 0 },
  byType: [{ type: 'TicketLogged', count: 1 }],
  fidelity: { native: 0, history: 5, snapshot: 0 },
  rejectedFor: [{ code: 'UNKNOWN_STATE', count: 1 }],
  rejects: [{ row: 2, code: 'UNKNOWN_STATE', detail: 'line 3: status: the value is not in the table states.values' }],
  warnings: [],
};
