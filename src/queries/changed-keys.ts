import type { Projection } from '../../projections/kit/projection.js';
import type { Position, RecordedEvent } from '../domain/kernel/event.js';
import type { EventLog } from '../event-log/event-log.js';

export interface Stretch {
  readonly since: Position;
  /** What has to be seen: a log that is read from a replica may lag. */
  readonly until: Position;
  /** From more events on, reading the documents again is the shorter way. */
  readonly most: number;
}

/** The documents of a projection that the events of a stretch touch, later ones perhaps included; null when it is too long or not all there. */
export async function changedKeys(
  log: EventLog,
  projection: Projection,
  { since, until, most }: Stretch,
): Promise<readonly string[] | null> {
  if (since >= until) return [];
  const handled = new Set(projection.handles);
  const keys = new Set<string>();
  let seen = 0;
  let reached = since;
  for await (const page of log.read(since)) {
    seen += page.length;
    if (seen > most) return null;
    for (const event of page) if (handled.has(event.type)) for (const key of keysOf(projection, event)) keys.add(key);
    reached = page.at(-1)?.position ?? reached;
  }
  return reached < until ? null : [...keys];
}

/** An event that no key can be read from touches no document: it is parked. */
function keysOf(projection: Projection, event: RecordedEvent): readonly string[] {
  try {
    return projection.keys(event);
  } catch {
    return [];
  }
}
