import { describe, expect, it } from 'vitest';
import fc from '../../support/properties.js';
import { type AnswersDocument, answersProjection } from '../../../projections/answers/projection.js';
import { fold } from '../../../projections/kit/fold.js';
import { InteractionFeedbackGiven } from '../../../src/domain/interaction/events.js';
import { joined } from '../../../src/queries/peers/peer-counts.js';
import { givenEvents, eventIn } from './given-events.js';

interface Given {
  readonly who: number;
  readonly well?: boolean;
  /** When it was said, and when it was recorded. */
  readonly at?: string;
  readonly recordedAt?: string | undefined;
}
const [IN_TIME, LATE] = ['2026-03-31T23:59:59.999Z', '2026-04-01T00:00:00.000Z'];
const [LATER, LATEST] = ['2026-04-02T00:00:00.000Z', '2026-04-03T00:00:00.000Z'];

/** The answers of a department in the first quarter, told in this order. */
function answersOf(answers: readonly Given[]): AnswersDocument | undefined {
  const facts = answers.map(({ who, well = true, at = '2026-02-10T08:00:00.000Z' }, index) =>
    eventIn(
      `interaction-I${index}`,
      at,
      InteractionFeedbackGiven({
        interactionId: `I${index}`,
        teamId: 'desk',
        departmentId: 'icu',
        respondentRef: `person-${who}`,
        treatment: well ? 4 : 3,
        factors: [],
        resolvedAtTime: false,
        startedAt: at,
        earlierResponses: 0,
      }),
    ),
  );
  const events = givenEvents(...facts).map((event, index) => ({ ...event, recordedAt: answers[index]!.recordedAt ?? IN_TIME }));
  return fold(answersProjection, events).get('icu.2026-Q1');
}

/** The same as groups, five people being enough. */
function groupsOf(answers: readonly Given[]) {
  const { timely, late, waiting } = joined(answersOf(answers)?.answers ?? [], LATE, 5);
  return { timely: timely.length, late: late.length, waiting: waiting.length };
}

describe('the answers of a department in a quarter', () => {
  it('stand in the order of the log, also where its clock stood still or was set back', () => {
    // One that came later between two of before would have the groups cut anew.
    const clocks = [IN_TIME, LATE, LATE, LATE, IN_TIME, LATE, LATE, LATE, LATE, LATE, LATE, LATE];
    const told = answersOf(clocks.map((recordedAt, who) => ({ who, recordedAt })))!;
    expect(told.answers.map(({ eventId }) => eventId)).toEqual(clocks.map((_, index) => `interaction-I${index}@0`));
    expect(told.recordedAt).toBe(LATE);
  });

  it('told late wait until enough people have told something late, and count together', () => {
    const late = [1, 2, 3, 4, 1, 1].map((who) => ({ who, recordedAt: LATE }));
    expect(groupsOf(late)).toEqual({ timely: 0, late: 0, waiting: 6 });
    const [fifth, sixth] = [5, 6].map((who) => ({ who, recordedAt: LATER }));
    expect(groupsOf([...late, fifth!])).toEqual({ timely: 0, late: 7, waiting: 0 });
    // The sixth begins a new group; whoever answered in time is one of it like everybody else.
    expect(groupsOf([{ who: 6 }, ...late, fifth!, { ...sixth!, recordedAt: LATEST }])).toEqual({
      timely: 1,
      late: 7,
      waiting: 1,
    });
  });

  it('belong to the quarter in which they were given', () => {
    expect(answersOf([{ who: 1, at: '2026-04-01T00:00:00.000Z' }])).toBeUndefined();
    expect(answersOf([{ who: 1, at: '2026-03-31T23:59:59.999Z' }])).toMatchObject({ quarter: '2026-Q1', departmentId: 'icu' });
  });

  it('never count late ones of fewer than five people, nor lose one', () => {
    const one = fc.record({ who: fc.nat(7), well: fc.boolean(), late: fc.boolean() });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 60 }), (given) => {
        const moment = (index: number) => new Date(Date.parse(LATE) + index).toISOString();
        const answers = given.map(({ late, ...more }, index) => ({ ...more, ...(late && { recordedAt: moment(index) }) }));
        let [before, told] = [0, [] as Given[]];
        answers.forEach((answer, index) => {
          const after = groupsOf(answers.slice(0, index + 1));
          if (answer.recordedAt !== undefined) told.push(answer);
          if (after.late > before) {
            expect(after.late - before).toBe(told.length);
            expect(new Set(told.map(({ who }) => who)).size).toBeGreaterThanOrEqual(5);
            told = [];
          }
          expect([after.waiting, after.timely + after.late + after.waiting]).toEqual([told.length, index + 1]);
          before = after.late;
        });
      }),
      { numRuns: 50 },
    );
  });
});
