import { type Component, COMPONENTS } from '../../src/domain/components.js';
import { type Contribution } from '../kit/projection.js';
import { lowerBound } from '../kit/sorted.js';
import { countedOnDay, TALLIED, type Tallies } from '../kit/year-counts.js';

/** What is counted for a pair apart from the trials of its score. */
export const COUNTERS = ['resolutions', 'interactions'] as const;
export type Counter = (typeof COUNTERS)[number];
export type Counted = Component | Counter;
const COUNTED = [...COMPONENTS, ...COUNTERS] as const;

/** A trial of a pair (or an event that is only counted), with the period of as-of moments in which this verdict holds. */
export interface TrialContribution extends Contribution {
  readonly is: 'TRIAL';
  readonly counted: Counted;
  readonly teamId: string;
  readonly departmentId: string;
  /** `<source>#<name>`: the same for every verdict of the trial. */
  readonly trialId: string;
  /** The id of the ticket, commitment, touchpoint or interaction. */
  readonly subject: string;
  /** The moment at which it counts, and its day in the organisation's calendar. */
  readonly at: string;
  readonly day: number;
  readonly success: boolean;
  /** From when this verdict holds: `at`, or when a settled verdict was corrected. */
  readonly from: string;
  /** Until when it holds; absent: for good. */
  readonly until?: string;
  /** The events that this verdict is based on. */
  readonly eventIds: readonly string[];
}
/** Trials by the day on which they count, and corrections of settled verdicts, each of which applies from its own moment on. */
export interface Counts {
  readonly days: Readonly<Record<Counted, Tallies>>;
  /** By `from`, then day and component. */
  readonly corrections: readonly Correction[];
}
export interface Correction {
  readonly from: string;
  readonly counted: Counted;
  readonly day: number;
  readonly successes: number;
  readonly trials: number;
  /**
   * How many verdicts begin or end at this moment. When a trial moves to another department, the month's sums do not change,
   * but pairs do.
   */
  readonly verdicts: number;
}

const NO_DAYS = Object.fromEntries(COUNTED.map((counted) => [counted, []])) as unknown as Counts['days'];
/** The counts without any trial. */
export const NO_COUNTS: Counts = { days: NO_DAYS, corrections: [] };

/** Whether nothing is counted. */
export const isEmpty = ({ days, corrections }: Counts): boolean =>
  corrections.length === 0 && COUNTED.every((counted) => days[counted].length === 0);

interface Changes {
  readonly removed: readonly TrialContribution[];
  readonly added: readonly TrialContribution[];
}

/**
 * Removes some trials from the counts and adds others. Sums up by day and component first, so that each day's column is
 * changed once.
 */
export function recounted(before: Counts, { removed, added }: Changes): Counts {
  const more = new Map<string, { counted: Counted; day: number; successes: number; trials: number }>();
  let { corrections } = before;
  const take = (trials: readonly TrialContribution[], sign: 1 | -1) => {
    for (const { counted, day: onDay, success, at, from, until } of trials) {
      const successes = success ? sign : 0;
      if (from === at) {
        const name = `${counted} ${onDay}`;
        const sum = more.get(name) ?? { counted, day: onDay, successes: 0, trials: 0 };
        sum.successes += successes;
        sum.trials += sign;
        more.set(name, sum);
      } else corrections = corrected(corrections, { from, counted, day: onDay, successes, trials: sign, verdicts: sign });
      if (until !== undefined) {
        const ended = { from: until, counted, day: onDay, successes: -successes, trials: -sign, verdicts: sign };
        corrections = corrected(corrections, ended);
      }
    }
  };
  take(removed, -1);
  take(added, 1);
  if (more.size === 0) return { days: before.days, corrections };
  const days = { ...before.days };
  for (const { counted, day: onDay, successes, trials } of more.values()) {
    if (successes !== 0 || trials !== 0) days[counted] = countedOnDay(days[counted], TALLIED, onDay, { successes, trials });
  }
  return { days, corrections };
}

function corrected(corrections: readonly Correction[], more: Correction): readonly Correction[] {
  const index = lowerBound(corrections, (one) => byCorrection(one, more));
  const there = corrections[index];
  const before = there && byCorrection(there, more) === 0 ? there : undefined;
  const { successes, trials, verdicts } = before ?? { successes: 0, trials: 0, verdicts: 0 };
  const sum = { successes: successes + more.successes, trials: trials + more.trials, verdicts: verdicts + more.verdicts };
  const after = sum.verdicts === 0 ? [] : [{ ...more, ...sum }];
  return [...corrections.slice(0, index), ...after, ...corrections.slice(index + (before ? 1 : 0))];
}
const byCorrection = (a: Correction, b: Correction): number =>
  a.from !== b.from
    ? a.from < b.from
      ? -1
      : 1
    : a.day !== b.day
      ? a.day - b.day
      : a.counted < b.counted
        ? -1
        : a.counted > b.counted
          ? 1
          : 0;
