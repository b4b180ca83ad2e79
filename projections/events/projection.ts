import { hash } from 'node:crypto';
import { EVENT_TYPES } from '../../src/domain/aggregates.js';
import { type DomainEvent, numberOf, type Position, type RecordedEvent } from '../../src/domain/kernel/event.js';
import { defineProjection } from '../kit/projection.js';

/** The kind of name that an event is found by: its id, or the correlation id that it shares with others. */
export type EventName = 'id' | 'correlation';

/**
 * The log positions of events by name. Key: `<kind of name>.<stretch>.<bucket>`. No log finds an event by its id, and only
 * EventStoreDB finds it by its correlation id. One document per event would take more space than the log itself, since names
 * are too random to be stored in order. So a document holds the digests of several names of the same stretch of the log.
 * Digests may collide: the event at a position must be checked in the log.
 */
export interface EventPlaces {
  /**
   * `<digest> <position>,` for each name, in the order of the log. One string, because a list would be copied for each name
   * that is added.
   */
  readonly places: string;
}

/**
 * The number of events in the first stretch; each later stretch is as long as all before it together. A name is looked up in
 * every stretch, and there are few.
 */
const FIRST_STRETCH = 4_096;
/** The average number of names per document once its stretch is complete. */
const NAMES_A_DOCUMENT = 128;
/** Enough for a log of eight thousand million events. */
const STRETCHES = 22;

/** The hex digits of a name's digest that are stored: 48 bits, other than those that choose its bucket. */
const DIGEST = { from: 8, to: 20 } as const;

const lengthOf = (stretch: number): number => FIRST_STRETCH * 2 ** Math.max(0, stretch - 1);
const stretchOf = (position: Position): number => Math.ceil(Math.log2(Math.max(1, (numberOf(position) + 1) / FIRST_STRETCH)));

function keyIn(stretch: number, kind: EventName, digest: string): string {
  const bucket = Number.parseInt(digest.slice(0, DIGEST.from), 16) % (lengthOf(stretch) / NAMES_A_DOCUMENT);
  return `${kind}.${stretch}.${bucket}`;
}

const digestOf = (name: string): string => hash('sha1', name, 'hex');
const placeOf = (digest: string, position: string): string => `${digest.slice(DIGEST.from, DIGEST.to)} ${position}`;

/**
 * Event types with confidential fields. A client's correlation id of an answer may reveal whose it is, so these events are
 * not indexed by correlation id.
 */
const CONFIDENTIAL = new Set(
  EVENT_TYPES.filter(({ schema }) => Object.values(schema.properties ?? {}).some((field) => field['x-confidential'])).map(
    ({ type }) => type,
  ),
);

/** The names of an event that it is found by. */
const namesOf = ({ id, type, metadata }: RecordedEvent): readonly (readonly [EventName, string])[] =>
  CONFIDENTIAL.has(type)
    ? [['id', id]]
    : [
        ['id', id],
        ['correlation', metadata.$correlationId],
      ];

/** The index from event ids and correlation ids to positions in the log. */
export const eventsProjection = defineProjection<EventPlaces, DomainEvent>({
  name: 'events',
  version: 5,
  handles: EVENT_TYPES.map(({ type }) => type),
  keys: (event) => {
    const stretch = stretchOf(event.position);
    return namesOf(event).map(([kind, name]) => keyIn(stretch, kind, digestOf(name)));
  },
  // Digests the name again: to remember it from `keys` until now would take longer, for a page of thousands of events.
  evolve: (before, { id, position, metadata }, key) => {
    const name = key.startsWith('id.') ? id : metadata.$correlationId;
    return { places: `${before?.places ?? ''}${placeOf(digestOf(name), position)},` };
  },
  indexes: {},
});

/** The keys of the documents that may contain a name, in the order of the log. */
export function keysOfName(kind: EventName, name: string): readonly string[] {
  const digest = digestOf(name);
  return Array.from({ length: STRETCHES }, (_, stretch) => keyIn(stretch, kind, digest));
}

/**
 * The positions that one of these documents holds for a name. Rarely, one belongs to another name: check the event in the
 * log.
 */
export function positionsOfName({ places }: EventPlaces, name: string): readonly Position[] {
  const start = placeOf(digestOf(name), '');
  return places.split(',').flatMap((place) => (place.startsWith(start) ? [place.slice(start.length)] : []));
}
