import type { CommitmentEvent } from '../../src/domain/commitment/events.js';
import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import { insertSorted } from '../kit/sorted.js';

/** When something happened, and the event that recorded it. */
export interface Occurrence {
  readonly at: string;
  /** The revision in the stream: of two facts with the same moment, the one recorded first comes first. */
  readonly n: number;
  readonly eventId: string;
}
export const inOrder = (a: Occurrence, b: Occurrence): number => (a.at === b.at ? a.n - b.n : a.at < b.at ? -1 : 1);
export const occurrenceOf = ({ metadata: { occurredAt: at }, revision: n, id: eventId }: RecordedEvent): Occurrence => ({
  at,
  n,
  eventId,
});

/**
 * A verdict, and the period of as-of moments in which it holds: from when the trial counts, or the verdict was changed, until
 * it was changed again.
 */
export interface Verdict {
  /** The moment at which the trial counts, whether success or failure. */
  readonly at: string;
  readonly success: boolean;
  readonly from: string;
  /** Absent: it holds for good. */
  readonly until?: string;
}

// --- commitments

export interface CommitmentFact extends Occurrence {
  readonly what: 'MADE' | 'RENEGOTIATED' | 'FULFILLED' | 'CONFIRMED' | 'DISPUTED' | 'MISSED' | 'WITHDRAWN';
  /** Set for MADE and RENEGOTIATED. */
  readonly dueAt?: string;
  readonly by?: 'IT' | 'DEPARTMENT';
}

/** The facts including the one of the event. */
export function withCommitmentFact(
  facts: readonly CommitmentFact[],
  event: RecordedEvent<CommitmentEvent>,
): readonly CommitmentFact[] {
  if (event.type === 'DueDateReported') return facts;
  const others = event.type === 'CommitmentCorrected' ? facts.filter(({ what }) => what !== 'MADE') : facts;
  return insertSorted(others, commitmentFact(event), inOrder);
}

function commitmentFact(event: Exclude<RecordedEvent<CommitmentEvent>, { type: 'DueDateReported' }>): CommitmentFact {
  switch (event.type) {
    case 'CommitmentCorrected':
      // Takes the place of the making, before whatever else happened at that moment.
      return { what: 'MADE', ...occurrenceOf(event), n: 0, dueAt: event.data.dueAt };
    case 'CommitmentMade':
      return { what: 'MADE', ...occurrenceOf(event), dueAt: event.data.dueAt };
    case 'CommitmentRenegotiated':
      return { what: 'RENEGOTIATED', ...occurrenceOf(event), dueAt: event.data.dueAt };
    case 'CommitmentFulfilled':
      return { what: 'FULFILLED', ...occurrenceOf(event) };
    case 'FulfilmentConfirmed':
      return { what: 'CONFIRMED', ...occurrenceOf(event) };
    case 'FulfilmentDisputed':
      return { what: 'DISPUTED', ...occurrenceOf(event) };
    case 'CommitmentMissed':
      return { what: 'MISSED', ...occurrenceOf(event) };
    case 'CommitmentWithdrawn':
      return { what: 'WITHDRAWN', ...occurrenceOf(event), by: event.data.withdrawnBy };
  }
}

/** The status of a commitment, derived from its facts. */
export interface CommitmentStatus {
  /** The due date in force. A renegotiation counts only if it happened before the due date in force at that time. */
  readonly dueAt: string;
  /** When IT first reported it fulfilled after the last counted renegotiation; null: not yet. */
  readonly fulfilledAt: string | null;
  readonly confirmedAt: string | null;
  /** The department disputed the fulfilment, and has not confirmed it since. */
  readonly isDisputed: boolean;
  readonly missedAt: string | null;
  readonly withdrawnAt: string | null;
  readonly withdrawnBy: 'IT' | 'DEPARTMENT' | null;
  /** The department withdrew it by its due date, so it is not a trial. */
  readonly isReleased: boolean;
}

/**
 * The status of a commitment from its facts, given in order. (docs/measures.md, "Commitments") Null: it had not been made
 * yet.
 */
export function commitmentStatus(facts: readonly CommitmentFact[]): CommitmentStatus | null {
  const made = facts.find(({ what }) => what === 'MADE');
  if (made?.dueAt === undefined) return null;
  let status: CommitmentStatus = {
    dueAt: made.dueAt,
    fulfilledAt: null,
    confirmedAt: null,
    isDisputed: false,
    missedAt: null,
    withdrawnAt: null,
    withdrawnBy: null,
    isReleased: false,
  };
  for (const { what, at, dueAt, by } of facts) {
    const isDue = at >= status.dueAt;
    if (what === 'RENEGOTIATED' && !isDue) {
      status = { ...status, dueAt: dueAt!, fulfilledAt: null, confirmedAt: null, isDisputed: false };
    } else if (what === 'FULFILLED') status = { ...status, fulfilledAt: status.fulfilledAt ?? at };
    else if (what === 'DISPUTED') status = { ...status, isDisputed: true, confirmedAt: null };
    else if (what === 'CONFIRMED') status = { ...status, isDisputed: false, confirmedAt: at };
    else if (what === 'MISSED') status = { ...status, missedAt: at };
    else if (what === 'WITHDRAWN') {
      const isReleased = status.isReleased || (by === 'DEPARTMENT' && at <= status.dueAt);
      status = { ...status, withdrawnAt: at, withdrawnBy: by ?? null, isReleased };
    }
  }
  return status;
}

const isKept = ({ dueAt, fulfilledAt, isDisputed }: CommitmentStatus): boolean =>
  fulfilledAt !== null && fulfilledAt <= dueAt && !isDisputed;

/** The verdict of a commitment as of a moment; null: none yet, or it is not a trial. */
export function commitmentVerdict(facts: readonly CommitmentFact[], asOf: string): boolean | null {
  const status = commitmentStatus(occurredBy(facts, asOf));
  return status === null || status.isReleased || status.dueAt > asOf ? null : isKept(status);
}

/** The facts that had happened by a moment. */
export const occurredBy = <F extends Occurrence>(facts: readonly F[], moment: string): readonly F[] =>
  facts.filter(({ at }) => at <= moment);

/** All verdicts of a commitment: the one at its due date, and those that later facts changed it to. */
export function commitmentVerdicts(facts: readonly CommitmentFact[]): readonly Verdict[] {
  const last = commitmentStatus(facts);
  if (last === null || last.isReleased) return [];
  const { dueAt: at } = last;
  const moments = [at, ...facts.flatMap((fact) => (fact.at > at ? fact.at : []))];
  const verdicts: { at: string; success: boolean; from: string; until?: string }[] = [];
  for (const from of moments) {
    const success = isKept(commitmentStatus(occurredBy(facts, from)) ?? last);
    const before = verdicts.at(-1);
    if (before?.success === success) continue;
    if (before) before.until = from;
    verdicts.push({ at, success, from });
  }
  return verdicts;
}

// --- ratings

/** One answer to "how were you treated?". */
export interface Rating extends Occurrence {
  readonly treatment: number;
  readonly interactionId: string;
}

/**
 * The ratings with one more, ordered by moment, then event id: ratings of different contacts are in different streams, so
 * revisions cannot order them.
 */
export const withRating = (ratings: readonly Rating[], rating: Rating): readonly Rating[] =>
  insertSorted(ratings, rating, (a, b) =>
    a.at !== b.at ? (a.at < b.at ? -1 : 1) : a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0,
  );

/** The answers 4 and 5 of 5 mean that the person was treated well. */
export const isWell = (treatment: number): boolean => treatment >= 4;

/**
 * A person's last rating of a pair in a month is the one that counts: each rating holds until that person's next one of the
 * same month.
 */
export function ratingVerdicts(
  ratings: readonly Rating[],
  monthOf: (moment: string) => string,
): readonly (Verdict & { readonly rating: Rating; readonly month: string })[] {
  return ratings.flatMap((rating, index) => {
    const [next, month] = [ratings[index + 1], monthOf(rating.at)];
    const until = next && monthOf(next.at) === month ? next.at : undefined;
    if (until === rating.at) return [];
    return [
      { at: rating.at, success: isWell(rating.treatment), from: rating.at, ...(until !== undefined && { until }), rating, month },
    ];
  });
}
