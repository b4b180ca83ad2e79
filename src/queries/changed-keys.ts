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

/** Finds the derived documents of a cascade that have changed since a position: events alone do not tell them. */
export type FindDerived = (changedField: string, since: Position, most: number) => Promise<readonly string[]>;

/**
 * The documents of a projection that the events of a stretch touch, later ones perhaps included; null when it is too long or not all there, or
 * when settings may have reached any of them.
 */
export async function changedKeys(
  log: EventLog,
  projection: Projection,
  { since, until, most }: Stretch,
  findDerived: FindDerived,
): Promise<readonly string[] | null> {
  if (since >= until) return [];
  const handled = new Set(projection.handles);
  const settings = new Set(projection.cascade?.settings.types);
  const keys = new Set<string>();
  let seen = 0;
  let reached = since;
  for await (const page of log.read(since)) {
    seen += page.length;
    if (seen > most) return null;
    for (const event of page) {
      if (!handled.has(event.type)) continue;
      if (settings.has(event.type)) return null;
      for (const key of keysOf(projection, event)) keys.add(key);
    }
    reached = page.at(-1)?.position ?? reached;
  }
  if (reached < until) return null;
  if (projection.cascade) {
    const derived = await findDerived(projection.cascade.changedField, since, most);
    if (derived.length >= most) return null;
    for (const key of derived) keys.add(key);
  }
  return [...keys];
}

/** An event that no key can be read from touches no document: it is parked. */
function keysOf(projection: Projection, event: RecordedEvent): readonly string[] {
  try {
    return projection.keys(event);
  } catch {
    return [];
  }
}
