import type { TicketStatus } from '../../src/domain/ticket/lifecycle.js';

/** A ticket, in detail and for the board. Key: the ticket's id. All from the ticket's own stream. */
export interface TicketDocument {
  readonly ticketId: string;
  readonly kind: 'INCIDENT' | 'SERVICE_REQUEST';
  readonly state: TicketStatus;
  readonly departmentId: string;
  readonly teamId: string | null;
  /** The last that had it, though it may lie with nobody now. */
  readonly lastTeamId: string | null;
  readonly assigneeRef: string | null;
  readonly requesterRef: string | null;
  /** What it is called in the system that it was taken from, and that system's short name; null for one that was logged here. */
  readonly externalId: string | null;
  readonly externalSystem: string | null;
  readonly channel: string;
  readonly category: string | null;
  readonly subcategory: string | null;
  readonly symptom: string | null;
  readonly impact: number | null;
  readonly urgency: number | null;
  readonly priority: number | null;
  readonly clinicalImpact: string;
  readonly summaryRef: string | null;
  readonly businessGoalId: string | null;
  readonly loggedAt: string;
  /** The latest moment of any event, by when it happened. */
  readonly lastEventAt: string;
  readonly lastEventId: string;
  readonly revision: number;
  /** When a person first told the department that somebody has it, or how it goes. */
  readonly acknowledgedAt: string | null;
  /** Last word that the department could see. */
  readonly lastSharedAt: string | null;
  readonly holdReason: string | null;
  readonly holdAgreed: boolean | null;
  readonly heldSince: string | null;
  readonly resolvedAt: string | null;
  readonly closedAt: string | null;
  readonly resolutionCode: string | null;
  readonly cycle: number;
  readonly reassignments: number;
  readonly reopenings: number;
  readonly updatesShared: number;
  readonly chased: number;
  readonly links: readonly { readonly relation: string; readonly otherRef: string }[];
  readonly mergedInto: string | null;
  readonly fidelity: 'NATIVE' | 'HISTORY' | 'SNAPSHOT';
  readonly reported: readonly { readonly field: string; readonly value: string }[];
}

/**
 * What the board filters and orders by. No more, since each is written anew with almost every event of a ticket: of several filters one is found
 * by the index, the others are checked a document at a time.
 */
const BOARD = [
  ['loggedAt'],
  ['state', 'loggedAt'],
  ['departmentId', 'loggedAt'],
  ['teamId', 'loggedAt'],
  ['channel', 'loggedAt'],
  ['kind', 'loggedAt'],
  ['requesterRef', 'loggedAt'],
  ['assigneeRef', 'loggedAt'],
  ['priority', 'loggedAt'],
  ['externalId', 'loggedAt'],
  ['lastEventAt'],
  ['state', 'lastEventAt'],
  ['departmentId', 'lastEventAt'],
  ['teamId', 'lastEventAt'],
] as const;

/** `byDepartmentIdLoggedAt: ['departmentId', 'loggedAt']` and so on. */
export const TICKET_INDEXES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  BOARD.map((fields) => [`by${fields.map(capitalised).join('')}`, fields]),
);

function capitalised(field: string): string {
  return field.charAt(0).toUpperCase() + field.slice(1);
}
