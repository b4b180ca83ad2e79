import { fold } from '../../projections/kit/fold.js';
import type { Cascade, Projection } from '../../projections/kit/projection.js';
import { canonicalJson } from '../../src/domain/kernel/same-data.js';
import { START, type Position, type RecordedEvent } from '../../src/domain/kernel/event.js';
import type { Clients } from './clients.js';
import type { Cluster } from './node.js';
import type { Code } from './worlds.js';

interface Expected {
  document: object | null;
  position: Position;
  waiting: string[];
}

/**
 * The expected view, folded in the simplest way: event by event, key by key. An event that cannot be folded parks later events
 * of its key.
 */
function foldPlainly({ handles, keys, evolve }: Projection, events: readonly RecordedEvent[]): Map<string, Expected> {
  const folded = new Map<string, Expected>();
  const keysOf = (event: RecordedEvent) => {
    try {
      return keys(event);
    } catch {
      return [`!${event.stream}`];
    }
  };
  for (const event of events) {
    if (!handles.includes(event.type)) continue;
    for (const key of keysOf(event)) {
      const before = folded.get(key) ?? { document: null, position: START, waiting: [] };
      const after = { ...before, position: event.position };
      if (before.waiting.length > 0) after.waiting = [...before.waiting, event.id];
      else
        try {
          after.document = evolve(before.document, event, key);
        } catch {
          after.waiting = [event.id];
        }
      folded.set(key, after);
    }
  }
  return folded;
}

/** A derived document that has become empty. */
const EMPTY: Expected = { document: null, position: START, waiting: [] };

/**
 * Adds the expected derived documents. Nothing can be parked in such a view here, because the events of all commands can be
 * folded.
 */
function addDerived(
  expected: Map<string, Expected>,
  projection: Projection,
  { levelOf }: Cascade,
  events: readonly RecordedEvent[],
): void {
  for (const [key, document] of fold(projection, events)) {
    if (levelOf(key) > 0) expected.set(key, { document, position: START, waiting: [] });
  }
}

const asStored = (_key: string, { document, position, waiting }: Expected): object => ({ document, position, waiting });

/** Ignores the position of a derived document's last change, because it depends on the page boundaries. */
const withoutPages =
  ({ levelOf, changedField }: Cascade) =>
  (key: string, { document, position, waiting }: Expected): object =>
    levelOf(key) === 0
      ? { document, position, waiting }
      : { document: document && { ...document, [changedField]: null }, waiting };

/** Checks that the active views equal a fresh fold of the whole log. */
export async function checkViews({ world, views, log }: Cluster, code: Code): Promise<void> {
  const catalog = new Map((await views.store.catalog()).map((entry) => [entry.projection, entry.active]));
  const head = log.log.events.at(-1)?.position ?? START;
  for (const { projection } of world.projections(code)) {
    const { collection } = catalog.get(projection.name)!;
    const checkpoint = (await views.store.checkpoint(collection)) ?? START;
    require(checkpoint === head, () => `${collection} stands at ${checkpoint}, the log at ${head}`);
    const expected = foldPlainly(projection, log.log.events);
    if (projection.cascade) addDerived(expected, projection, projection.cascade, log.log.events);
    const shown = projection.cascade ? withoutPages(projection.cascade) : asStored;
    for (const { key, ...record } of views.store.recordsOf(collection)) {
      const wanted = expected.get(key) ?? (projection.cascade && EMPTY);
      const [is, should] = [
        canonicalJson(shown(key, { ...record, waiting: record.parked?.events.map(({ id }) => id) ?? [] })),
        canonicalJson(wanted ? shown(key, wanted) : null),
      ];
      require(is === should, () => `${collection} has under ${key}\n  ${is}\nand should have\n  ${should}`);
      expected.delete(key);
    }
    for (const [key, { document, waiting }] of expected)
      require(document === null && waiting.length === 0, () => `${collection} lacks ${key}`);
  }
}

/** Checks that the log contains every acknowledged command, as acknowledged; nothing twice; and no refused command. */
export function checkLog({ log, world }: Cluster, { acknowledged, refused }: Clients): void {
  const { events } = log.log;
  const revisions = new Map<string, number>();
  const effects = new Map<string, RecordedEvent[]>();
  let last = START;
  for (const event of events) {
    require(event.position > last, () => `position ${event.position} comes after ${last}`);
    last = event.position;
    require(event.revision === (revisions.get(event.stream) ?? -1) + 1, () =>
      `${event.stream} has a gap before ${event.revision}`);
    revisions.set(event.stream, event.revision);
    const effect = `${event.stream} ${event.metadata.commandId}`;
    effects.set(effect, [...(effects.get(effect) ?? []), event]);
  }
  require(new Set(events.map(({ id }) => id)).size === events.length, () => 'an event is there twice');
  for (const [effect, written] of effects) {
    const places = written.map(({ revision }) => revision);
    require(places.every((place, index) => place === places[0]! + index), () =>
      `${effect} took effect twice: at ${places.join()}`);
    require(new Set(written.map(({ metadata }) => metadata.commandHash)).size === 1, () => `${effect} is two commands`);
  }
  for (const [commandId, { result }] of acknowledged) {
    const written = effects.get(`${result.stream} ${commandId}`) ?? [];
    const end = written.at(-1);
    // Commands that were appended together all have the position of the last event.
    const isThere = written.length === result.events && end?.revision === result.revision && end.position <= result.position;
    require(isThere, () =>
      `${commandId} was acknowledged as ${JSON.stringify(result)}, and the log has ${written.length} events of it`);
  }
  if (world.name !== 'counters') return;
  for (const commandId of refused.keys())
    require(![...effects.keys()].some((effect) => effect.endsWith(` ${commandId}`)), () =>
      `${commandId} was refused, and is in the log`);
  for (const stream of revisions.keys()) {
    const total = log.totalsSince(stream, Infinity)[0]!;
    require(total <= 100, () => `${stream} holds ${total}, and may hold 100`);
  }
}

function require(isRight: boolean, wrong: () => string): void {
  if (!isRight) throw new Error(wrong());
}
