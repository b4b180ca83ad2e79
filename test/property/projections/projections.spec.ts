import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PROJECTIONS } from '../../../projections/index.js';
import { dayOf } from '../../../projections/kit/day.js';
import { fold } from '../../../projections/kit/fold.js';
import type { Tallies } from '../../../projections/kit/tallies.js';
import { relationshipProjection } from '../../../projections/relationship/projection.js';
import type { RecordedEvent } from '../../../src/domain/kernel/event.js';
import { givenEvents } from '../../unit/projections/given-events.js';
import { contactHistory, relationshipHistory } from './contact-histories.js';
import { decidedHistory, streamsOf } from './decided-histories.js';
import { choices, interleaved } from './interleaved.js';
import { step, ticketHistory, type TicketHistory } from './ticket-histories.js';

const tickets = fc
  .array(fc.array(step, { maxLength: 14 }), { minLength: 1, maxLength: 4 })
  .map((all) => all.map((steps, index) => ticketHistory(`T${index}`, steps)));
const streams = fc
  .tuple(
    tickets,
    contactHistory('I1'),
    contactHistory('I2'),
    decidedHistory('department', 'team', 'relationship', 'commitment', 'instrument', 'survey', 'improvement', 'governance'),
  )
  .map(([histories, one, other, decided]) => [
    ...streamsOf(decided),
    ...histories.map(({ facts }) => facts),
    one,
    other,
    relationshipHistory('desk'),
    relationshipHistory('pacs'),
  ]);

const documents = (events: readonly RecordedEvent[]) =>
  PROJECTIONS.map((projection) => [projection.name, [...fold(projection, events)].sort(([a], [b]) => (a < b ? -1 : 1))]);
const relationships = (events: readonly RecordedEvent[]) => [...fold(relationshipProjection, events).values()];
/** Day by day what a component's columns say. */
const dayTallies = (tallies: Tallies) =>
  tallies.flatMap(({ days, successes, trials }) => days.map((d, index) => ({ d, s: successes[index]!, n: trials[index]! })));

describe('every projection', () => {
  it('makes the same documents in whatever order the streams arrive', () => {
    fc.assert(
      fc.property(streams, choices, choices, (all, one, other) => {
        expect(documents(interleaved(all, one))).toEqual(documents(interleaved(all, other)));
      }),
    );
  });
  it('makes the same documents page by page, through JSON, as at once', () => {
    fc.assert(
      fc.property(streams, choices, fc.integer({ min: 1, max: 9 }), (all, order, size) => {
        const events = interleaved(all, order);
        for (const projection of PROJECTIONS) {
          let paged = new Map<string, object>();
          for (let from = 0; from < events.length; from += size) {
            paged = new Map(Object.entries(JSON.parse(JSON.stringify(Object.fromEntries(paged)))));
            fold(projection, events.slice(from, from + size), paged);
          }
          expect(paged).toEqual(fold(projection, events));
        }
      }),
    );
  });
  it('leaves the documents it was given untouched', () => {
    const frozen = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      Object.values(value).forEach(frozen);
      Object.freeze(value);
    };
    fc.assert(
      fc.property(streams, choices, (all, order) => {
        for (const projection of PROJECTIONS) {
          const folded = new Map<string, object>();
          for (const event of interleaved(all, order)) {
            fold(projection, [event], folded);
            folded.forEach(frozen);
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('tallies', () => {
  it('never hold fewer trials than successes, nor a day without trials, and keep the days in order', () => {
    fc.assert(
      fc.property(streams, choices, (all, order) => {
        for (const document of relationships(interleaved(all, order))) {
          for (const tallies of Object.values(document.components)) {
            for (const { s, n } of dayTallies(tallies)) expect(n >= 1 && s >= 0 && s <= n).toBe(true);
            const days = dayTallies(tallies).map(({ d }) => d);
            expect(days).toEqual([...new Set(days)].sort((a, b) => a - b));
            for (const { days: ofYear } of tallies) expect(ofYear.length).toBeGreaterThan(0);
          }
          expect(document.resolutions).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
  it('are what the tickets’ own records add up to', () => {
    fc.assert(
      fc.property(tickets, (histories) => {
        const tallied = relationships(givenEvents(...histories.flatMap(({ facts }) => facts)))
          .flatMap(({ relationshipId, components }) =>
            Object.entries(components).flatMap(([component, days]) =>
              dayTallies(days).map(({ d, s, n }) => `${relationshipId} ${component} ${d}: ${s}/${n}`),
            ),
          )
          .sort();
        expect(tallied).toEqual(counted(histories));
      }),
      { numRuns: 300 },
    );
  });
  it('of the days before a reopening are the same after it', () => {
    fc.assert(
      fc.property(tickets, (histories) => {
        const events = givenEvents(...histories.flatMap(({ facts }) => facts));
        events.forEach((event, index) => {
          if (event.type !== 'TicketReopened') return;
          const earlier = (upTo: number) =>
            relationships(events.slice(0, upTo)).map((document) =>
              Object.values(document.components).map((tallies) =>
                dayTallies(tallies).filter(({ d }) => d < dayOf(event.metadata.occurredAt)),
              ),
            );
          expect(earlier(index + 1)).toEqual(earlier(index));
        });
      }),
    );
  });
});

/** The verdicts by their definition (architecture.md, decision 1), from what the tickets themselves wrote down. */
function counted(histories: readonly TicketHistory[]): readonly string[] {
  const sums = new Map<string, { s: number; n: number }>();
  const count = (teamId: string, departmentId: string, component: string, at: string, success: boolean) => {
    const place = `${teamId}.${departmentId} ${component} ${dayOf(at)}`;
    const { s, n } = sums.get(place) ?? { s: 0, n: 0 };
    sums.set(place, { s: s + (success ? 1 : 0), n: n + 1 });
  };
  const word = (departmentId: string, component: string, teamId: string, dueAt: string, saidAt?: string) => {
    const inTime = saidAt !== undefined && saidAt <= dueAt;
    count(teamId, departmentId, component, inTime ? saidAt : dueAt, inTime);
  };
  for (const { departmentId, record } of histories) {
    const { acknowledgement: first } = record;
    if (first) word(departmentId, 'responsiveness', first.teamId, first.dueAt, first.acknowledgedAt);
    for (const { teamId, dueAt, answeredAt } of record.promises) word(departmentId, 'transparency', teamId, dueAt, answeredAt);
    for (const { teamId, heldUntil, reopenedAt } of record.resolutions) {
      const undone = reopenedAt !== undefined && reopenedAt < heldUntil;
      count(teamId!, departmentId, 'durability', undone ? reopenedAt : heldUntil, !undone);
    }
  }
  return [...sums].map(([place, { s, n }]) => `${place}: ${s}/${n}`).sort();
}
