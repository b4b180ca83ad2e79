import type { TicketStatus } from '../../src/domain/ticket/lifecycle.js';

/** A ticket, in detail and for the board, from its own stream. Key: the ticket's id. */
export interface TicketDocument {
  readonly ticketId: string;
  readonly kind: 'INCIDENT' | 'SERVICE_REQUEST';
  readonly state: TicketStatus;
  readonly departmentId: string;
  readonly teamId: string | null;
  /** The last team that had it, even if no team has it now. */
  readonly lastTeamId: string | null;
  readonly assigneeRef: string | null;
  readonly requesterRef: string | null;
  /** Its id in the system that it was imported from, and that system's short name; null if it was logged here. */
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
  /** The latest moment at which any of its events happened. */
  readonly lastEventAt: string;
  readonly lastEventId: string;
  readonly revision: number;
  /** When a person first told the department that the ticket is taken care of, or how it goes. */
  readonly acknowledgedAt: string | null;
  /** When the department last received a word. */
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
 * The indexes for filtering and ordering the board. They are kept few, because almost every event of a ticket updates each of
 * them: of several filters, one uses an index, and the others are checked per document.
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
