import { describe, it } from 'vitest';
import * as c from '../../../src/domain/relationship/commands.js';
import { HISTORY, tell } from '../../support/decider.js';
import { HOSPITAL } from '../../support/hospital.js';

const march = (day: number) => `2026-03-${String(day).padStart(2, '0')}T08:00:00.000Z`;
const pair = { teamId: 'desk', departmentId: 'radiology' };
const plan = (touchpointId: string, day: number, more: object = {}) =>
  tell(c.PlanTouchpoint, { ...pair, touchpointId, type: 'ROUNDING', plannedFor: march(day), ...more });
const planned = HOSPITAL.given(tell(c.EstablishRelationship, { ...pair, type: 'BASIC' }), plan('v1', 10));
const both = { itAttendees: ['p1'], departmentAttendees: ['p2'] };
const hold = (day: number, more: object = both) =>
  tell(c.HoldTouchpoint, { ...pair, touchpointId: 'v1', occurredAt: march(day), ...more });
const miss = (day: number, more: object = {}) =>
  tell(c.MissTouchpoint, { ...pair, touchpointId: 'v1', occurredAt: march(day), ...more });

describe('a touchpoint', () => {
  it('is planned once, at one moment', () => {
    planned.when(plan('v1', 10)).thenNothing();
    planned.when(plan('v1', 11)).thenRefused('ALREADY_EXISTS', 'touchpointId');
    planned.when(plan('v1', 10, { occurredAt: march(5) })).thenRefused('ALREADY_EXISTS', 'touchpointId');
    planned.when(plan('v1', 10, { occurredAt: march(5), isUndated: true })).thenNothing();
  });
  it('is missed when its date has come, and not before', () => {
    planned.when(miss(9)).thenRefused('ILLEGAL_MOVE');
    planned.when(miss(9, HISTORY)).then(['TouchpointMissed']);
    planned.when(miss(10)).then(['TouchpointMissed', { plannedFor: march(10) }]);
  });
  it('is held before or after its date, by whoever came', () => {
    for (const day of [9, 12]) planned.when(hold(day)).then(['TouchpointHeld', { plannedFor: march(10), ...both }]);
    planned.when(hold(10, { ...both, itAttendees: [] })).then(['TouchpointHeld', { itAttendees: [] }]);
  });
  it('is settled once; history settles it anew', () => {
    planned.given(hold(9)).when(miss(11)).thenRefused('ILLEGAL_MOVE');
    planned.given(hold(9)).when(miss(11, HISTORY)).then(['TouchpointMissed']);
    planned
      .given(hold(9), miss(11, HISTORY))
      .when(hold(10, { ...both, ...HISTORY }))
      .then(['TouchpointHeld']);
  });
});

describe('the end of a relationship', () => {
  const ended = (day: number) => tell(c.EndRelationship, { ...pair, occurredAt: march(day) });
  const transfer = (day: number, more: object = {}) =>
    tell(c.TransferRelationship, {
      ...pair,
      successorTeamId: 'network',
      successorDepartmentId: 'radiology',
      occurredAt: march(day),
      ...more,
    });

  it('calls off what is planned for then or later: only history knows of a meeting after all', () => {
    for (const end of [ended(3), transfer(10)]) {
      const over = planned.given(end);
      over.when(hold(10)).thenRefused('ILLEGAL_MOVE');
      over.when(hold(10, { ...both, ...HISTORY })).then(['TouchpointHeld']);
    }
  });
  it('is said once', () => {
    planned.given(ended(3)).when(ended(3)).thenNothing();
    planned.given(ended(3)).when(transfer(4)).thenRefused('ILLEGAL_MOVE');
    planned
      .given(ended(3))
      .when(transfer(4, HISTORY))
      .then(['RelationshipTransferred', { successorTeamId: 'network' }]);
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
