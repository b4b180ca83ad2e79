import { describe, expect, it } from 'vitest';
import fc from '../../support/properties.js';
import { PROJECTIONS } from '../../../projections/index.js';
import { fold } from '../../../projections/kit/fold.js';
import type { Tallies } from '../../../projections/kit/year-counts.js';
import { trialsProjection } from '../../../projections/trials/projection.js';
import type { RecordedEvent } from '../../../src/domain/kernel/event.js';
import { givenEvents } from '../../unit/projections/given-events.js';
import { targets } from '../../unit/projections/trials/ticket-life.js';
import { contactHistory, relationshipHistory } from './contact-histories.js';
import { decidedHistory, streamsOf } from './decided-histories.js';
import { choices, interleaved } from './interleaved.js';
import { step, ticketHistory } from './ticket-histories.js';

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
    ...histories,
    one,
    other,
    relationshipHistory('desk'),
    relationshipHistory('pacs'),
  ]);

/** Views that say where in the log something stands, and so in which order the streams came. */
const OF_POSITIONS = ['recorded', 'events', 'answers'];
/** Without positions, for the same reason. */
const documents = (events: readonly RecordedEvent[]) =>
  PROJECTIONS.filter(({ name }) => !OF_POSITIONS.includes(name)).map((projection) => [
    projection.name,
    [...fold(projection, events)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map((one) => JSON.parse(JSON.stringify(one, placeless)) as object),
  ]);
const placeless = (name: string, value: unknown) => (name === 'position' || name === 'changedAt' ? undefined : value);
/** Without the position by which a change is found, which is of the page as a whole. */
const contents = (folded: ReadonlyMap<string, object>) =>
  new Map([...folded].map(([key, document]) => [key, { ...document, changedAt: undefined }]));
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
          expect(contents(paged)).toEqual(contents(fold(projection, events)));
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
        for (const document of fold(trialsProjection, interleaved(all, order)).values()) {
          if (document.kind !== 'PAIR' || document.corrections.length > 0) continue;
          for (const tallies of Object.values(document.days)) {
            for (const { s, n } of dayTallies(tallies)) expect(n >= 1 && s >= 0 && s <= n).toBe(true);
            const days = dayTallies(tallies).map(({ d }) => d);
            expect(days).toEqual([...new Set(days)].sort((a, b) => a - b));
            for (const { days: ofYear } of tallies) expect(ofYear.length).toBeGreaterThan(0);
          }
        }
      }),
    );
  });
  it('as of a moment are not changed by what happens after it', () => {
    fc.assert(
      fc.property(tickets, fc.nat(400), (histories, hours) => {
        const asOf = new Date(Date.UTC(2026, 2, 1) + hours * 3_600_000).toISOString();
        const facts = histories.flat();
        const counting = (told: typeof facts) =>
          [...fold(trialsProjection, givenEvents(targets(), ...told)).values()]
            .flatMap((document) => (document.kind === 'DAY' ? document.trials : []))
            .filter(({ at, from, until }) => at <= asOf && from <= asOf && (until === undefined || until > asOf))
            .map(({ trialId, teamId, departmentId, success, at }) => `${trialId} ${teamId}.${departmentId} ${success} ${at}`)
            .sort();
        expect(counting(facts)).toEqual(counting(facts.filter(({ at }) => at <= asOf)));
      }),
      { numRuns: 200 },
    );
  });
});
