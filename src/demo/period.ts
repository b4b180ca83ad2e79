import type { Random } from './random.js';
import { HOUR, later } from './story.js';

/** A month of the demo. */
export interface Period {
  /** From 0. */
  readonly index: number;
  readonly from: string;
  readonly until: string;
  /** Which share of the whole time has passed, 0 to 1. */
  readonly passed: number;
}

/** The months of so many years before `end`, in order, without gaps. */
export function* months(years: number, end: string): Iterable<Period> {
  const last = new Date(end);
  const before = (count: number) =>
    new Date(
      Date.UTC(last.getUTCFullYear(), last.getUTCMonth() - count, last.getUTCDate()) + (last.getTime() % 86_400_000),
    ).toISOString();
  const all = years * 12;
  for (let index = 0; index < all; index++) {
    yield { index, from: before(all - index), until: before(all - index - 1), passed: index / all };
  }
}

const WEEKEND_SHARE = 0.35;
const DAYTIME_SHARE = 0.8;

/** A moment when somebody might turn to IT: mostly by day, less at weekends, never never. */
export function busyMoment({ from, until }: Period, random: Random): string {
  const days = Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000);
  for (;;) {
    const midnight = `${later(from, Math.floor(random.unit() * days) * 24 * HOUR).slice(0, 10)}T00:00:00.000Z`;
    const weekday = new Date(midnight).getUTCDay();
    if ((weekday === 0 || weekday === 6) && !random.chance(WEEKEND_SHARE)) continue;
    const hour = random.chance(DAYTIME_SHARE) ? random.between(6, 17) : random.between(0, 24);
    const at = later(midnight, hour * HOUR);
    if (at >= from) return at;
  }
}
