import type { TicketStatus } from '../../src/domain/ticket/lifecycle.js';
import { dayOf } from '../kit/day.js';

/** A word that a department waits for: promised, or due by a target. (docs/measures.md, "The next word") */
export interface DueWord {
  readonly givenAt: string;
  readonly dueAt: string;
  /** When it came, or the wait ended without it. */
  readonly endedAt: string;
  /**
   * KEPT: a person's word came in time. LATE: a person's word came later. VOID: the wait ended before the word was due,
   * without one. MISSED: the wait ended after it was due, without one, or goes on.
   */
  readonly outcome: 'KEPT' | 'LATE' | 'VOID' | 'MISSED';
  /** The team that has the ticket when the word is due; null: no team has. */
  readonly teamId: string | null;
  readonly eventIds: readonly string[];
}

/** A cycle of a ticket: from its logging, a reopening or a rejected resolution. */
export interface Cycle {
  readonly begunAt: string;
  readonly endedAt: string;
  /**
   * When the first human word is due. Undefined: no team had the ticket in the cycle, no target was adopted, or a snapshot
   * began the cycle, so that no answer can be expected.
   */
  readonly acknowledgeBy: string | undefined;
  /** The team that the trial counts for; null: no team had the ticket in the cycle by `acknowledgeBy`. */
  readonly teamId: string | null;
  /** The first human word in the cycle. */
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

/** The history of a ticket as far as clocks depend on it. */
export interface TicketStory {
  readonly status: TicketStatus;
  readonly isOpen: boolean;
  readonly teamId: string | null;
  readonly cycles: readonly Cycle[];
  readonly words: readonly DueWord[];
  readonly chases: readonly Chase[];
  readonly resolutions: readonly Resolution[];
  readonly handOvers: readonly HandOver[];
  /** Periods without a team, where known; the last one may be unfinished. */
  readonly unclaimed: readonly { readonly since: string; readonly until: string }[];
}

/** A due word that counts as a trial. */
export type TriedWord = DueWord & { readonly outcome: Exclude<DueWord['outcome'], 'VOID'> };

/**
 * The due words that are trials. A kept word is a trial only if no other word was given later on the same day (in the
 * organisation's zone), so that twenty updates in twenty minutes are one trial. A wait that ended before the word was due,
 * without one, is no trial. A word that was late or never came is always one trial.
 */
export function triedWords({ words }: TicketStory, zone: string): readonly TriedWord[] {
  const lastOfDay = new Map(words.map((word) => [dayOf(word.givenAt, zone), word]));
  return words.filter(
    (word): word is TriedWord =>
      word.outcome !== 'VOID' && (word.outcome !== 'KEPT' || lastOfDay.get(dayOf(word.givenAt, zone)) === word),
  );
}
