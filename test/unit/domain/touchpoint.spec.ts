import { describe, it } from 'vitest';
import * as c from '../../../src/domain/relationship/commands.js';
import { HISTORY, tell } from '../../support/decider.js';
import { HOSPITAL } from '../../support/hospital.js';

const march = (day: number) => `2026-03-${String(day).padStart(2, '0')}T08:00:00.000Z`;
const pair = { teamId: 'desk', departmentId: 'radiology' };
const plan = (touchpointId: string, day: number) =>
  tell(c.PlanTouchpoint, { ...pair, touchpointId, type: 'ROUNDING', plannedFor: march(day) });
const planned = HOSPITAL.given(tell(c.EstablishRelationship, { ...pair, type: 'BASIC' }), plan('v1', 10));
const both = { itAttendees: ['p1'], departmentAttendees: ['p2'] };
const hold = (day: number, more: object = both) =>
  tell(c.HoldTouchpoint, { ...pair, touchpointId: 'v1', occurredAt: march(day), ...more });
const miss = (day: number, more: object = {}) =>
  tell(c.MissTouchpoint, { ...pair, touchpointId: 'v1', occurredAt: march(day), ...more });
const missed = { at: march(10), kept: false };
const kept = (day: number) => ({ at: march(day), kept: true });

describe('the trial of a touchpoint', () => {
  it('is kept on the day it was held, be that before or after the plan', () => {
    planned.when(hold(9)).then(['TouchpointHeld', { counted: missed, counts: kept(9) }]);
    planned.when(hold(12)).then(['TouchpointHeld', { counted: missed, counts: kept(12) }]);
  });
  it('stays missed when one side did not come, or nobody', () => {
    for (const absent of ['itAttendees', 'departmentAttendees']) {
      planned.when(hold(10, { ...both, [absent]: [] })).then(['TouchpointHeld', { counted: missed, counts: missed }]);
    }
    planned.when(miss(11)).then(['TouchpointMissed', { counted: missed, counts: missed }]);
  });
  it('is settled anew by history, which says what it takes back', () => {
    planned
      .given(hold(9))
      .when(miss(11, HISTORY))
      .then(['TouchpointMissed', { counted: kept(9), counts: missed }]);
    planned
      .given(hold(9), miss(11, HISTORY))
      .when(hold(10, { ...both, ...HISTORY }))
      .then(['TouchpointHeld', { counted: missed, counts: kept(10) }]);
  });
});

describe('the end of a relationship', () => {
  const end = (day: number) => tell(c.EndRelationship, { ...pair, occurredAt: march(day) });
  const transfer = (day: number, more: object = {}) =>
    tell(c.TransferRelationship, {
      ...pair,
      successorTeamId: 'network',
      successorDepartmentId: 'radiology',
      occurredAt: march(day),
      ...more,
    });
  const toCome = { touchpoints: [{ touchpointId: 'v1', plannedFor: march(10) }] };

  it('calls off what is planned for then or later', () => {
    for (const day of [3, 10]) {
      planned.when(end(day)).then(['RelationshipEnded', toCome]);
      planned.when(transfer(day)).then(['RelationshipTransferred', toCome]);
    }
  });
  it('leaves what was to be before, and what is settled', () => {
    planned.when(end(11)).then(['RelationshipEnded', { touchpoints: [] }]);
    planned
      .given(hold(9))
      .when(end(9))
      .then(['RelationshipEnded', { touchpoints: [] }]);
    planned
      .given(miss(9))
      .when(transfer(9))
      .then(['RelationshipTransferred', { touchpoints: [] }]);
  });
  it('calls off once: a meeting that history knows of after all counts afresh', () => {
    planned
      .given(end(3))
      .when(transfer(4, HISTORY))
      .then(['RelationshipTransferred', { touchpoints: [] }]);
    planned
      .given(end(3))
      .when(hold(9, { ...both, ...HISTORY }))
      .then(['TouchpointHeld', { counted: undefined, counts: kept(9) }]);
  });
});

describe('cancelling a touchpoint', () => {
  const cancel = (day: number, cancelledBy: 'IT' | 'DEPARTMENT', more: object = {}) =>
    tell(c.CancelTouchpoint, { ...pair, touchpointId: 'v1', cancelledBy, occurredAt: march(day), ...more });
  it('says which side called it off, before its time has come', () => {
    planned
      .when(cancel(9, 'DEPARTMENT', { reason: 'WARD_FULL' }))
      .then(['TouchpointCancelled', { cancelledBy: 'DEPARTMENT', plannedFor: march(10), type: 'ROUNDING', reason: 'WARD_FULL' }]);
    planned.when(cancel(10, 'IT')).thenRefused('ILLEGAL_MOVE');
    planned.when(cancel(10, 'IT', HISTORY)).then(['TouchpointCancelled', { cancelledBy: 'IT' }]);
  });
  it('ends it: nothing is held, missed or called off again', () => {
    const cancelled = planned.given(cancel(9, 'IT'));
    cancelled.when(cancel(9, 'IT')).thenNothing();
    cancelled.when(hold(10)).thenRefused('ILLEGAL_MOVE');
    cancelled.when(miss(11)).thenRefused('ILLEGAL_MOVE');
    planned.given(hold(9)).when(cancel(9, 'IT')).thenRefused('ILLEGAL_MOVE');
  });
});
