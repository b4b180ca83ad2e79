import type { Projection } from '../../projections/kit/projection.js';
import { START, type RecordedEvent } from '../domain/kernel/event.js';
import type { Parked, ViewRecord, ViewWrite, WaitingEvent } from '../view-store/view-store.js';

/** Where an event stands, so that it can be read again when its time comes. */
export const waiting = ({ id, type, stream, revision, position }: RecordedEvent): WaitingEvent => ({
  id,
  type,
  stream,
  revision,
  position,
});

/**
 * One key's document after these events, in order; undefined when none of them is new to it or there is still no document. The first event that cannot be folded is
 * parked with its reason and the later ones wait behind it: the document stays what it was before (architecture.md, decision 8).
 */
export function foldKey(
  projection: Projection,
  key: string,
  stored: ViewRecord | undefined,
  events: readonly RecordedEvent[],
): ViewWrite | undefined {
  const position = stored?.position ?? START;
  const fresh = events.filter((event) => event.position > position);
  const last = fresh.at(-1);
  if (last === undefined) return undefined;
  let document = stored?.document ?? null;
  let parked: Parked | undefined = stored?.parked;
  for (const event of fresh) {
    if (parked) {
      parked = { ...parked, events: [...parked.events, waiting(event)] };
      continue;
    }
    try {
      document = projection.evolve(document, event, key);
    } catch (error) {
      parked = { reason: error instanceof Error ? error.message : String(error), events: [waiting(event)] };
    }
  }
  // Nothing was and nothing is: no tombstone for each key that an event merely might have touched.
  if (stored === undefined && document === null && parked === undefined) return undefined;
  return { key, position: last.position, document, existed: stored !== undefined, ...(parked && { parked }) };
}
