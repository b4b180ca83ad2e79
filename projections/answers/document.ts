import type { DistinctPeople } from '../kit/distinct-people.js';

/**
 * What people of a department said within a calendar quarter of how they were treated, by whichever team. Key: `<departmentId>.<YYYY>-Q<n>`.
 * Bounded, however many answer however often. It is shown from enough people on, and only as whole groups: see `joined`.
 */
export interface AnswersDocument {
  readonly departmentId: string;
  /** `YYYY-Qn`, UTC, of the day on which they said it. */
  readonly quarter: string;
  /** When the latest of them was recorded. */
  readonly recordedAt: string;
  /** Recorded before the quarter was over, hence before anybody could ask about it: one group, if enough people are in it. */
  readonly timely: Said;
  /** Recorded after it, as far as enough people have told something more: a sum of groups. */
  readonly late: Counted;
  /** Recorded after it, by fewer people than are enough. Never shown. */
  readonly waiting: Said;
}

/** Answers, and those among them that say that people were treated well. */
export interface Counted {
  readonly successes: number;
  readonly trials: number;
}
export interface Said extends Counted {
  readonly people: DistinctPeople;
}
