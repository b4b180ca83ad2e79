import type { DomainEvent, RecordedEvent } from '../../src/domain/kernel/event.js';
import { type Cascade, type Contribution, difference, type Projection, type SettingsView } from './projection.js';

/**
 * Folds events into documents, in memory: history, audits and tests use the same folds as the live view. Passing the documents of earlier
 * pages goes on from there; they are changed in place. Throws what `evolve` throws.
 */
export function fold<D extends object, E extends DomainEvent>(
  projection: Projection<D, E>,
  events: Iterable<RecordedEvent>,
  documents: Map<string, D> = new Map(),
): Map<string, D> {
  const handled: ReadonlySet<string> = new Set(projection.handles);
  const isHandled = (event: RecordedEvent): event is RecordedEvent<E> => handled.has(event.type);
  const takes = projection.cascade ? cascading(projection, projection.cascade, documents) : undefined;
  for (const event of events) {
    if (!isHandled(event)) continue;
    for (const key of projection.keys(event)) {
      const before = documents.get(key) ?? null;
      const document = projection.evolve(before, event, key);
      put(documents, key, document);
      takes?.(event, key, before);
    }
  }
  return documents;
}

function put<D>(documents: Map<string, D>, key: string, document: D | null): void {
  if (document === null) documents.delete(key);
  else documents.set(key, document);
}

/** Passes on what changes in a source, event by event. */
function cascading<D extends object, E extends DomainEvent>(
  { evolve: _evolve }: Projection<D, E>,
  cascade: Cascade<D, E>,
  documents: Map<string, D>,
): (event: RecordedEvent<E>, key: string, before: D | null) => void {
  const { settings, contributions, combine, levelOf } = cascade;
  const settingsTypes: ReadonlySet<string> = new Set(settings.types);
  const all = () => settings.at(settingsDocuments(), '~');
  const settingsKeys = new Set(
    [...documents].flatMap(([key, document]) => (isSettingsDocument(document, settings.where) ? key : [])),
  );
  const settingsDocuments = () => [...settingsKeys].map((key) => documents.get(key)!);
  let view: SettingsView = all();
  const of = (document: D | null, under: SettingsView) => (document === null ? [] : contributions(document, under));

  const pass = (position: string, before: readonly Contribution[], after: readonly Contribution[]): void => {
    const { removed, added } = difference(before, after);
    for (const key of new Set([...removed, ...added].flatMap(({ to }) => to))) {
      const isFor = ({ to }: Contribution) => to.includes(key);
      const document = documents.get(key) ?? null;
      const next = combine(document, key, removed.filter(isFor), added.filter(isFor), position);
      put(documents, key, next);
      if (levelOf(key) < 2) pass(position, of(document, view), of(next, view));
    }
  };

  return (event, key, before) => {
    if (!settingsTypes.has(event.type)) return pass(event.position, of(before, view), of(documents.get(key) ?? null, view));
    settingsKeys.add(key);
    const old = view;
    view = all();
    const reach = settings.reachOf(event);
    for (const [source, document] of [...documents]) {
      if (levelOf(source) === 2 || settingsKeys.has(source)) continue;
      const reached = (document as Record<string, unknown>)[settings.reachField];
      if (typeof reached !== 'string' || reached < reach || !settings.concerns(event, document)) continue;
      pass(event.position, of(document, old), of(document, view));
    }
  };
}

const isSettingsDocument = (document: object, where: Readonly<Record<string, string>>): boolean =>
  Object.entries(where).every(([field, value]) => (document as Record<string, unknown>)[field] === value);

/** What each type of event changes: the table is the projection's list of handled types as well, so that the two cannot disagree. */
export type Folds<E extends DomainEvent, D, R = D> = {
  readonly [N in E['type']]: (document: D, event: RecordedEvent<Extract<E, { readonly type: N }>>) => R;
};

/** The types that the table has an entry for. */
export const typesOf = <T extends string>(folds: Readonly<Record<T, unknown>>) => Object.keys(folds) as T[];

/** Applies the entry of the event's own type. */
export function applyFold<T extends string, D, R>(
  folds: Readonly<Record<T, (document: D, event: never) => R>>,
  document: D,
  event: { readonly type: T },
): R {
  return folds[event.type](document, event as never);
}

/**
 * The document, where the stream's first event must have made it. Throws when it did not: the stream lacks its beginning, and parking the
 * event says so, where a made-up document would hide it.
 */
export function known<D extends object>(document: D | null, event: RecordedEvent): D {
  if (document === null) throw new Error(`${event.type} in ${event.stream} comes before the event that begins it`);
  return document;
}

/**
 * A copy of a document while it is being changed: its own fields may be set, what they hold is still shared with the original and may not.
 */
export type Draft<D> = { -readonly [field in keyof D]: D[field] };
