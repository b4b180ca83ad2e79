import type { TicketStatus } from '../../src/domain/ticket/lifecycle.js';
import { dayOf } from '../kit/day.js';

/** A word that a department waits for: promised, or due by a target. (docs/measures.md, "The next word") */
export interface DueWord {
  readonly givenAt: string;
  readonly dueAt: string;
  /** When it came, or was no longer waited for. */
  readonly endedAt: string;
  /** KEPT: a person's word by then. LATE: a person's word, later. VOID: ended before it was due, without one. MISSED: ended after it, or still open. */
  readonly outcome: 'KEPT' | 'LATE' | 'VOID' | 'MISSED';
  /** The team that has the ticket when it falls due; null: nobody has. */
  readonly teamId: string | null;
  readonly eventIds: readonly string[];
}

/** A cycle of a ticket: from its logging, a reopening or a rejected resolution. */
export interface Cycle {
  readonly begunAt: string;
  readonly endedAt: string;
  /** Absent: no team had it in the cycle, or nobody adopted a target; or nobody may ask (a snapshot began it). */
  readonly acknowledgeBy: string | undefined;
  /** Whose failure it would be; null: no team had it in the cycle by `acknowledgeBy`. */
  readonly teamId: string | null;
  /** The first human word within the cycle. */
  readonly answeredAt: string | undefined;
  readonly eventIds: readonly string[];
}

export interface Chase {
  readonly at: string;
  readonly teamId: string | null;
  readonly eventId: string;
}
export interface Resolution {
  readonly at: string;
  readonly teamId: string;
  /** The first reopening or rejection after it. */
  readonly undoneAt: string | undefined;
  readonly eventIds: readonly string[];
}
export interface HandOver {
  readonly at: string;
  readonly fromTeamId: string;
  readonly toTeamId: string;
  readonly eventId: string;
}

/** What happened to a ticket, as the clocks see it. */
export interface TicketStory {
  readonly status: TicketStatus;
  readonly isOpen: boolean;
  readonly teamId: string | null;
  readonly cycles: readonly Cycle[];
  readonly words: readonly DueWord[];
  readonly chases: readonly Chase[];
  readonly resolutions: readonly Resolution[];
  readonly handOvers: readonly HandOver[];
  /** Stretches in which nobody had the ticket, where that is known; the last one may go on. */
  readonly unclaimed: readonly { readonly since: string; readonly until: string }[];
}

/** A word that counts. */
export type TriedWord = DueWord & { readonly outcome: Exclude<DueWord['outcome'], 'VOID'> };

/**
 * The due words that are trials: of those given on one day (the organisation's) one that was answered in time is none when another is given
 * later that day, so that twenty updates in twenty minutes are one. One that ended before its time, without a word, is none; one that stayed
 * away is one, once.
 */
export function triedWords({ words }: TicketStory, zone: string): readonly TriedWord[] {
  const lastOfDay = new Map(words.map((word) => [dayOf(word.givenAt, zone), word]));
  return words.filter(
    (word): word is TriedWord =>
      word.outcome !== 'VOID' && (word.outcome !== 'KEPT' || lastOfDay.get(dayOf(word.givenAt, zone)) === word),
  );
}
