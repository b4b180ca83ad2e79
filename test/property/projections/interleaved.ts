import fc from '../../support/properties.js';
import type { RecordedEvent } from '../../../src/domain/kernel/event.js';
import { givenEvents, type GivenEvent } from '../../unit/projections/given-events.js';

/** One order in which the streams may arrive: each in its own order, taking turns as the choices say. */
export function interleaved(all: readonly (readonly GivenEvent[])[], choices: readonly number[]): RecordedEvent[] {
  const left = all.map((facts) => [...facts]).filter((facts) => facts.length > 0);
  const merged: GivenEvent[] = [];
  for (let turn = 0; left.length > 0; turn++) {
    const index = choices[turn % choices.length]! % left.length;
    merged.push(left[index]!.shift()!);
    if (left[index]!.length === 0) left.splice(index, 1);
  }
  return givenEvents(...merged);
}
export const choices = fc.array(fc.nat(20), { minLength: 1, maxLength: 40 });
