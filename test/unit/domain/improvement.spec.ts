import { describe, it } from 'vitest';
import * as c from '../../../src/domain/improvement/commands.js';
import { HISTORY, tell } from '../../support/decider.js';
import { HOSPITAL } from '../../support/hospital.js';

const on = { improvementId: 'i1' };
const day = (at: number) => ({ occurredAt: `2026-03-0${at}T08:00:00.000Z` });
const IDEA = { ...on, teamId: 'desk', departmentId: 'radiology', topic: 'say when', origin: 'CONCERN' } as const;
const proposed = HOSPITAL.given(tell(c.ProposeImprovement, { ...IDEA, ...day(2) }));
const accepted = proposed.given(tell(c.AcceptImprovement, { ...on, ...day(3) }));
const start = tell(c.StartImprovement, { ...on, measureId: 'transparency', baseline: 5_500, target: 8_000, ...day(4) });
const started = accepted.given(start);
const deliver = tell(c.DeliverImprovement, { ...on, ...day(5) });
const delivered = started.given(deliver);
const measure = (result: number, more: object = day(6)) => tell(c.MeasureImprovementOutcome, { ...on, result, ...more });

describe('an improvement', () => {
  it('goes from idea to outcome, each step once', () => {
    proposed.when(tell(c.ProposeImprovement, { ...IDEA, ...day(2) })).thenNothing();
    proposed.when(tell(c.ProposeImprovement, { ...IDEA, topic: 'x' })).thenRefused('ALREADY_EXISTS');
    proposed.when(tell(c.ProposeImprovement, { ...IDEA, ...day(3) })).thenRefused('ALREADY_EXISTS');
    accepted.when(start).then(['ImprovementStarted', { teamId: 'desk', departmentId: 'radiology', baseline: 5_500 }]);
    started.when(start).thenNothing();
    started.when(deliver).then(['ImprovementDelivered', { startedAt: start.occurredAt }]);
    delivered.when(deliver).thenNothing();
  });
  it('skips no step, except in history', () => {
    proposed.when(start).thenRefused('ILLEGAL_MOVE');
    accepted.when(deliver).thenRefused('ILLEGAL_MOVE');
    accepted.when(tell(c.DeliverImprovement, { ...on, ...day(5), ...HISTORY })).then(['ImprovementDelivered']);
    accepted.when(measure(6_000)).thenRefused('ILLEGAL_MOVE');
    HOSPITAL.when(deliver).thenRefused('NOT_FOUND');
    proposed.when(tell(c.AcceptImprovement, { ...on, ...day(1) })).thenRefused('INVALID_INPUT', 'occurredAt');
  });
  it('is measured after it began, the later result standing', () => {
    const at = (day: string) => ({ occurredAt: `2026-03-${day}T08:00:00.000Z` });
    delivered.when(measure(6_000, at('03'))).thenRefused('INVALID_INPUT', 'occurredAt');
    delivered.when(measure(6_000, { occurredAt: start.occurredAt })).then(['ImprovementOutcomeMeasured']);
    const measured = delivered.given(measure(7_000, at('08')));
    measured.when(measure(7_000, at('08'))).thenNothing();
    measured.when(measure(6_500, at('07'))).thenRefused('ILLEGAL_MOVE');
    measured.when(measure(6_500, { ...at('07'), ...HISTORY })).then(['ImprovementOutcomeMeasured']);
    measured.when(measure(7_500, at('09'))).then(['ImprovementOutcomeMeasured']);
  });
  it('is measured by what was written down when it started, and may be measured again', () => {
    delivered
      .when(measure(7_000))
      .then([
        'ImprovementOutcomeMeasured',
        { measureId: 'transparency', baseline: 5_500, target: 8_000, deliveredAt: deliver.occurredAt },
      ]);
    delivered.given(measure(7_000)).when(measure(7_000)).thenNothing();
    delivered
      .given(measure(7_000))
      .when(measure(7_000, day(7)))
      .then(['ImprovementOutcomeMeasured']);
    accepted
      .given(tell(c.StartImprovement, { ...on, ...day(4) }))
      .when(measure(1))
      .thenRefused('INVALID_INPUT', 'measureId');
  });
  it('may be declined before it is accepted, and given up before it is delivered', () => {
    const decline = tell(c.DeclineImprovement, { ...on, reason: 'budget', ...day(4) });
    const abandon = tell(c.AbandonImprovement, { ...on, ...day(6) });
    proposed.when(decline).then(['ImprovementDeclined', { reason: 'budget' }]);
    proposed.given(decline).when(decline).thenNothing();
    accepted.when(decline).thenRefused('ILLEGAL_MOVE');
    started.when(abandon).then(['ImprovementAbandoned']);
    started.given(abandon).when(abandon).thenNothing();
    delivered.when(abandon).thenRefused('ILLEGAL_MOVE');
  });
});

describe('what is held for it', () => {
  const people = { itInvited: 3, itAttended: 2, departmentInvited: 5, departmentAttended: 4 };
  const training = tell(c.HoldTraining, { ...on, topic: 'listening', ...people, ...day(5) });
  it('says who came from which side, and is the same only at the same moment', () => {
    started.when(training).then(['TrainingHeld', { topic: 'listening', ...people }]);
    started.given(training).when(training).thenNothing();
    started
      .given(training)
      .when(tell(c.HoldTraining, { ...on, topic: 'listening', ...people, ...day(6) }))
      .then(['TrainingHeld']);
    started
      .given(training)
      .when(tell(c.HoldTeamBuilding, { ...on, topic: 'listening', ...people, ...day(5) }))
      .then(['TeamBuildingHeld']);
    delivered.when(tell(c.HoldJointReview, { ...on, topic: 'helped?', ...people, ...day(6) })).then(['JointReviewHeld']);
  });
  it('was attended, and is not held for what was turned down', () => {
    const nobody = { ...people, itAttended: 0, departmentAttended: 0 };
    started.when(tell(c.HoldTraining, { ...on, topic: 'x', ...nobody, ...day(5) })).thenRefused('INVALID_INPUT', 'itAttended');
    proposed
      .given(tell(c.DeclineImprovement, { ...on, ...day(3) }))
      .when(training)
      .thenRefused('ILLEGAL_MOVE');
  });
});
