import type { Projection } from '../../projections/kit/projection.js';
import type { Position } from '../domain/kernel/event.js';
import type { EventLog } from '../event-log/event-log.js';

/** From so many events on, reading the whole view again is the shorter way. */
const MOST = 20_000;

/** The documents of a projection that the events after a position touch; null when these are too many to look at. */
export async function changedKeys(log: EventLog, projection: Projection, since: Position): Promise<readonly string[] | null> {
  const handled = new Set(projection.handles);
  const keys = new Set<string>();
  let seen = 0;
  for await (const page of log.read(since)) {
    seen += page.length;
    if (seen > MOST) return null;
    for (const event of page) if (handled.has(event.type)) for (const key of projection.keys(event)) keys.add(key);
  }
  return [...keys];
}
