import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { COMPONENTS, type Component } from '../../../projections/kit/component.js';
import { dayOf } from '../../../projections/kit/day.js';
import { fold } from '../../../projections/kit/fold.js';
import type { Tallies } from '../../../projections/kit/tallies.js';
import { organisationProjection } from '../../../projections/organisation/projection.js';
import { relationshipProjection } from '../../../projections/relationship/projection.js';
import { trialsProjection } from '../../../projections/trials/projection.js';
import type { RecordedEvent } from '../../../src/domain/kernel/event.js';
import { fulfilled, made } from '../../unit/projections/commitment-stories.js';
import { givenEvents } from '../../unit/projections/given-events.js';
import { march } from '../../unit/projections/stories.js';
import { relationshipHistory } from './contact-histories.js';
import { decidedHistory } from './decided-histories.js';
import { step, ticketHistory } from './ticket-histories.js';

/** What random commands seldom bring about: a visit paid, a question answered and a promise kept in time. */
const WELL = [
  ...relationshipHistory('desk'),
  ...ticketHistory('answered', [
    { op: 'ASSIGN', hours: 1, team: 'desk', human: true, promise: 0 },
    { op: 'ACKNOWLEDGE', hours: 1, team: 'desk', human: true, promise: 0 },
  ]).facts,
  made,
  fulfilled(march(4)),
];
const tickets = fc
  .array(fc.array(step, { maxLength: 14 }), { minLength: 1, maxLength: 4 })
  .map((all) => all.flatMap((steps, index) => ticketHistory(`T${index}`, steps).facts));
const histories = fc
  .oneof(
    tickets,
    decidedHistory('ticket'),
    decidedHistory('interaction'),
    decidedHistory('commitment'),
    decidedHistory('relationship'),
  )
  .map((facts) => givenEvents(...WELL, ...facts));

/** Successes and trials by whatever the place names. */
type Sums = Record<string, readonly [successes: number, trials: number]>;
function add(sums: Sums, place: string, successes: number, trials: number): void {
  const [s, n] = sums[place] ?? [0, 0];
  sums[place] = [s + successes, n + trials];
}
function addTallies(sums: Sums, owner: string, components: Readonly<Record<Component, Tallies>>): void {
  for (const [component, years] of Object.entries(components)) {
    for (const { days, successes, trials } of years) {
      days.forEach((day, index) => add(sums, `${owner} ${component} ${day}`, successes[index]!, trials[index]!));
    }
  }
}
/** The tallies of each relationship, or of all together. */
function relationships(events: readonly RecordedEvent[], owner: (relationshipId: string) => string): Sums {
  const sums: Sums = {};
  for (const { relationshipId, components } of fold(relationshipProjection, events).values()) {
    addTallies(sums, owner(relationshipId), components);
  }
  return sums;
}

describe('evidence', () => {
  it('counted by day is the relationships’ tallies, whatever happened', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(histories, (events) => {
        const sums: Sums = {};
        for (const trial of fold(trialsProjection, events).values()) {
          const { relationshipId, component, at, success, times, counted } = trial;
          expect(counted).toBe(times > 0);
          if (!counted) continue;
          seen.add(`${component} ${success}`);
          add(sums, `${relationshipId} ${component} ${dayOf(at)}`, success ? times : 0, times);
        }
        expect(sums).toEqual(relationships(events, (relationshipId) => relationshipId));
      }),
      { numRuns: 200 },
    );
    // Every kind of trial was there, kept and broken.
    expect([...seen].sort()).toEqual(COMPONENTS.flatMap((component) => [`${component} false`, `${component} true`]).sort());
  });
  it('is found by its own stream, and names events of it alone', () => {
    fc.assert(
      fc.property(histories, (events) => {
        const streams = new Map(events.map(({ id, stream }) => [id, stream]));
        for (const [key, { trialId, eventIds }] of fold(trialsProjection, events)) {
          expect(trialId).toBe(key);
          for (const eventId of eventIds) expect(streams.get(eventId)).toBe(trialsProjection.streamOf!(key));
          expect(new Set(eventIds).size).toBe(eventIds.length);
        }
      }),
    );
  });
});

describe('the organisation', () => {
  it('is the sum of all relationships, each month with the verdicts of its own days', () => {
    fc.assert(
      fc.property(histories, (events) => {
        const sums: Sums = {};
        for (const { month, components } of fold(organisationProjection, events).values()) {
          addTallies(sums, 'all', components);
          for (const { days } of Object.values(components).flat()) {
            for (const day of days) expect(new Date(day * 86_400_000).toISOString().slice(0, 7)).toBe(month);
          }
        }
        expect(sums).toEqual(relationships(events, () => 'all'));
      }),
    );
  });
});
