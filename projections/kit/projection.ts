import type { DomainEvent, Position, RecordedEvent } from '../../src/domain/kernel/event.js';

/**
 * A pure fold from events to documents. The same declaration serves the live view, the rebuild, as-of answers, the audit and
 * the tests. A document is JSON-safe, has no `.` or leading `$` in field names and no array directly in an array.
 */
export interface Projection<D extends object = object, E extends DomainEvent = DomainEvent> {
  readonly name: string;
  /** Increased when the documents change their shape or meaning. The view is then rebuilt next to the running one. */
  readonly version: number;
  readonly handles: readonly E['type'][];
  /** The keys of the documents that this event changes. */
  readonly keys: (event: RecordedEvent<E>) => readonly string[];
  /** Null in: the document does not exist yet. Null out: it is deleted. Throwing parks the event. */
  readonly evolve: (document: D | null, event: RecordedEvent<E>, key: string) => D | null;
  /** Each index is a list of fields: equality on a prefix, then range and order on the next field. */
  readonly indexes: Readonly<Record<string, readonly string[]>>;
  /**
   * The stream of a document, if all its events come from one stream. A past state of the document then costs reading one
   * stream only.
   */
  readonly streamOf?: (key: string) => string;
  /** Present when documents are derived from others of the same view. */
  readonly cascade?: Cascade<D, E>;
}

/** What a document adds to others of its view. Two contributions are the same if their JSON texts are equal. */
export interface Contribution {
  /** Keys of the documents that it is added to, all of a higher level. */
  readonly to: readonly string[];
}

/**
 * How documents of a view are derived from others. Events are folded into sources. A source's contributions to other
 * documents are computed from the whole source, since a later event may change what an earlier one meant, and only the
 * difference is passed on. The result does not depend on the order of events or pages: a derived document is the sum of the
 * present contributions of its sources.
 */
export interface Cascade<D extends object = object, E extends DomainEvent = DomainEvent> {
  /**
   * Sources of level 0 are made from events only, those of level 1 from events and contributions, documents of level 2 from
   * contributions only.
   */
  readonly levelOf: (key: string) => Level;
  /** The contributions of a source under the settings. Pure: equal arguments give an equal list. */
  readonly contributions: (document: D, settings: SettingsView) => readonly Contribution[];
  /** The document after removing some contributions and adding others. Null: nothing is left. */
  readonly combine: (
    document: D | null,
    key: string,
    removed: readonly Contribution[],
    added: readonly Contribution[],
    position: Position,
  ) => D | null;
  /** The field of a derived document with the position of its last change; has an index of its own. */
  readonly changedField: string;
  readonly settings: CascadeSettings<D, E>;
}
export type Level = 0 | 1 | 2;

/** The settings as the projection reads them; opaque to the code that runs it. */
export type SettingsView = object;

/**
 * Settings are events that change the contributions of other documents. Their documents (level 0, without contributions) are
 * few and are kept in memory. When a settings event takes effect in the past, the contributions of the sources that it
 * concerns are computed again.
 */
export interface CascadeSettings<D extends object = object, E extends DomainEvent = DomainEvent> {
  readonly types: readonly E['type'][];
  /** The equality filter that finds the settings documents. */
  readonly where: Readonly<Record<string, string>>;
  /** The settings as known at a position. */
  readonly at: (documents: Iterable<D>, position: Position) => SettingsView;
  /** The lowest value of `reachField` for which an event may concern a source. */
  readonly reachOf: (event: RecordedEvent<E>) => string;
  readonly reachField: string;
  /** Whether the event concerns a source found by `reachOf`. */
  readonly concerns: (event: RecordedEvent<E>, document: D) => boolean;
}

/** Declares a projection. Returns it unchanged; the compiler checks that its parts fit together. */
export const defineProjection = <D extends object, E extends DomainEvent>(projection: Projection<D, E>): Projection<D, E> =>
  projection;

/** The contributions that only one of two lists has. */
export function difference(
  before: readonly Contribution[],
  after: readonly Contribution[],
): { readonly removed: readonly Contribution[]; readonly added: readonly Contribution[] } {
  if (before === after) return { removed: [], added: [] };
  if (before.length === 0 || after.length === 0) return { removed: before, added: after };
  // Contributions that a source did not compute again are the same objects; in a long history that is most of them.
  const [had, has] = [new Set(before), new Set(after)];
  const left = new Map<string, Contribution[]>();
  for (const one of before) {
    if (has.has(one)) continue;
    const text = JSON.stringify(one);
    const same = left.get(text);
    if (same) same.push(one);
    else left.set(text, [one]);
  }
  const added = after.filter((one) => !had.has(one) && !left.get(JSON.stringify(one))?.pop());
  return { removed: [...left.values()].flat(), added };
}

/** The id of a relationship, made of its team and department. Ids contain no dot. */
export const relationshipKey = (teamId: string, departmentId: string) => `${teamId}.${departmentId}`;

/** FNV-1a, 32 bits: spreads similar texts far apart. Not for secrets. */
export function fnv1a(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}
