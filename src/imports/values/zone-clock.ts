import { DateTime, IANAZone } from 'luxon';
import type { ZonePart } from '../mapping/mapping.js';

const DAY = 86_400_000;

/** Whether a name is a zone of the IANA data base. */
export const isZone = (name: string): boolean => IANAZone.isValidZone(name);

/** The instant at which a zone's clocks show these figures (held as if UTC); or why there is none that may be taken. */
export type ZoneClock = (figures: number) => number | 'TWICE' | 'NEVER';

/**
 * Where clocks go back, a local time exists twice: `earlier` (the default) is the first of the two. Where they go forward it does not exist:
 * `forward` (the default) moves it by the gap, as a clock that nobody adjusted shows it.
 */
export function zoneClock({ name, ambiguous = 'earlier', nonexistent = 'forward' }: ZonePart): ZoneClock {
  const zone = IANAZone.create(name);
  const offsets = new Map<number, number>();
  const offsetOn = (day: number): number => {
    const known = offsets.get(day);
    if (known !== undefined) return known;
    const offset = zone.offset(day * DAY);
    offsets.set(day, offset);
    return offset;
  };
  return (figures) => {
    // No change of clocks from the day before to the day after: one offset. Asking the zone's data for each time would cost a hundredfold.
    const day = Math.floor(figures / DAY);
    const offset = offsetOn(day - 1);
    if (offset === offsetOn(day + 2)) return figures - offset * 60_000;
    const wall = DateTime.fromMillis(figures, { zone: 'utc' });
    const local = wall.setZone(name, { keepLocalTime: true });
    if (local.hour !== wall.hour || local.minute !== wall.minute) return nonexistent === 'reject' ? 'NEVER' : local.toMillis();
    const instants = local
      .getPossibleOffsets()
      .map((possible) => possible.toMillis())
      .sort((a, b) => a - b);
    if (instants.length > 1 && ambiguous === 'reject') return 'TWICE';
    return (ambiguous === 'later' ? instants.at(-1) : instants[0]) as number;
  };
}
