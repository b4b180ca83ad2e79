import { dayOf } from '../kit/day.js';
import { lowerBound, spliced } from '../kit/sorted.js';
import type { Booking } from './booking.js';
import type { DayTally } from './document.js';

/** The tallies with one booking more: a copy with one day changed, added, or gone when its last trial went elsewhere. */
export function tallied(tallies: readonly DayTally[], { at, success, sign }: Booking): readonly DayTally[] {
  const d = dayOf(at);
  const index = lowerBound(tallies, (day) => day.d - d);
  const there = tallies[index]?.d === d ? tallies[index]! : null;
  const s = (there?.s ?? 0) + (success ? sign : 0);
  const n = (there?.n ?? 0) + sign;
  return spliced(tallies, index, there ? 1 : 0, ...(n === 0 && s === 0 ? [] : [{ d, s, n }]));
}
