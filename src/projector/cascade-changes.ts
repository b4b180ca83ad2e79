import type { Contribution } from '../../projections/kit/projection.js';
import type { Position, RecordedEvent } from '../domain/kernel/event.js';

/** How an event, or a page of events, changes a derived document: the contributions that it loses and gains. */
export interface Change {
  readonly position: Position;
  readonly removed: readonly Contribution[];
  readonly added: readonly Contribution[];
}
export type Changes = Map<string, Change[]>;

/** The events and changes that are applied to a document together. */
export interface Step {
  readonly events: readonly RecordedEvent[];
  readonly changes: readonly Change[];
}

/**
 * Splits the events, in order, into runs of settings events and runs of other events: the events after a settings run are folded under
 * the new settings.
 */
export function runsOf(
  events: readonly RecordedEvent[],
  isSettings: (event: RecordedEvent) => boolean,
): readonly (readonly RecordedEvent[])[] {
  const runs: RecordedEvent[][] = [];
  for (const event of events) {
    const run = runs.at(-1);
    if (run && isSettings(run[0]!) === isSettings(event)) run.push(event);
    else runs.push([event]);
  }
  return runs;
}

/** Everything that is newer than the document, as one step. In careful mode, one step for each position. */
export function stepsOf(
  events: readonly RecordedEvent[],
  changes: readonly Change[],
  after: Position,
  isCareful: boolean,
): readonly Step[] {
  const isNew = ({ position }: { readonly position: Position }) => position > after;
  const fresh = { events: events.filter(isNew), changes: changes.filter(isNew) };
  if (fresh.events.length === 0 && fresh.changes.length === 0) return [];
  if (!isCareful) return [fresh];
  const positions = [...new Set([...fresh.events, ...fresh.changes].map(({ position }) => position))].sort();
  return positions.map((position) => ({
    events: fresh.events.filter((event) => event.position === position),
    changes: fresh.changes.filter((change) => change.position === position),
  }));
}

/** Splits a change by the documents that it is for, and appends each part to `changes`. */
export function address(
  { position, removed, added }: Change,
  changes: Changes,
  isMeant: (key: string) => boolean = () => true,
): void {
  const forKeys = new Map<string, { position: Position; removed: Contribution[]; added: Contribution[] }>();
  const of = (key: string) => {
    let change = forKeys.get(key);
    if (!change) forKeys.set(key, (change = { position, removed: [], added: [] }));
    return change;
  };
  for (const one of removed) for (const key of one.to) if (isMeant(key)) of(key).removed.push(one);
  for (const one of added) for (const key of one.to) if (isMeant(key)) of(key).added.push(one);
  for (const [key, change] of forKeys) {
    const forKey = changes.get(key);
    if (forKey) forKey.push(change);
    else changes.set(key, [change]);
  }
}

/** Hashes a key; used to distribute keys evenly over passes. */
export function hashOf(key: string): number {
  let value = 0;
  for (let index = 0; index < key.length; index++) value = (Math.imul(value, 31) + key.charCodeAt(index)) >>> 0;
  return value;
}
