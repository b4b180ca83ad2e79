import { describe, expect, it } from 'vitest';
import { EVENT_TYPES } from '../../../src/domain/aggregates.js';
import { event, type RecordedEvent, upcasting } from '../../../src/domain/kernel/event.js';
import { optional, label } from '../../../src/domain/kernel/fields.js';

const Painted = event('Painted', { colour: label('Colour'), gloss: optional(label('Gloss')) }, 'Something was painted.', {
  version: 3,
  upcast: {
    1: ({ color }: { color: string }) => ({ colour: color }),
    2: ({ colour }: { colour: string }) => ({ colour, gloss: 'matt' }),
  },
});
const toDeclared = upcasting([Painted as never]);
const recorded = (schemaVersion: string, data: object, type = 'Painted') =>
  ({ id: 'e1', type, data, metadata: { schemaVersion } }) as RecordedEvent;

describe('an event recorded in an earlier version', () => {
  it('comes in the declared shape, step by step from its own', () => {
    const inThree = recorded('3', { colour: 'red', gloss: 'matt' });
    expect(toDeclared(recorded('1', { color: 'red' }))).toEqual(inThree);
    expect(toDeclared(recorded('2', { colour: 'red' }))).toEqual(inThree);
  });
  it('is itself when it is of the present version, or of a type that is not declared', () => {
    for (const event of [recorded('3', { colour: 'red' }), recorded('9', { n: 1 }, 'Carved')])
      expect(toDeclared(event)).toBe(event);
  });
  it.each(['4', '0', '', '1.5', 'two'])('is refused when its version, "%s", is not known', (version) => {
    expect(() => toDeclared(recorded(version, {}))).toThrow(expect.objectContaining({ code: 'UNKNOWN_EVENT_VERSION' }));
  });
});

it('every declared type has a step from each version before its own', () => {
  for (const { type, schemaVersion, upcast } of EVENT_TYPES) {
    const steps = Array.from({ length: schemaVersion - 1 }, (_, index) => String(index + 1));
    expect({ type, steps: Object.keys(upcast) }).toEqual({ type, steps });
  }
});
