import { describe, expect, it } from 'vitest';
import { improvementAsOf, improvementsProjection } from '../../../projections/improvements/projection.js';
import * as i from '../../../src/domain/improvement/events.js';
import { documentOf, documentsOf } from './documents-of.js';
import type { RecordedEvent } from '../../../src/domain/kernel/event.js';
import type { ImprovementEvent } from '../../../src/domain/improvement/events.js';
import { eventIn, type GivenEvent, givenEvents } from './given-events.js';
import { DEPARTMENT, march, TEAM } from './stories.js';

const about = { improvementId: 'I1', teamId: TEAM, departmentId: DEPARTMENT };
const fact = (day: number, what: GivenEvent['fact']) => eventIn('improvement-I1', march(day), what);
const proposed = fact(
  1,
  i.ImprovementProposed({ ...about, topic: 'Handover', origin: 'CONCERN', originRefs: ['concern-1'], sponsorRef: 'p1' }),
);
const accepted = fact(2, i.ImprovementAccepted({ ...about, reason: 'AGREED' }));
const started = fact(3, i.ImprovementStarted({ ...about, measureId: 'treatment', baseline: 7_000, target: 8_500 }));
const delivered = fact(10, i.ImprovementDelivered({ ...about, startedAt: march(3) }));
const improvement = (...facts: readonly GivenEvent[]) => documentOf(improvementsProjection, 'I1', ...facts);

describe('an improvement', () => {
  it('begins as a proposal', () => {
    expect(improvement(proposed)).toEqual({
      ...about,
      relationshipId: `${TEAM}.${DEPARTMENT}`,
      topic: 'Handover',
      origin: 'CONCERN',
      originRefs: ['concern-1'],
      sponsorRef: 'p1',
      state: 'PROPOSED',
      proposedAt: march(1),
      acceptedAt: null,
      declinedAt: null,
      startedAt: null,
      deliveredAt: null,
      abandonedAt: null,
      reason: null,
      measureId: null,
      baseline: null,
      target: null,
      results: [],
      sessions: [],
    });
  });
  it('stands as it did at a moment, whatever came of it and in whichever order it was told', () => {
    const told = givenEvents(proposed, started, delivered, accepted) as RecordedEvent<ImprovementEvent>[];
    const asOf = (day: number) => improvementAsOf(told, march(day));
    expect(improvementAsOf(told, '2026-02-28T23:59:59.999Z')).toBeNull();
    expect([1, 2, 3, 10].map((day) => asOf(day)?.state)).toEqual(['PROPOSED', 'ACCEPTED', 'STARTED', 'DELIVERED']);
    expect(asOf(2)).toEqual(improvement(proposed, accepted));
    expect(asOf(9)).toEqual(improvement(proposed, accepted, started));
  });
  it('is accepted, started by a yardstick, delivered', () => {
    expect(improvement(proposed, accepted)).toMatchObject({ state: 'ACCEPTED', acceptedAt: march(2), reason: 'AGREED' });
    expect(improvement(proposed, accepted, started, delivered)).toMatchObject({
      state: 'DELIVERED',
      startedAt: march(3),
      deliveredAt: march(10),
      measureId: 'treatment',
      baseline: 7_000,
      target: 8_500,
    });
  });
  it.each([
    [
      'declined',
      i.ImprovementDeclined({ ...about, reason: 'COST' }),
      { state: 'DECLINED', declinedAt: march(4), reason: 'COST' },
    ],
    ['abandoned', i.ImprovementAbandoned(about), { state: 'ABANDONED', abandonedAt: march(4), reason: null }],
  ])('is %s', (_, what, expected) => {
    expect(improvement(proposed, fact(4, what))).toMatchObject(expected);
  });
  it('keeps every measurement of what came of it', () => {
    const measured = (day: number, result: number) =>
      fact(day, i.ImprovementOutcomeMeasured({ ...about, measureId: 'treatment', baseline: 7_000, result }));
    const { state, results } = improvement(proposed, delivered, measured(20, 7_500), measured(30, 8_600));
    expect(state).toBe('DELIVERED');
    expect(results).toEqual([
      { at: march(20), measureId: 'treatment', baseline: 7_000, target: null, result: 7_500 },
      { at: march(30), measureId: 'treatment', baseline: 7_000, target: null, result: 8_600 },
    ]);
  });
  it('keeps who was reached, by side', () => {
    const session = { ...about, topic: 'x', itInvited: 5, itAttended: 4, departmentInvited: 9, departmentAttended: 3 };
    const reach = { topic: 'x', it: { invited: 5, attended: 4 }, department: { invited: 9, attended: 3 } };
    const { sessions } = improvement(
      proposed,
      fact(4, i.TrainingHeld(session)),
      fact(5, i.TeamBuildingHeld(session)),
      fact(6, i.JointReviewHeld(session)),
    );
    expect(sessions).toEqual([
      { kind: 'TRAINING', at: march(4), ...reach },
      { kind: 'TEAM_BUILDING', at: march(5), ...reach },
      { kind: 'JOINT_REVIEW', at: march(6), ...reach },
    ]);
  });
  it('refuses a stream without its beginning', () => {
    expect(() => documentsOf(improvementsProjection, accepted)).toThrow('before the event that begins it');
  });
});
