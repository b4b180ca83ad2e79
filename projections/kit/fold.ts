import type { DomainEvent, Position, RecordedEvent } from '../../src/domain/kernel/event.js';
import { type Cascade, type Contribution, difference, type Projection, type SettingsView } from './projection.js';

/**
 * Folds events into documents, in memory: tests use the same folds as the live view. Passing the documents of earlier pages goes on from there;
 * they are changed in place. Throws what `evolve` throws.
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

/** A source as it was when what it contributes was last passed on, and the position of the last event in it since. */
interface Touched<D> {
  readonly before: D | null;
  position: Position;
}

/**
 * Passes on what changes in sources: once for a source between settings, however many of its events there were. Event by event, a source of
 * many facts would be gone over from its beginning with each of them.
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

  /** Before the event is folded: what came before settings counts under the old ones. */
  announce({ type }: RecordedEvent<E>): void {
    if (this.settingsTypes.has(type)) this.pass();
  }

  touched(event: RecordedEvent<E>, key: string, before: D | null): void {
    if (this.settingsTypes.has(event.type)) this.adopt(event, key);
    else this.touch(key, before, event.position);
  }

  /** Sources of level 0 first: what they contribute may change those of level 1. */
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

  /** What a setting makes different in the sources that it concerns. */
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
export function requireDocument<D extends object>(document: D | null, event: RecordedEvent): D {
  if (document === null) throw new Error(`${event.type} in ${event.stream} comes before the event that begins it`);
  return document;
}

/**
 * A copy of a document while it is being changed: its own fields may be set, what they hold is still shared with the original and may not.
 */
export type Draft<D> = { -readonly [field in keyof D]: D[field] };
