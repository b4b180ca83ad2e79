import type { EventOf, RecordedEvent } from '../../src/domain/kernel/event.js';
import type { InteractionFeedbackGiven } from '../../src/domain/interaction/events.js';
import { quarterOf } from '../kit/day.js';
import { areEnough, NOBODY, withPerson } from '../kit/distinct-people.js';
import { isWell } from '../trials/agreements.js';
import type { AnswersDocument, Counted, Said } from './document.js';

export type Answered = RecordedEvent<EventOf<typeof InteractionFeedbackGiven>>;
const NOTHING: Said = { people: NOBODY, successes: 0, trials: 0 };

export const unanswered = ({ data: { departmentId }, metadata: { occurredAt }, recordedAt }: Answered): AnswersDocument => ({
  departmentId,
  quarter: quarterOf(occurredAt),
  recordedAt,
  timely: NOTHING,
  late: { successes: 0, trials: 0 },
  waiting: NOTHING,
});

/**
 * The answers with one more. Of a quarter that is over somebody may have been told a number already, and the next number less that one would be
 * what was told in between. So what is told late waits until enough people have told something late, and counts together with it: any two
 * answers differ by whole groups. What is told in time counts as it comes. (docs/decisions/0007-who-may-be-recognised.md)
 */
export function joined(document: AnswersDocument, { data, recordedAt: now }: Answered): AnswersDocument {
  const recordedAt = now > document.recordedAt ? now : document.recordedAt;
  const withAnswer = ({ people, ...counted }: Said): Said => ({
    people: withPerson(people, data.respondentRef),
    ...sum(counted, { successes: isWell(data.treatment) ? 1 : 0, trials: 1 }),
  });
  if (quarterOf(now) <= document.quarter) return { ...document, recordedAt, timely: withAnswer(document.timely) };
  const waiting = withAnswer(document.waiting);
  if (!areEnough(waiting.people)) return { ...document, recordedAt, waiting };
  return { ...document, recordedAt, late: sum(document.late, waiting), waiting: NOTHING };
}

const sum = (some: Counted, others: Counted): Counted => ({
  successes: some.successes + others.successes,
  trials: some.trials + others.trials,
});
