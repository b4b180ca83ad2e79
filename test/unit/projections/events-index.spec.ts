import { describe, expect, it } from 'vitest';
import {
  type EventName,
  type EventPlaces,
  eventsProjection,
  keysOfName,
  positionsOfName,
} from '../../../projections/events/projection.js';
import { fold } from '../../../projections/kit/fold.js';
import type { RecordedEvent } from '../../../src/domain/kernel/event.js';
import { SurveyResponseSubmitted } from '../../../src/domain/survey/events.js';
import { givenEvents } from './given-events.js';
import { logged } from './stories.js';

const [one] = givenEvents(logged()) as [RecordedEvent];
/** Events as a log gives them back, two a command, at positions of the log's own. */
const events = (positionOf: (index: number) => string): readonly RecordedEvent[] =>
  Array.from({ length: 10_000 }, (_, index) => ({
    ...one,
    id: `event-${index}`,
    position: positionOf(index),
    metadata: { ...one.metadata, $correlationId: `command-${index >> 1}` },
  }));

const find = (documents: ReadonlyMap<string, EventPlaces>, kind: EventName, name: string) =>
  keysOfName(kind, name).flatMap((key) => {
    const document = documents.get(key);
    return document ? positionsOfName(document, name) : [];
  });

describe.each([
  ['counts events', (index: number) => String(index + 1).padStart(16, '0')],
  ['counts bytes, in two parts', (index: number) => [1, 1].map(() => String(index * 977).padStart(20, '0')).join(':')],
] as const)('the index of a log that %s', (_, positionOf) => {
  const recorded = events(positionOf);
  const documents = fold(eventsProjection, recorded);

  it('leads from each id to the event alone, and from a correlation id to its events in order', () => {
    for (let index = 0; index < recorded.length; index += 101) {
      const even = index - (index % 2);
      expect(find(documents, 'id', `event-${index}`)).toEqual([positionOf(index)]);
      expect(find(documents, 'correlation', `command-${index >> 1}`)).toEqual([positionOf(even), positionOf(even + 1)]);
    }
  });

  it('leads nowhere from an unknown name, nor from a name of the other kind', () => {
    for (let index = 0; index < recorded.length; index += 101) {
      expect(find(documents, 'id', `event-${index + recorded.length}`)).toEqual([]);
      expect(find(documents, 'id', `command-${index >> 1}`)).toEqual([]);
      expect(find(documents, 'correlation', `event-${index}`)).toEqual([]);
    }
  });

  it('has few documents, and no long ones', () => {
    expect(documents.size).toBeLessThan(recorded.length / 25);
    for (const { places } of documents.values()) expect(places.split(',').length).toBeLessThan(2 * 256);
  });
});

it('leads from no correlation id to what was said in confidence', () => {
  const answer = { ...one, ...SurveyResponseSubmitted({} as never) };
  const documents = fold(eventsProjection, [answer]);
  expect(find(documents, 'id', answer.id)).toEqual([answer.position]);
  expect(find(documents, 'correlation', answer.metadata.$correlationId)).toEqual([]);
});
