import { hash } from 'node:crypto';
import { EVENT_TYPES } from '../../src/domain/aggregates.js';
import { type DomainEvent, numberOf, type Position, type RecordedEvent } from '../../src/domain/kernel/event.js';
import { defineProjection } from '../kit/projection.js';

/** By what an event is found: its id, or the correlation id that it shares with others. */
export type EventName = 'id' | 'correlation';

/**
 * Where in the log events are that go by some names. Key: `<kind of name>.<stretch>.<bucket>`. No log finds an event by its id, and none but
 * EventStoreDB by its correlation id. A document an event would take more room than the log itself: names are too random to be put in order.
 * So each name is kept by its digest, with some others that came in the same stretch of the log; the log itself says at the position
 * whether it is the event that was meant.
 */
export interface EventPlaces {
  /** `<digest> <position>,` of each, in the order of the log. One text: a list would be copied for each name that is added. */
  readonly places: string;
}

/** Events of the first stretch; each stretch after it is as long as all before. A name is looked for in every stretch, and they stay few. */
const FIRST_STRETCH = 4_096;
/** Names of a document once its stretch is over. */
const NAMES_A_DOCUMENT = 128;
/** Of a log of eight thousand million events. */
const STRETCHES = 22;

/** What is kept of a name: 48 bits, others than those that choose its bucket. */
const DIGEST = { from: 8, to: 20 } as const;

const lengthOf = (stretch: number): number => FIRST_STRETCH * 2 ** Math.max(0, stretch - 1);
const stretchOf = (position: Position): number => Math.ceil(Math.log2(Math.max(1, (numberOf(position) + 1) / FIRST_STRETCH)));

function keyIn(stretch: number, kind: EventName, digest: string): string {
  const bucket = Number.parseInt(digest.slice(0, DIGEST.from), 16) % (lengthOf(stretch) / NAMES_A_DOCUMENT);
  return `${kind}.${stretch}.${bucket}`;
}

const digestOf = (name: string): string => hash('sha1', name, 'hex');
const placeOf = (digest: string, position: string): string => `${digest.slice(DIGEST.from, DIGEST.to)} ${position}`;

/** The types that tell something in confidence: a caller's id of an answer may say whose it is, so these have no correlation id to be found by. */
const CONFIDENTIAL = new Set(
  EVENT_TYPES.filter(({ schema }) => Object.values(schema.properties ?? {}).some((field) => field['x-confidential'])).map(
    ({ type }) => type,
  ),
);

/** The keys of an event with what each document is told of it. Asked for once with each of the keys. */
const known = new WeakMap<RecordedEvent, ReadonlyMap<string, string>>();
function placesOf(event: RecordedEvent): ReadonlyMap<string, string> {
  let places = known.get(event);
  if (!places) {
    const { id, type, position, metadata } = event;
    const names: readonly (readonly [EventName, string])[] = CONFIDENTIAL.has(type)
      ? [['id', id]]
      : [
          ['id', id],
          ['correlation', metadata.$correlationId],
        ];
    const stretch = stretchOf(position);
    places = new Map(
      names.map(([kind, name]) => {
        const digest = digestOf(name);
        return [keyIn(stretch, kind, digest), placeOf(digest, position)];
      }),
    );
    known.set(event, places);
  }
  return places;
}

/** The index of the log: from an event's id, and from a correlation id, to the events. */
export const eventsProjection = defineProjection<EventPlaces, DomainEvent>({
  name: 'events',
  version: 5,
  handles: EVENT_TYPES.map(({ type }) => type),
  keys: (event) => [...placesOf(event).keys()],
  evolve: (before, event, key) => ({ places: `${before?.places ?? ''}${placesOf(event).get(key)!},` }),
  indexes: {},
});

/** The documents that may know a name, in the order of the log. */
export function keysOfName(kind: EventName, name: string): readonly string[] {
  const digest = digestOf(name);
  return Array.from({ length: STRETCHES }, (_, stretch) => keyIn(stretch, kind, digest));
}

/** The positions that one of these documents has for a name. Rarely, one is another name's: the log tells. */
export function positionsOfName({ places }: EventPlaces, name: string): readonly Position[] {
  const start = placeOf(digestOf(name), '');
  return places.split(',').flatMap((place) => (place.startsWith(start) ? [place.slice(start.length)] : []));
}
