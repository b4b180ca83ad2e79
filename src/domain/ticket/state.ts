import type { EventOf } from '../kernel/event.js';
import type { Move } from '../kernel/moves.js';
import type { TicketDepartmentCorrected, TicketImported, TicketLinked, TicketLogged } from './events.js';
import { OPEN, type Stretch, type TicketStatus } from './lifecycle.js';

type Data<T> = EventOf<T> extends { readonly data: infer D } ? D : never;
/** What counts for the department so far: the first answer, the promises, the resolutions. Kept to be handed on by a correction. */
export type TicketRecord = Data<typeof TicketDepartmentCorrected>['record'];
/** A word that is due: whose and when. */
export interface Due {
  readonly teamId: string;
  readonly dueAt: string;
}

/** From when on who held it; nobody: without a team. */
export interface Holding {
  readonly from: string;
  readonly teamId?: string;
  readonly assigneeRef?: string;
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
  /** The latest that was said of either. */
  readonly categorised: Move | undefined;
  readonly prioritised: Move | undefined;
  readonly cycle: number;
  /** How the current cycle was acknowledged; a person's word outlasts an autoresponder's. */
  readonly acknowledged: 'NOT' | 'BY_MACHINE' | 'BY_PERSON';
  /** When the current cycle began. */
  readonly cycleFrom: string;
  /** The move that led to where it stands; undefined while it is as it was logged. */
  readonly latest: Move | undefined;
  /** Where it stood when, in the order of time: what is told late is judged by then. */
  readonly stretches: readonly Stretch[];
  /** Who held it when, in the order of time. */
  readonly holdings: readonly Holding[];
  /** The latest that was said of who holds it. */
  readonly holder: Move | undefined;
  /** How the department agreed to the current resolution. */
  readonly confirmation: Move | undefined;
  readonly record: TicketRecord;
  readonly links: readonly Pick<Data<typeof TicketLinked>, 'relation' | 'otherRef'>[];
  readonly mergedInto: string | undefined;
  readonly imported: boolean;
  readonly reported: Data<typeof TicketImported>['reported'];
  /** Everything that was said about the ticket: the same words of the same moment are no news. */
  readonly words: readonly Move[];
  /** Of the latest human word to the department. */
  readonly lastWordAt: string;
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

/** Whether IT still has work to do on it. */
export const isOpen = ({ status }: Ticket): boolean => OPEN.includes(status);
