import { describe, expect, it } from 'vitest';
import fc from '../../support/properties.js';
import { COMPONENTS } from '../../../src/domain/components.js';
import { dayOf, monthOfDay } from '../../../projections/kit/day.js';
import { fold } from '../../../projections/kit/fold.js';
import type { Counts } from '../../../projections/trials/counts.js';
import { trialsProjection } from '../../../projections/trials/projection.js';
import { CommitmentMade } from '../../../src/domain/commitment/events.js';
import { InteractionFeedbackGiven } from '../../../src/domain/interaction/events.js';
import type { RecordedEvent } from '../../../src/domain/kernel/event.js';
import { fulfilled, made } from '../../unit/projections/commitment-stories.js';
import { givenEvents, eventIn } from '../../unit/projections/given-events.js';
import { march } from '../../unit/projections/stories.js';
import { targets } from '../../unit/projections/trials/ticket-life.js';
import { relationshipHistory } from './contact-histories.js';
import { decidedHistory } from './decided-histories.js';
import { step, ticketHistory } from './ticket-histories.js';

const by = { team: 'desk', human: true } as const;
const pair = { teamId: 'desk', departmentId: 'radiology' };
const rated = (treatment: number) => {
  const contact = { ...pair, interactionId: `rated ${treatment}`, respondentRef: `r${treatment}`, startedAt: march(3) };
  return eventIn(
    `interaction-${contact.interactionId}`,
    march(3),
    InteractionFeedbackGiven({ ...contact, treatment, factors: [], earlierResponses: 0 }),
  );
};
/** A trial of every kind, kept and broken: random commands bring some of them about by chance only. */
const OF_EVERY_KIND = [
  targets({ acknowledgeMinutes: 600, updateMinutes: 120, reopenWindowDays: 14 }),
  ...relationshipHistory('desk'),
  ...ticketHistory('answered', [
    { ...by, op: 'ASSIGN', hours: 1, promise: 0 },
    { ...by, op: 'ACKNOWLEDGE', hours: 1, promise: 4 },
    { ...by, op: 'UPDATE', hours: 1, promise: 0 },
    { ...by, op: 'RESOLVE', hours: 1, promise: 0 },
  ]),
  ...ticketHistory('left alone', [
    { ...by, op: 'ASSIGN', hours: 1, promise: 0 },
    { ...by, op: 'UPDATE', hours: 100, promise: 0 },
    { ...by, op: 'RESOLVE', hours: 1, promise: 0 },
    { ...by, op: 'REOPEN', hours: 24, promise: 0 },
  ]),
  rated(5),
  rated(2),
  made,
  fulfilled(march(4)),
  eventIn(
    'commitment-broken',
    march(1),
    CommitmentMade({ ...pair, commitmentId: 'broken', dueAt: march(5), promiseRef: 'text-2' }),
  ),
];
const tickets = fc
  .array(fc.array(step, { maxLength: 14 }), { minLength: 1, maxLength: 4 })
  .map((all) => all.flatMap((steps, index) => ticketHistory(`T${index}`, steps)));
const histories = fc
  .oneof(
    tickets,
    decidedHistory('ticket'),
    decidedHistory('interaction'),
    decidedHistory('commitment'),
    decidedHistory('relationship'),
  )
  .map((facts) => givenEvents(...OF_EVERY_KIND, ...facts));

/** Successes and trials by whatever the place names, at the end of time: as they stand when all corrections are told. */
type Sums = Record<string, readonly [successes: number, trials: number]>;
function add(sums: Sums, place: string, successes: number, trials: number): void {
  const [s, n] = sums[place] ?? [0, 0];
  if (s + successes === 0 && n + trials === 0) delete sums[place];
  else sums[place] = [s + successes, n + trials];
}
function addCounts(sums: Sums, owner: string, { days, corrections }: Counts): void {
  for (const [counted, years] of Object.entries(days)) {
    for (const year of years) {
      year.days.forEach((day, index) => add(sums, `${owner} ${counted} ${day}`, year.successes[index]!, year.trials[index]!));
    }
  }
  for (const { counted, day, successes, trials } of corrections) add(sums, `${owner} ${counted} ${day}`, successes, trials);
}
const documentsIn = (events: readonly RecordedEvent[]) => fold(trialsProjection, events);

describe('evidence', () => {
  it('of these histories is of every kind, kept and broken', () => {
    const days = [...documentsIn(givenEvents(...OF_EVERY_KIND)).values()].filter((one) => one.kind === 'DAY');
    const seen = new Set(days.flatMap(({ trials }) => trials.map(({ counted, success }) => `${counted} ${success}`)));
    expect([...seen]).toEqual(expect.arrayContaining(COMPONENTS.flatMap((one) => [`${one} true`, `${one} false`])));
  });

  it('counted by day is the pairs’ tallies and the months’, whatever happened', () => {
    fc.assert(
      fc.property(histories, (events) => {
        const [single, pairs, ofAll, months]: Sums[] = [{}, {}, {}, {}];
        for (const [key, document] of documentsIn(events)) {
          if (document.kind === 'PAIR') addCounts(pairs!, document.relationshipId, document);
          if (document.kind === 'MONTH') {
            addCounts(months!, 'all', document);
            for (const year of Object.values(document.days).flat()) {
              for (const day of year.days) expect(monthOfDay(day)).toBe(document.month);
            }
          }
          if (document.kind !== 'DAY') continue;
          expect(key).toBe(`day:${document.day}`);
          for (const { teamId, departmentId, counted, at, success, until } of document.trials) {
            expect(dayOf(at)).toBe(document.day);
            if (until !== undefined) continue;
            add(single!, `${teamId}.${departmentId} ${counted} ${document.day}`, success ? 1 : 0, 1);
            add(ofAll!, `all ${counted} ${document.day}`, success ? 1 : 0, 1);
          }
        }
        expect(pairs).toEqual(single);
        expect(months).toEqual(ofAll);
      }),
      { numRuns: 100 },
    );
  });
  it('names events that are there, each once', () => {
    fc.assert(
      fc.property(histories, (events) => {
        const ids = new Set(events.map(({ id }) => id));
        for (const document of documentsIn(events).values()) {
          if (document.kind !== 'DAY') continue;
          for (const { eventIds } of document.trials) {
            expect(eventIds.every((id) => ids.has(id))).toBe(true);
            expect(new Set(eventIds).size).toBe(eventIds.length);
          }
        }
      }),
    );
  });
});
