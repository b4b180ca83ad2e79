import type { EventOf } from '../kernel/event.js';
import type {
  TicketDepartmentCorrected,
  TicketImported,
  TicketLinked,
  TicketLogged,
  TicketPlacedOnHold,
  TicketResolved,
} from './events.js';

type Data<T> = EventOf<T> extends { readonly data: infer D } ? D : never;
/** What counts for the department so far: the first answer, the promises, the resolutions. Kept to be handed on by a correction. */
export type TicketRecord = Data<typeof TicketDepartmentCorrected>['record'];
export type TicketStatus = Data<typeof TicketResolved>['from'];
/** A word that is due: whose and when. */
export interface Due {
  readonly teamId: string;
  readonly dueAt: string;
}

export interface Ticket {
  /** As first logged: the same again is no news. */
  readonly logged: Data<typeof TicketLogged>;
  readonly loggedAt: string;
  readonly departmentId: string;
  readonly status: TicketStatus;
  readonly teamId: string | undefined;
  readonly assigneeRef: string | undefined;
  /** Only the first assignment sets the clock of the first answer. */
  readonly assignedBefore: boolean;
  readonly classification: { readonly category?: string; readonly subcategory?: string; readonly symptom?: string };
  readonly weights: { readonly impact?: number; readonly urgency?: number; readonly priority?: number };
  readonly cycle: number;
  /** How the current cycle was acknowledged; a person's word outlasts an autoresponder's. */
  readonly acknowledged: 'NOT' | 'BY_MACHINE' | 'BY_PERSON';
  readonly hold: Pick<Data<typeof TicketPlacedOnHold>, 'reason' | 'agreedWithRequester'> | undefined;
  /** Whether the department agreed to the current resolution. */
  readonly confirmed: boolean;
  readonly record: TicketRecord;
  readonly links: readonly Pick<Data<typeof TicketLinked>, 'relation' | 'otherRef'>[];
  readonly mergedInto: string | undefined;
  readonly imported: boolean;
  readonly reported: Data<typeof TicketImported>['reported'];
  /** The latest thing said about the ticket, with its moment: the same words at the same moment are no news. */
  readonly lastSaid: object | undefined;
}
/** Null: never logged. */
export type TicketState = Ticket | null;

/** The clock of the first human answer while it runs. */
export function runningClock({ record: { acknowledgement } }: Ticket): Due | undefined {
  if (!acknowledgement || acknowledgement.acknowledgedAt !== undefined) return undefined;
  return { teamId: acknowledgement.teamId, dueAt: acknowledgement.dueAt };
}

/** The promise of a next word while it is open: a new one replaces it, so it can only be the latest. */
export function openPromise({ record: { promises } }: Ticket): Due | undefined {
  const latest = promises.at(-1);
  return latest && latest.answeredAt === undefined ? { teamId: latest.teamId, dueAt: latest.dueAt } : undefined;
}

const OPEN: readonly TicketStatus[] = ['NEW', 'IN_PROGRESS', 'ON_HOLD'];
/** Whether IT still has work to do on it. */
export const isOpen = ({ status }: Ticket): boolean => OPEN.includes(status);
