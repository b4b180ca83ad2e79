import { describe, expect, it } from 'vitest';
import fc from '../../support/properties.js';
import type { AnswersDocument } from '../../../projections/answers/document.js';
import { answersProjection } from '../../../projections/answers/projection.js';
import { fold } from '../../../projections/kit/fold.js';
import { InteractionFeedbackGiven } from '../../../src/domain/interaction/events.js';
import { givenEvents, told } from './given-events.js';

interface Answer {
  readonly who: number;
  readonly well?: boolean;
  /** When it was said, and when it was recorded. */
  readonly at?: string;
  readonly recordedAt?: string;
}
const [IN_TIME, LATE] = ['2026-03-31T23:59:59.999Z', '2026-04-01T00:00:00.000Z'];

/** What the answers of a department in the first quarter come to, told in this order. */
function answersOf(answers: readonly Answer[]): AnswersDocument | undefined {
  const facts = answers.map(({ who, well = true, at = '2026-02-10T08:00:00.000Z' }, index) =>
    told(
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

describe('the answers of a department in a quarter', () => {
  it('told in time count as they come, with at most five of the people', () => {
    const people = Array.from({ length: 40 }, (_, who) => ({ who, well: who < 30 }));
    const { timely, late, waiting } = answersOf([...people, ...people])!;
    expect(timely).toMatchObject({ successes: 60, trials: 80 });
    expect(timely.people).toHaveLength(5);
    expect([late.trials, waiting.trials]).toEqual([0, 0]);
  });

  it('told late wait until five people have told something late, and count together', () => {
    const late = [1, 2, 3, 4, 1, 1].map((who) => ({ who, well: who < 3, recordedAt: LATE }));
    expect(answersOf(late)).toMatchObject({ late: { trials: 0 }, waiting: { successes: 4, trials: 6 } });
    const fifth = { who: 5, recordedAt: LATE };
    expect(answersOf([...late, fifth])).toMatchObject({ late: { successes: 5, trials: 7 }, waiting: { people: [], trials: 0 } });
    // The sixth begins a new group; whoever answered in time is one of it like everybody else.
    const sixth = { who: 6, recordedAt: LATE };
    expect(answersOf([{ who: 6 }, ...late, fifth, sixth])).toMatchObject({
      timely: { trials: 1 },
      late: { trials: 7 },
      waiting: { trials: 1 },
    });
  });

  it('belong to the quarter in which they were given', () => {
    expect(answersOf([{ who: 1, at: '2026-04-01T00:00:00.000Z' }])).toBeUndefined();
    expect(answersOf([{ who: 1, at: '2026-03-31T23:59:59.999Z' }])).toMatchObject({ quarter: '2026-Q1', departmentId: 'icu' });
  });

  it('know when the latest was recorded, in whatever order they come', () => {
    expect(answersOf([{ who: 1, recordedAt: LATE }, { who: 2 }])!.recordedAt).toBe(LATE);
  });

  it('never count late ones of fewer than five people, nor lose one', () => {
    const one = fc.record({ who: fc.nat(7), well: fc.boolean(), recordedAt: fc.constantFrom(IN_TIME, LATE) });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 60 }), (answers) => {
        let before: AnswersDocument | undefined;
        let told: Answer[] = [];
        answers.forEach((answer, index) => {
          const after = answersOf(answers.slice(0, index + 1))!;
          if (answer.recordedAt === LATE) told.push(answer);
          const gained = after.late.trials - (before?.late.trials ?? 0);
          if (gained > 0) {
            expect(gained).toBe(told.length);
            expect(new Set(told.map(({ who }) => who)).size).toBeGreaterThanOrEqual(5);
            told = [];
          }
          expect(after.waiting.trials).toBe(told.length);
          expect(after.timely.trials + after.late.trials + after.waiting.trials).toBe(index + 1);
          before = after;
        });
      }),
      { numRuns: 50 },
    );
  });
});
