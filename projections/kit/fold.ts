import type { DomainEvent, Position, RecordedEvent } from '../../src/domain/kernel/event.js';
import { type Cascade, type Contribution, difference, type Projection, type SettingsView } from './projection.js';

/**
 * Folds events into documents in memory; tests use the same folds as the live view. Given the documents of earlier pages,
 * continues from them and changes the map in place. Throws what `evolve` throws.
 */
export function fold<D extends object, E extends DomainEvent>(
  projection: Projection<D, E>,
  events: Iterable<RecordedEvent>,
  documents: Map<string, D> = new Map(),
): Map<string, D> {
  const handled: ReadonlySet<string> = new Set(projection.handles);
  const isHandled = (event: RecordedEvent): event is RecordedEvent<E> => handled.has(event.type);
  const cascade = projection.cascade && new Cascading(projection.cascade, documents);
  for (const event of events) {
    if (!isHandled(event)) continue;
    cascade?.announce(event);
    for (const key of projection.keys(event)) {
      const before = documents.get(key) ?? null;
      put(documents, key, projection.evolve(before, event, key));
      cascade?.touched(event, key, before);
    }
  }
  cascade?.pass();
  return documents;
}

function put<D>(documents: Map<string, D>, key: string, document: D | null): void {
  if (document === null) documents.delete(key);
  else documents.set(key, document);
}

/** A source as it was when its contributions were last passed on, and the position of the last event folded into it since. */
interface Touched<D> {
  readonly before: D | null;
  position: Position;
}

/**
 * Passes on changed contributions of sources: once per source between two settings events, however many events the source
 * had. Event by event, the contributions of a source with many facts would be computed from scratch for each of them.
 */
class Cascading<D extends object, E extends DomainEvent> {
  private readonly settingsTypes: ReadonlySet<string>;
  private readonly settingsKeys: Set<string>;
  private readonly waiting = new Map<string, Touched<D>>();
  private view: SettingsView;

  constructor(
    private readonly cascade: Cascade<D, E>,
    private readonly documents: Map<string, D>,
  ) {
    const { types, where } = cascade.settings;
    this.settingsTypes = new Set(types);
    this.settingsKeys = new Set([...documents].flatMap(([key, document]) => (isSettingsDocument(document, where) ? key : [])));
    this.view = this.settings();
  }

  /** Called before the event is folded: changes made before a settings event count under the old settings. */
  announce({ type }: RecordedEvent<E>): void {
    if (this.settingsTypes.has(type)) this.pass();
  }

  touched(event: RecordedEvent<E>, key: string, before: D | null): void {
    if (this.settingsTypes.has(event.type)) this.adopt(event, key);
    else this.touch(key, before, event.position);
  }

  /** Sources of level 0 first: their contributions may change sources of level 1. */
  pass(): void {
    for (const level of [0, 1]) {
      for (const [key, { before, position }] of [...this.waiting]) {
        if (this.cascade.levelOf(key) !== level) continue;
        this.waiting.delete(key);
        this.change(position, this.of(before, this.view), this.of(this.documents.get(key) ?? null, this.view));
      }
    }
  }

  private touch(key: string, before: D | null, position: Position): void {
    const known = this.waiting.get(key);
    if (!known) this.waiting.set(key, { before, position });
    else if (known.position < position) known.position = position;
  }

  private change(position: Position, before: readonly Contribution[], after: readonly Contribution[]): void {
    const { removed, added } = difference(before, after);
    for (const key of new Set([...removed, ...added].flatMap(({ to }) => to))) {
      const isFor = ({ to }: Contribution) => to.includes(key);
      const document = this.documents.get(key) ?? null;
      put(this.documents, key, this.cascade.combine(document, key, removed.filter(isFor), added.filter(isFor), position));
      if (this.cascade.levelOf(key) < 2) this.touch(key, document, position);
    }
  }

  /** Passes on how a settings event changes the contributions of the sources that it concerns. */
  private adopt(event: RecordedEvent<E>, key: string): void {
    const { levelOf, settings } = this.cascade;
    this.settingsKeys.add(key);
    const old = this.view;
    this.view = this.settings();
    const reach = settings.reachOf(event);
    for (const [source, document] of [...this.documents]) {
      if (levelOf(source) === 2 || this.settingsKeys.has(source)) continue;
      const reached = (document as Record<string, unknown>)[settings.reachField];
      if (typeof reached !== 'string' || reached < reach || !settings.concerns(event, document)) continue;
      this.change(event.position, this.of(document, old), this.of(document, this.view));
    }
  }

  private settings(): SettingsView {
    const documents = [...this.settingsKeys].map((key) => this.documents.get(key)!);
    return this.cascade.settings.at(documents, '~');
  }

  private of(document: D | null, under: SettingsView): readonly Contribution[] {
    return document === null ? [] : this.cascade.contributions(document, under);
  }
}

const isSettingsDocument = (document: object, where: Readonly<Record<string, string>>): boolean =>
  Object.entries(where).every(([field, value]) => (document as Record<string, unknown>)[field] === value);

/**
 * The change that each type of event makes. The projection's list of handled types is derived from this table, so that the
 * two cannot disagree.
 */
export type Folds<E extends DomainEvent, D, R = D> = {
  readonly [N in E['type']]: (document: D, event: RecordedEvent<Extract<E, { readonly type: N }>>) => R;
};

/** The event types that have an entry in the table. */
export const typesOf = <T extends string>(folds: Readonly<Record<T, unknown>>) => Object.keys(folds) as T[];

/** Applies the entry of the event's type. */
export function applyFold<T extends string, D, R>(
  folds: Readonly<Record<T, (document: D, event: never) => R>>,
  document: D,
  event: { readonly type: T },
): R {
  return folds[event.type](document, event as never);
}

/**
 * Returns the document that the stream's first event must have created. Throws when it is missing: the stream lacks its
 * beginning. Parking the event reports this, while an invented document would hide it.
 */
export function requireDocument<D extends object>(document: D | null, event: RecordedEvent): D {
  if (document === null) throw new Error(`${event.type} in ${event.stream} comes before the event that begins it`);
  return document;
}

/**
 * A copy of a document while it is changed: its own fields may be set, but their values are still shared with the original
 * and must not be changed.
 */
export type Draft<D> = { -readonly [field in keyof D]: D[field] };
