import type { DomainEvent, Position, RecordedEvent } from '../../src/domain/kernel/event.js';

/**
 * What the history means: a pure fold from events to documents. The same declaration serves the live view, the rebuild, the as-of answer,
 * the audit and the test. A document is JSON-safe, has no `.` or leading `$` in a field's name and no array directly in an array.
 */
export interface Projection<D extends object = object, E extends DomainEvent = DomainEvent> {
  readonly name: string;
  /** Raised when the documents change their shape or meaning: the view is then built anew beside the running one. */
  readonly version: number;
  readonly handles: readonly E['type'][];
  /** The documents that this event touches. */
  readonly keys: (event: RecordedEvent<E>) => readonly string[];
  /** Null in: there is no document yet. Null out: there is none any more. Throwing parks the event. */
  readonly evolve: (document: D | null, event: RecordedEvent<E>, key: string) => D | null;
  /** Each index is a list of fields: equality on a prefix, range and order on the next one. */
  readonly indexes: Readonly<Record<string, readonly string[]>>;
  /** Where all events of a document come from one stream: that stream, so that one document of the past costs one stream's reading. */
  readonly streamOf?: (key: string) => string;
  /** Where documents are made of others of the same view. */
  readonly cascade?: Cascade<D, E>;
}

/** What a document adds to others of its view. Equal as JSON texts: the same contribution. */
export interface Contribution {
  /** Keys of the documents that it is added to, all of a higher level. */
  readonly to: readonly string[];
}

/**
 * How documents of a view are made of others. Events are folded into sources; what a source is worth to other documents is worked out of it
 * as a whole (a later event may change what an earlier one meant), and the difference goes to them. The order of events, or of pages, leaves
 * no trace: a derived document is the sum of what its sources contribute now.
 */
export interface Cascade<D extends object = object, E extends DomainEvent = DomainEvent> {
  /** Sources of level 0 are made of events alone, those of level 1 of events and contributions, level 2 of contributions alone. */
  readonly levelOf: (key: string) => Level;
  /** What a source contributes under the settings. Pure; the same list for the same arguments. */
  readonly contributions: (document: D, settings: SettingsView) => readonly Contribution[];
  /** The document without some contributions and with others. Null: nothing is left. */
  readonly combine: (
    document: D | null,
    key: string,
    removed: readonly Contribution[],
    added: readonly Contribution[],
    position: Position,
  ) => D | null;
  /** The field, indexed by itself, in which a derived document tells the position of its last change. */
  readonly changedField: string;
  readonly settings: CascadeSettings<D, E>;
}
export type Level = 0 | 1 | 2;

/** What the projection reads out of the settings; opaque to whoever runs it. */
export type SettingsView = object;

/**
 * Settings are events that change what other documents contribute. Their documents (of level 0, contributing nothing) are few and are held in
 * memory. One that reaches back has the sources that it concerns contribute anew.
 */
export interface CascadeSettings<D extends object = object, E extends DomainEvent = DomainEvent> {
  readonly types: readonly E['type'][];
  /** Equality that finds the settings documents. */
  readonly where: Readonly<Record<string, string>>;
  /** As known at a position. */
  readonly at: (documents: Iterable<D>, position: Position) => SettingsView;
  /** From where on, in the field `since.field` of sources, an event may concern them. */
  readonly reachOf: (event: RecordedEvent<E>) => string;
  readonly reachField: string;
  /** Whether a source found so is concerned. */
  readonly concerns: (event: RecordedEvent<E>, document: D) => boolean;
}

/** Declares a projection: returns it unchanged, once the compiler has checked its parts against each other. */
export const defineProjection = <D extends object, E extends DomainEvent>(projection: Projection<D, E>): Projection<D, E> =>
  projection;

/** What one list of contributions has that the other lacks. */
export function difference(
  before: readonly Contribution[],
  after: readonly Contribution[],
): { readonly removed: readonly Contribution[]; readonly added: readonly Contribution[] } {
  if (before === after) return { removed: [], added: [] };
  if (before.length === 0 || after.length === 0) return { removed: before, added: after };
  // What a source need not work out anew is the same object: most of a long history.
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

/** A relationship is named by its two sides. Ids have no dot. */
export const relationshipKey = (teamId: string, departmentId: string) => `${teamId}.${departmentId}`;

/** FNV-1a, 32 bits: spreads similar texts far apart. Not for secrets. */
export function fnv1a(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}
