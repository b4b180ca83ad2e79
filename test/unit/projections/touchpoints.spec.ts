import { describe, expect, it } from '@jest/globals';
import { touchpointsProjection } from '../../../projections/touchpoints/projection.js';
import { documentOf, documentsOf } from './documents-of.js';
import type { Told } from './given-events.js';
import { DEPARTMENT, march, TEAM } from './stories.js';
import { calledOff, cancelledBy, heldWith, notHeld, planned } from './touchpoint-stories.js';

const KEY = `${TEAM}.${DEPARTMENT}.V1`;
const visit = (...facts: readonly Told[]) => documentOf(touchpointsProjection, KEY, ...facts);

describe('the calendar', () => {
  it('lists what is planned', () => {
    expect(visit(planned)).toEqual({
      touchpointId: 'V1',
      relationshipId: `${TEAM}.${DEPARTMENT}`,
      teamId: TEAM,
      departmentId: DEPARTMENT,
      type: 'ROUNDING',
      plannedFor: march(10),
      plannedAt: march(1),
      state: 'PLANNED',
      heldAt: null,
      attendance: null,
      notesRef: null,
      cancelledBy: null,
      reason: null,
    });
  });
  it('counts who came, without naming them', () => {
    const document = visit(planned, heldWith(['p1', 'p2'], ['p3']));
    expect(document).toMatchObject({
      state: 'HELD',
      heldAt: march(12),
      attendance: { it: 2, department: 1 },
      notesRef: 'notes-1',
    });
    expect(JSON.stringify(document)).not.toContain('p1');
  });
  it('says what was missed, and why', () => {
    expect(visit(planned, notHeld)).toMatchObject({ state: 'MISSED', attendance: null, reason: 'STAFFING' });
  });
  it('says who called it off', () => {
    const cancelled = visit(planned, cancelledBy('DEPARTMENT'));
    expect(cancelled).toMatchObject({ state: 'CANCELLED', cancelledBy: 'DEPARTMENT', reason: 'WARD_FULL' });
  });
  it('calls off what the relationship does not live to see', () => {
    expect(visit(planned, calledOff)).toMatchObject({ state: 'CALLED_OFF', heldAt: null });
  });
  it('lets the later word of history stand', () => {
    expect(visit(planned, notHeld, heldWith(['p1'], ['p3']))).toMatchObject({ state: 'HELD', reason: null });
    expect(visit(planned, heldWith(['p1'], ['p3']), notHeld)).toMatchObject({ state: 'MISSED', heldAt: null, notesRef: null });
  });
  it('is read from the stream of the relationship', () => {
    expect(touchpointsProjection.streamOf!(KEY)).toBe(planned.stream);
    expect(() => documentsOf(touchpointsProjection, notHeld)).toThrow('before the event that begins it');
  });
});
