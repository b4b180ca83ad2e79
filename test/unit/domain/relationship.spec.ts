import { describe, expect, it } from 'vitest';
import * as c from '../../../src/domain/relationship/commands.js';
import { HISTORY, tell } from '../../support/decider.js';
import { HOSPITAL } from '../../support/hospital.js';

const pair = { teamId: 'desk', departmentId: 'radiology' };
const establish = tell(c.EstablishRelationship, { ...pair, type: 'BASIC' });
const established = HOSPITAL.given(establish);
const plan = tell(c.PlanTouchpoint, { ...pair, touchpointId: 'v1', type: 'ROUNDING', plannedFor: '2026-03-10T08:00:00.000Z' });
const hold = tell(c.HoldTouchpoint, { ...pair, touchpointId: 'v1', itAttendees: ['p1'] });
const miss = tell(c.MissTouchpoint, { ...pair, touchpointId: 'v1' });
const liaison = tell(c.AppointLiaison, { ...pair, side: 'IT', personRef: 'p1' });

describe('a relationship', () => {
  it('is established first, once', () => {
    HOSPITAL.when(establish).then(['RelationshipEstablished']);
    established.when(establish).thenNothing();
    established
      .when(tell(c.EstablishRelationship, { ...establish, occurredAt: '2026-03-09T08:00:00.000Z' }))
      .thenRefused('ALREADY_EXISTS');
    established
      .when(tell(c.EstablishRelationship, { ...pair, type: 'PARTNERSHIP' }))
      .thenRefused('ALREADY_EXISTS', 'teamId', 'NOT_EMPTY');
    HOSPITAL.when(liaison).thenRefused('NOT_FOUND', 'teamId', 'NOT_RELATED');
  });
  it('refuses changes once it has ended or been transferred; history is recorded', () => {
    const transfer = tell(c.TransferRelationship, { ...pair, successorTeamId: 'network', successorDepartmentId: 'radiology' });
    established.when(transfer).then(['RelationshipTransferred']);
    established.given(transfer).when(transfer).thenNothing();
    established.given(transfer).when(liaison).thenRefused('ILLEGAL_MOVE');
    const ended = established.given(tell(c.EndRelationship, pair));
    ended.when(tell(c.EndRelationship, pair)).thenNothing();
    ended.when(plan).thenRefused('ILLEGAL_MOVE');
    ended.when(tell(c.AppointLiaison, { ...pair, side: 'IT', personRef: 'p1', ...HISTORY })).then(['LiaisonAppointed']);
    const toItself = { ...pair, successorTeamId: 'desk', successorDepartmentId: 'radiology' };
    established.when(tell(c.TransferRelationship, toItself)).thenRefused('INVALID_INPUT', 'successorTeamId');
  });
  it('is named in refusals by its team and its department, never by its own id', () => {
    expect(HOSPITAL.when(liaison).handle).toThrow('There is no relationship of team "desk" and department "radiology"');
    const transfer = tell(c.TransferRelationship, { ...pair, successorTeamId: 'network', successorDepartmentId: 'radiology' });
    expect(established.given(transfer).when(liaison).handle).toThrow(
      'The relationship of team "desk" and department "radiology" continues as that of team "network" and department "radiology"',
    );
  });
  it('ends once, in one way and for one reason, and not before it began', () => {
    const end = (more: object = {}) => tell(c.EndRelationship, { ...pair, reason: 'closed', ...more });
    const transfer = (more: object = {}) =>
      tell(c.TransferRelationship, { ...pair, successorTeamId: 'network', successorDepartmentId: 'radiology', ...more });
    const later = { occurredAt: '2026-03-09T08:00:00.000Z' };
    const ended = established.given(end());
    ended.when(end()).thenNothing();
    for (const other of [end({ reason: 'sold' }), end(later), transfer()]) ended.when(other).thenRefused('ILLEGAL_MOVE');
    ended.when(end({ ...later, ...HISTORY })).then(['RelationshipEnded']);
    const transferred = established.given(transfer());
    transferred.when(transfer()).thenNothing();
    for (const other of [transfer({ reason: 'sold' }), transfer({ successorDepartmentId: 'surgery' }), transfer(later), end()]) {
      transferred.when(other).thenRefused('ILLEGAL_MOVE');
    }
    const before = { occurredAt: '2026-03-01T08:00:00.000Z' };
    established.when(end(before)).thenRefused('INVALID_INPUT', 'occurredAt');
    established.when(transfer(before)).thenRefused('INVALID_INPUT', 'occurredAt');
  });
  it('is handed on to one that goes on, and never in a circle', () => {
    const to = (from: string, departmentId: string, more: object = {}) =>
      tell(c.TransferRelationship, {
        teamId: from,
        departmentId,
        successorTeamId: from,
        successorDepartmentId: 'surgery',
        ...more,
      });
    const others = established.given(
      ...['radiology', 'surgery'].map((departmentId) =>
        tell(c.EstablishRelationship, { teamId: 'network', departmentId, type: 'BASIC' }),
      ),
      to('network', 'radiology'),
    );
    const back = { successorDepartmentId: 'radiology' };
    others.when(to('network', 'surgery', back)).thenRefused('ILLEGAL_MOVE');
    others.when(to('network', 'surgery', { ...back, ...HISTORY })).thenRefused('ILLEGAL_MOVE');
    const between = { successorTeamId: 'desk', successorDepartmentId: 'radiology' };
    others
      .given(to('network', 'surgery', between))
      .when(to('desk', 'radiology', { successorTeamId: 'network', ...back }))
      .thenRefused('ILLEGAL_MOVE');
    const over = others.given(tell(c.EndRelationship, { teamId: 'network', departmentId: 'surgery' }));
    over.when(to('desk', 'radiology', { successorTeamId: 'network' })).thenRefused('ILLEGAL_MOVE');
    over.when(to('desk', 'radiology', { successorTeamId: 'network', ...HISTORY })).then(['RelationshipTransferred']);
  });
  it('appoints and releases its liaisons in the order in which it happened', () => {
    const on = (day: number) => ({ occurredAt: `2026-03-0${day}T08:00:00.000Z` });
    const release = tell(c.ReleaseLiaison, { ...pair, side: 'IT', personRef: 'p1' });
    const appointed = established.given(tell(c.AppointLiaison, { ...liaison, ...on(5) }));
    appointed.when(tell(c.AppointLiaison, { ...liaison, ...on(6) })).thenNothing();
    appointed.when(tell(c.AppointLiaison, { ...liaison, ...on(4) })).thenRefused('ILLEGAL_MOVE');
    appointed.when(tell(c.ReleaseLiaison, { ...release, ...on(4) })).thenRefused('ILLEGAL_MOVE');
    const released = appointed.given(tell(c.ReleaseLiaison, { ...release, ...on(7) }));
    released.when(tell(c.ReleaseLiaison, { ...release, ...on(8) })).thenRefused('ILLEGAL_MOVE');
    released.when(tell(c.ReleaseLiaison, { ...release, ...on(8), isUndated: true })).thenNothing();
    released.when(tell(c.AppointLiaison, { ...liaison, ...on(6) })).thenRefused('ILLEGAL_MOVE');
    released.when(tell(c.AppointLiaison, { ...liaison, ...on(8) })).then(['LiaisonAppointed']);
  });
  it('has its liaisons, its charter and its maturity once', () => {
    const charter = tell(c.AgreeRelationshipCharter, { ...pair, acknowledgeMinutes: 10 });
    const assess = (occurredAt: string) => tell(c.AssessRelationshipMaturity, { ...pair, side: 'IT', level: 3, occurredAt });
    established.given(liaison).when(liaison).thenNothing();
    const release = tell(c.ReleaseLiaison, { ...pair, side: 'IT', personRef: 'p1' });
    established.given(liaison, release).when(release).thenNothing();
    established.given(liaison, release, liaison).when(release).then(['LiaisonReleased']);
    established.when(release).thenRefused('NOT_FOUND', 'personRef');
    established.given(charter).when(charter).thenNothing();
    const from = tell(c.AgreeRelationshipCharter, { ...pair, acknowledgeMinutes: 10, effectiveAt: '2026-02-01T00:00:00.000Z' });
    established
      .given(charter)
      .when(from)
      .then(['RelationshipCharterAgreed', { effectiveAt: '2026-02-01T00:00:00.000Z' }]);
    established.given(from).when(charter).thenNothing();
    established.given(assess('2026-03-02T08:00:00.000Z')).when(assess('2026-03-02T08:00:00.000Z')).thenNothing();
    established
      .given(assess('2026-03-02T08:00:00.000Z'))
      .when(assess('2027-03-02T08:00:00.000Z'))
      .then(['RelationshipMaturityAssessed']);
  });
});

describe('a touchpoint', () => {
  it('is planned, then held or missed, once', () => {
    established.when(hold).thenRefused('NOT_FOUND');
    established.given(plan).when(plan).thenNothing();
    established
      .given(plan)
      .when(hold)
      .then(['TouchpointHeld', { type: 'ROUNDING', itAttendees: ['p1'], departmentAttendees: [] }]);
    established.given(plan, hold).when(hold).thenNothing();
    established.given(plan, hold).when(miss).thenRefused('ILLEGAL_MOVE');
  });
});

describe('a business goal', () => {
  it('is shared, then achieved or given up', () => {
    const goal = { ...pair, goalId: 'g1' };
    const share = tell(c.ShareBusinessGoal, { ...goal, goal: 'Less waiting' });
    established.when(tell(c.AchieveBusinessGoal, goal)).thenRefused('NOT_FOUND');
    established
      .given(share)
      .when(tell(c.ShareBusinessGoal, { ...goal, goal: 'More' }))
      .thenRefused('ALREADY_EXISTS');
    established.given(share).when(tell(c.AchieveBusinessGoal, goal)).then(['BusinessGoalAchieved']);
    established
      .given(share, tell(c.AchieveBusinessGoal, goal))
      .when(tell(c.RetireBusinessGoal, goal))
      .thenRefused('ILLEGAL_MOVE');
  });
  it('is settled once: the same again is no news, anything else is refused with what is on record', () => {
    const goal = { ...pair, goalId: 'g1' };
    const shared = established.given(tell(c.ShareBusinessGoal, { ...goal, goal: 'Less waiting' }));
    const achieve = (more: object = {}) => tell(c.AchieveBusinessGoal, { ...goal, ...more });
    const retire = (reason: string) => tell(c.RetireBusinessGoal, { ...goal, reason });
    const later = { occurredAt: '2026-03-09T08:00:00.000Z' };
    shared.given(achieve()).when(achieve()).thenNothing();
    shared.given(achieve()).when(achieve(later)).thenRefused('ILLEGAL_MOVE');
    shared
      .given(achieve())
      .when(achieve({ ...later, ...HISTORY }))
      .then(['BusinessGoalAchieved']);
    shared.given(retire('too dear')).when(retire('too dear')).thenNothing();
    shared.given(retire('too dear')).when(retire('too late')).thenRefused('ILLEGAL_MOVE');
    shared.when(achieve({ occurredAt: '2026-03-01T08:00:00.000Z' })).thenRefused('INVALID_INPUT', 'occurredAt');
  });
});
