import { describe, expect, it } from 'vitest';
import { termsAt } from '../../../projections/relationship/document.js';
import { relationshipProjection } from '../../../projections/relationship/projection.js';
import * as i from '../../../src/domain/interaction/events.js';
import * as r from '../../../src/domain/relationship/events.js';
import * as t from '../../../src/domain/ticket/events.js';
import { documentOf, documentsOf } from './documents-of.js';
import { eventIn, type GivenEvent } from './given-events.js';
import { about, assigned, contact, DEPARTMENT, march, TEAM, ticket } from './stories.js';

const KEY = `${TEAM}.${DEPARTMENT}`;
const relationship = (...facts: readonly GivenEvent[]) => documentOf(relationshipProjection, KEY, ...facts);

describe('standing', () => {
  const between = { teamId: TEAM, departmentId: DEPARTMENT };
  const fact = (at: string, what: GivenEvent['fact']) => eventIn(`relationship-${KEY}`, at, what);
  const established = fact(march(1), r.RelationshipEstablished({ ...between, type: 'PARTNERSHIP', scope: 'PACS' }));

  it('is observed once a team took a ticket or a contact of the department', () => {
    expect(relationship(assigned())).toMatchObject({ state: 'OBSERVED', teamId: TEAM, departmentId: DEPARTMENT });
    const bounced = ticket(march(2), t.TicketReassigned({ ...about, fromTeamId: TEAM, toTeamId: 'network' }));
    const passed = contact(
      march(3),
      i.InteractionTransferred({
        interactionId: 'I1',
        departmentId: DEPARTMENT,
        teamId: 'pacs',
        fromTeamId: TEAM,
        toTeamId: 'pacs',
        warm: true,
      }),
    );
    expect([...documentsOf(relationshipProjection, bounced, passed).keys()]).toEqual([
      `network.${DEPARTMENT}`,
      `pacs.${DEPARTMENT}`,
    ]);
  });
  it('began with the first of what happened between the two, in whichever order it was told', () => {
    const [met, later] = [eventIn('ticket-T1', march(2), assigned().fact), eventIn('ticket-T1', march(5), assigned().fact)];
    expect(relationship(later, met).metAt).toBe(march(2));
    expect(relationship(met, later).metAt).toBe(march(2));
    expect(relationship(met, established).metAt).toBe(march(1));
  });
  it('is established, agreed on, assessed by both sides', () => {
    const agreed = fact(march(2), r.RelationshipCharterAgreed({ ...between, expectations: ['honesty'], acknowledgeMinutes: 30 }));
    const it = fact(march(3), r.RelationshipMaturityAssessed({ ...between, side: 'IT', level: 4 }));
    const department = fact(march(4), r.RelationshipMaturityAssessed({ ...between, side: 'DEPARTMENT', level: 2 }));
    expect(relationship(established, agreed, it, department)).toMatchObject({
      state: 'ESTABLISHED',
      type: 'PARTNERSHIP',
      scope: 'PACS',
      establishedAt: march(1),
      charter: {
        agreedAt: march(2),
        expectations: ['honesty'],
        reviewCadenceDays: null,
        updateCadenceMinutes: null,
        acknowledgeMinutes: 30,
      },
      maturity: { it: 4, department: 2 },
    });
  });
  it('stood on any day as it stood then', () => {
    const assessed = (day: number, level: number) =>
      fact(march(day), r.RelationshipMaturityAssessed({ ...between, side: 'IT', level }));
    const { changes } = relationship(established, assessed(3, 2), assessed(6, 4), fact(march(9), r.RelationshipEnded(between)));
    expect(termsAt(changes, march(2))).toMatchObject({ state: 'ESTABLISHED', maturity: { it: null } });
    expect(termsAt(changes, march(5))).toMatchObject({ state: 'ESTABLISHED', maturity: { it: 2 }, endedAt: null });
    expect(termsAt(changes, march(9))).toMatchObject({ state: 'ENDED', maturity: { it: 4 }, endedAt: march(9) });
    expect(termsAt(changes, '2026-02-01T00:00:00.000Z')).toMatchObject({ state: 'OBSERVED', type: null });
  });
  it('shows what a side proposes until both agree, it is withdrawn, or the relationship ends', () => {
    const propose = (day: number, side: 'IT' | 'DEPARTMENT', proposalId: string, more: object = {}) =>
      fact(march(day), r.RelationshipCharterProposed({ ...between, proposalId, side, expectations: [], ...more }));
    const accepted = r.RelationshipCharterAgreed({
      ...between,
      expectations: [],
      acknowledgeMinutes: 30,
      proposalId: 'p2',
      acceptedBy: 'IT',
    });
    const first = propose(2, 'IT', 'p1', { effectiveAt: march(9) });
    const counter = propose(3, 'DEPARTMENT', 'p2', { acknowledgeMinutes: 30, counters: 'p1' });
    expect(relationship(established, first, counter)).toMatchObject({
      charter: null,
      proposals: {
        it: { proposalId: 'p1', proposedAt: march(2), proposedBy: 'person-1', effectiveAt: march(9), counters: null },
        department: { proposalId: 'p2', acknowledgeMinutes: 30, updateCadenceMinutes: null, counters: 'p1' },
      },
    });
    const none = { it: null, department: null };
    const agreed = relationship(established, first, counter, fact(march(4), accepted));
    expect(agreed).toMatchObject({ charter: { acknowledgeMinutes: 30, acceptedBy: 'IT' }, proposals: none });
    expect(termsAt(agreed.changes, march(3))).toMatchObject({ charter: null, proposals: { department: { proposalId: 'p2' } } });
    const withdrawal = r.RelationshipCharterProposalWithdrawn({ ...between, proposalId: 'p1', side: 'IT' });
    expect(relationship(established, first, fact(march(4), withdrawal)).proposals).toEqual(none);
    expect(relationship(established, first, fact(march(4), r.RelationshipEnded(between))).proposals).toEqual(none);
    // As one side alone recorded it before the other was asked: whose word it rests on is known.
    const alone = fact(march(2), r.RelationshipCharterAgreed({ ...between, expectations: ['honesty'] }));
    expect(relationship(established, alone).charter).toMatchObject({ acceptedBy: null, recordedBy: 'IT_STAFF' });
  });
  it('ends, or is carried on by another pair', () => {
    const over = fact(march(5), r.RelationshipEnded(between));
    const carried = fact(
      march(5),
      r.RelationshipTransferred({ ...between, successorTeamId: 'network', successorDepartmentId: DEPARTMENT }),
    );
    expect(relationship(established, over)).toMatchObject({ state: 'ENDED', endedAt: march(5), successor: null });
    expect(relationship(established, carried)).toMatchObject({
      state: 'ENDED',
      endedAt: march(5),
      successor: { teamId: 'network', departmentId: DEPARTMENT },
    });
    expect(documentOf(relationshipProjection, `network.${DEPARTMENT}`, carried)).toMatchObject({
      state: 'OBSERVED',
      successor: null,
      predecessors: [{ teamId: TEAM, departmentId: DEPARTMENT, transferredAt: march(5) }],
    });
  });
});
