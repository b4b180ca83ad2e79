import { type Component, COMPONENTS } from '../../src/domain/components.js';
import { type Contribution } from '../kit/projection.js';
import { lowerBound } from '../kit/sorted.js';
import { countedOnDay, TALLIED, type Tallies } from '../kit/year-counts.js';

/** What is counted of a pair beside the trials of its score. */
export const COUNTERS = ['resolutions', 'interactions'] as const;
export type Counter = (typeof COUNTERS)[number];
export type Counted = Component | Counter;
const COUNTED = [...COMPONENTS, ...COUNTERS] as const;

/** A trial of a pair (or something that is merely counted), with the stretch of moments as of which it stands so. */
export interface TrialContribution extends Contribution {
  readonly is: 'TRIAL';
  readonly counted: Counted;
  readonly teamId: string;
  readonly departmentId: string;
  /** `<source>#<name>`: the same in every verdict of the trial. */
  readonly trialId: string;
  /** The ticket, commitment, touchpoint or interaction. */
  readonly subject: string;
  /** The moment at which it counts, and its day on the organisation's calendar. */
  readonly at: string;
  readonly day: number;
  readonly success: boolean;
  /** From when on it stands so: `at`, or when a settled verdict was told otherwise. */
  readonly from: string;
  /** Until when; absent: for good. */
  readonly until?: string;
  /** The events that made, or bore on, this verdict. */
  readonly eventIds: readonly string[];
}
/** Trials, by the day on which they count; and what was told of settled ones later, which applies from its own moment on. */
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
  /** How many verdicts begin or end then. Where a trial went to another department its month sums up to nothing, and yet pairs change. */
  readonly verdicts: number;
}

const NO_DAYS = Object.fromEntries(COUNTED.map((counted) => [counted, []])) as unknown as Counts['days'];
/** Nothing yet. */
export const NO_COUNTS: Counts = { days: NO_DAYS, corrections: [] };

/** Whether nothing is counted. */
export const isEmpty = ({ days, corrections }: Counts): boolean =>
  corrections.length === 0 && COUNTED.every((counted) => days[counted].length === 0);

interface Changes {
  readonly removed: readonly TrialContribution[];
  readonly added: readonly TrialContribution[];
}

/** Counts without some trials and with others. Summed up by day and counted thing first: a day's column is then changed once. */
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
