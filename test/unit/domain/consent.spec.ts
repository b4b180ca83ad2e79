import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/kernel/command.js';
import * as c from '../../../src/domain/relationship/commands.js';
import { HISTORY, tell } from '../../support/decider.js';
import { HOSPITAL } from '../../support/hospital.js';

const march = (day: number) => `2026-03-${String(day).padStart(2, '0')}T08:00:00.000Z`;
const pair = { teamId: 'desk', departmentId: 'radiology' };
const lead: Actor = { kind: 'IT_STAFF', ref: 'lead' };
const manager: Actor = { kind: 'REQUESTER', ref: 'manager' };
const voiceOf = { IT: lead, DEPARTMENT: manager } as const;
type Side = keyof typeof voiceOf;

const established = HOSPITAL.given(tell(c.EstablishRelationship, { ...pair, type: 'BASIC' }));

describe('a charter', () => {
  const terms = { expectations: ['say when'], acknowledgeMinutes: 60 };
  const propose = (side: Side, proposalId: string, day: number, more: object = terms) =>
    tell(c.ProposeRelationshipCharter, {
      ...pair,
      proposalId,
      side,
      actor: voiceOf[side],
      occurredAt: march(day),
      ...more,
    });
  const accept = (side: Side, proposalId: string, day: number, more: object = {}) =>
    tell(c.AcceptRelationshipCharter, {
      ...pair,
      proposalId,
      side,
      actor: voiceOf[side],
      occurredAt: march(day),
      ...more,
    });
  const withdraw = (side: Side, proposalId: string, day: number, more: object = {}) =>
    tell(c.WithdrawRelationshipCharterProposal, {
      ...pair,
      proposalId,
      side,
      actor: voiceOf[side],
      occurredAt: march(day),
      ...more,
    });
  const record = (day: number, more: object = terms) =>
    tell(c.AgreeRelationshipCharter, { ...pair, occurredAt: march(day), ...more });
  const proposed = established.given(propose('IT', 'p1', 3));

  it('is only proposed by one side, and agreed by the other', () => {
    established.when(propose('IT', 'p1', 3)).then(['RelationshipCharterProposed', { side: 'IT', proposalId: 'p1', ...terms }]);
    proposed
      .when(accept('DEPARTMENT', 'p1', 4))
      .then(['RelationshipCharterAgreed', { ...terms, proposalId: 'p1', acceptedBy: 'DEPARTMENT' }]);
    proposed
      .given(propose('IT', 'p1', 3), accept('DEPARTMENT', 'p1', 4))
      .when(accept('DEPARTMENT', 'p1', 4))
      .thenNothing();
    proposed.when(propose('IT', 'p1', 3)).thenNothing();
    proposed.when(propose('IT', 'p1', 3, { acknowledgeMinutes: 90 })).thenRefused('ALREADY_EXISTS', 'proposalId');
  });
  it('is not said to be recorded already when another person of the side says it', () => {
    const another = { actor: { kind: 'REQUESTER', ref: 'deputy' } };
    const agreed = proposed.given(accept('DEPARTMENT', 'p1', 4));
    agreed.when(accept('DEPARTMENT', 'p1', 4, { isUndated: true })).thenNothing();
    for (const more of [another, { ...another, isUndated: true }])
      agreed.when(accept('DEPARTMENT', 'p1', 4, more)).thenRefused('ILLEGAL_MOVE', 'proposalId', 'IN_STATE');
    const deputy = { ...terms, actor: { kind: 'IT_STAFF', ref: 'deputy' } };
    proposed.when(propose('IT', 'p1', 3, deputy)).thenRefused('ALREADY_EXISTS', 'proposalId');
  });
  it('is agreed as well when the other side proposes the same terms, from the same day on', () => {
    proposed
      .when(propose('DEPARTMENT', 'p2', 4))
      .then(['RelationshipCharterAgreed', { ...terms, proposalId: 'p1', acceptedBy: 'DEPARTMENT' }]);
    proposed
      .when(propose('DEPARTMENT', 'p2', 4, { ...terms, effectiveAt: march(1) }))
      .then(['RelationshipCharterProposed', { counters: 'p1', effectiveAt: march(1) }]);
  });
  it('is not agreed by other terms: those are a counter-proposal, which either side’s agreement settles', () => {
    const counter = propose('DEPARTMENT', 'p2', 4, { acknowledgeMinutes: 30 });
    proposed.when(counter).then(['RelationshipCharterProposed', { side: 'DEPARTMENT', counters: 'p1', acknowledgeMinutes: 30 }]);
    const countered = proposed.given(counter);
    countered.when(accept('IT', 'p2', 5)).then(['RelationshipCharterAgreed', { acknowledgeMinutes: 30, acceptedBy: 'IT' }]);
    countered
      .given(accept('IT', 'p2', 5))
      .when(accept('DEPARTMENT', 'p1', 6))
      .thenRefused('ILLEGAL_MOVE', 'proposalId', 'IN_STATE');
  });
  it('is agreed by nobody alone: not by the side that proposed it, nor by one person of both sides', () => {
    proposed.when(accept('IT', 'p1', 4)).thenRefused('ILLEGAL_MOVE', 'side', 'OWN_STATEMENT');
    const both = { actor: { kind: 'REQUESTER', ref: lead.ref } };
    proposed.when(accept('DEPARTMENT', 'p1', 4, both)).thenRefused('ILLEGAL_MOVE', 'proposalId', 'OWN_STATEMENT');
    proposed
      .when(propose('DEPARTMENT', 'p2', 4, { ...terms, ...both }))
      .thenRefused('ILLEGAL_MOVE', 'proposalId', 'OWN_STATEMENT');
    const system = { actor: { kind: 'SYSTEM', ref: 'intranet' } };
    established
      .given(propose('IT', 'p1', 3, { ...terms, ...system }))
      .when(accept('DEPARTMENT', 'p1', 4, system))
      .then(['RelationshipCharterAgreed']);
  });
  it('is agreed as it is proposed now: a refusal names what stands instead', () => {
    const replaced = proposed.given(propose('IT', 'p2', 4, { acknowledgeMinutes: 90 }));
    replaced.when(accept('DEPARTMENT', 'p1', 5)).thenRefused('ILLEGAL_MOVE', 'proposalId', 'IN_STATE', 'ON_RECORD');
    expect(() => replaced.when(accept('DEPARTMENT', 'p1', 5)).thenNothing()).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('is REPLACED; recorded: RelationshipCharterProposed at 2026-03-04') as string,
        remedy: 'Read the one that the side IT proposes now, "p2".',
      }),
    );
    replaced.when(accept('DEPARTMENT', 'p2', 5)).then(['RelationshipCharterAgreed', { acknowledgeMinutes: 90 }]);
    proposed.when(accept('DEPARTMENT', 'unheard-of', 5)).thenRefused('NOT_FOUND', 'proposalId');
    proposed.when(accept('DEPARTMENT', 'p1', 2)).thenRefused('INVALID_INPUT', 'occurredAt');
    proposed.when(propose('IT', 'p2', 2, { acknowledgeMinutes: 90 })).thenRefused('ILLEGAL_MOVE', 'occurredAt', 'BEFORE');
  });
  it('is no longer agreed once its side withdrew it, which the other side cannot do', () => {
    proposed.when(withdraw('DEPARTMENT', 'p1', 4)).thenRefused('ILLEGAL_MOVE', 'side');
    proposed.when(withdraw('IT', 'p1', 4, { reason: 'BUDGET' })).then(['RelationshipCharterProposalWithdrawn', { side: 'IT' }]);
    const withdrawn = proposed.given(withdraw('IT', 'p1', 4));
    withdrawn.when(withdraw('IT', 'p1', 4)).thenNothing();
    withdrawn.when(withdraw('IT', 'p1', 5)).thenRefused('ILLEGAL_MOVE', 'proposalId', 'IN_STATE');
    withdrawn.when(accept('DEPARTMENT', 'p1', 5)).thenRefused('ILLEGAL_MOVE', 'proposalId', 'IN_STATE');
    withdrawn.when(propose('DEPARTMENT', 'p2', 5)).then(['RelationshipCharterProposed', { side: 'DEPARTMENT' }]);
  });
  it('is recorded for both sides by whoever may: that settles what was proposed', () => {
    proposed.when(record(4)).then(['RelationshipCharterAgreed', terms]);
    proposed
      .given(record(4))
      .when(accept('DEPARTMENT', 'p1', 5))
      .thenRefused('ILLEGAL_MOVE', 'proposalId', 'IN_STATE');
    // What is in force already needs no proposal.
    established
      .given(record(4))
      .when(propose('IT', 'p1', 5))
      .thenNothing();
    // A record of an earlier agreement that arrives late leaves a later proposal open.
    proposed
      .given(record(2, { acknowledgeMinutes: 10, ...HISTORY }))
      .when(accept('DEPARTMENT', 'p1', 5))
      .then(['RelationshipCharterAgreed']);
  });
  it('is neither proposed nor agreed in a relationship that is over', () => {
    const over = proposed.given(tell(c.EndRelationship, { ...pair, occurredAt: march(5) }));
    over.when(accept('DEPARTMENT', 'p1', 6)).thenRefused('ILLEGAL_MOVE', 'teamId', 'OVER');
    over.when(propose('DEPARTMENT', 'p2', 6)).thenRefused('ILLEGAL_MOVE', 'teamId', 'OVER');
    over.when(withdraw('IT', 'p1', 6)).thenRefused('ILLEGAL_MOVE', 'teamId', 'OVER');
  });
});

describe('what the other side says of a meeting that was held', () => {
  const on = { ...pair, touchpointId: 'v1' };
  const planned = established.given(tell(c.PlanTouchpoint, { ...on, type: 'ROUNDING', plannedFor: march(10) }));
  const hold = (actor: Actor) =>
    tell(c.HoldTouchpoint, { ...on, itAttendees: ['a'], departmentAttendees: ['b'], actor, occurredAt: march(10) });
  const confirm = (side: Side, day: number, actor: Actor = voiceOf[side]) =>
    tell(c.ConfirmTouchpoint, { ...on, side, actor, occurredAt: march(day) });
  const dispute = (side: Side, day: number, actor: Actor = voiceOf[side]) =>
    tell(c.DisputeTouchpoint, { ...on, side, actor, reason: 'NOBODY_OF_THIS_SIDE', occurredAt: march(day) });
  const held = planned.given(hold(lead));

  it('confirms it or disputes it, and may change its mind', () => {
    held.when(confirm('DEPARTMENT', 11)).then(['TouchpointConfirmed', { side: 'DEPARTMENT', type: 'ROUNDING' }]);
    held.when(dispute('DEPARTMENT', 11)).then(['TouchpointDisputed', { side: 'DEPARTMENT', reason: 'NOBODY_OF_THIS_SIDE' }]);
    held.given(confirm('DEPARTMENT', 11)).when(confirm('DEPARTMENT', 11)).thenNothing();
    held.given(dispute('DEPARTMENT', 11)).when(dispute('DEPARTMENT', 11)).thenNothing();
    const deputy: Actor = { kind: 'REQUESTER', ref: 'deputy' };
    for (const say of [confirm, dispute])
      held
        .given(say('DEPARTMENT', 11))
        .when(say('DEPARTMENT', 11, deputy))
        .then([say === confirm ? 'TouchpointConfirmed' : 'TouchpointDisputed']);
    planned.given(hold(lead)).when(hold(lead)).thenNothing();
    planned.given(hold(lead)).when(hold(manager)).thenRefused('ILLEGAL_MOVE', 'touchpointId', 'IN_STATE');
    held.given(dispute('DEPARTMENT', 11)).when(confirm('DEPARTMENT', 12)).then(['TouchpointConfirmed']);
    held.given(dispute('DEPARTMENT', 12)).when(confirm('DEPARTMENT', 11)).thenRefused('ILLEGAL_MOVE', 'occurredAt', 'BEFORE');
    planned
      .given(hold(manager))
      .when(dispute('IT', 11))
      .then(['TouchpointDisputed', { side: 'IT' }]);
  });
  it('is not for the side or the person that said so', () => {
    held.when(confirm('IT', 11)).thenRefused('ILLEGAL_MOVE', 'side', 'OWN_STATEMENT');
    held.when(dispute('IT', 11)).thenRefused('ILLEGAL_MOVE', 'side', 'OWN_STATEMENT');
    const asManager: Actor = { kind: 'REQUESTER', ref: lead.ref };
    held.when(confirm('DEPARTMENT', 11, asManager)).thenRefused('ILLEGAL_MOVE', 'touchpointId', 'OWN_STATEMENT');
    // A system’s record is neither side’s own statement: both may answer.
    const recorded = planned.given(hold({ kind: 'SYSTEM', ref: 'calendar' }));
    for (const side of ['IT', 'DEPARTMENT'] as const) recorded.when(confirm(side, 11)).then(['TouchpointConfirmed', { side }]);
  });
  it('is about what is on record: only a meeting that was held, after it was', () => {
    planned.when(confirm('DEPARTMENT', 11)).thenRefused('ILLEGAL_MOVE', 'touchpointId', 'IN_STATE');
    held.when(confirm('DEPARTMENT', 9)).thenRefused('INVALID_INPUT', 'occurredAt');
    established.when(confirm('DEPARTMENT', 11)).thenRefused('NOT_FOUND', 'touchpointId');
    // The end of the relationship does not silence a word about what was before.
    held
      .given(tell(c.EndRelationship, { ...pair, occurredAt: march(11) }))
      .when(dispute('DEPARTMENT', 12))
      .then(['TouchpointDisputed']);
  });
});
