import { describe, expect, it } from 'vitest';
import * as d from '../../../src/domain/department/commands.js';
import type { RapportError } from '../../../src/domain/kernel/errors.js';
import type { Command } from '../../../src/domain/kernel/command.js';
import { EndRelationship, EstablishRelationship, PlanTouchpoint } from '../../../src/domain/relationship/commands.js';
import * as t from '../../../src/domain/team/commands.js';
import { AcknowledgeTicket, AssignTicket, LogTicket, ResolveTicket } from '../../../src/domain/ticket/commands.js';
import { HISTORY, type Scenario, tell } from '../../support/decider.js';
import { DomainInMemory } from '../../support/domain-in-memory.js';
import { HOSPITAL, LOG } from '../../support/hospital.js';

const on = (day: number) => `2026-03-${String(day).padStart(2, '0')}T08:00:00.000Z`;
const register = (departmentId: string) => tell(d.RegisterDepartment, { departmentId, name: departmentId, kind: 'CLINICAL' });
const merge = (departmentId: string, intoDepartmentId: string, effectiveAt?: string, more = {}) =>
  tell(d.MergeDepartment, { departmentId, intoDepartmentId, ...(effectiveAt && { effectiveAt }), ...more });
const three = HOSPITAL.given(register('ct'));

/** What a refusal tells people to do. */
function remedyOf(before: readonly Command[], refused: Command): string | undefined {
  const domain = new DomainInMemory();
  for (const command of before) domain.handle(command);
  try {
    domain.handle(refused);
  } catch (error) {
    return (error as RapportError).remedy;
  }
  return undefined;
}

describe('a merger of departments', () => {
  const announced = three.given(merge('radiology', 'surgery', on(10)));
  const log = (day: number, more = {}) => tell(LogTicket, { ...LOG, occurredAt: on(day), ...more });

  it('that is announced changes nothing until it takes effect', () => {
    announced.when(log(9)).then(['TicketLogged', { departmentId: 'radiology' }]);
    announced.when(log(10)).thenRefused('NOT_REGISTERED', 'departmentId');
    announced.when(log(10, { departmentId: 'surgery' })).then(['TicketLogged']);
  });
  it('that is recorded late leaves what happened before as it was, whoever tells it', () => {
    const late = three.given(merge('radiology', 'surgery', on(1)));
    late.when(log(2)).thenRefused('NOT_REGISTERED', 'departmentId');
    late.when(tell(LogTicket, { ...LOG, occurredAt: '2026-02-27T08:00:00.000Z' })).then(['TicketLogged']);
    late.when(log(2, HISTORY)).thenRefused('NOT_REGISTERED', 'departmentId');
  });
  it('is told once: the same again is no news, another end is refused, be the first one still to come', () => {
    announced.when(merge('radiology', 'surgery')).thenNothing();
    announced.when(merge('radiology', 'surgery', on(10))).thenNothing();
    announced.when(merge('radiology', 'surgery', on(11))).thenRefused('ILLEGAL_MOVE');
    announced.when(merge('radiology', 'ct')).thenRefused('ILLEGAL_MOVE');
    announced.when(tell(d.RetireDepartment, { departmentId: 'radiology' })).thenRefused('ILLEGAL_MOVE');
    announced
      .when(tell(d.SplitDepartment, { departmentId: 'radiology', intoDepartmentIds: ['ct', 'surgery'] }))
      .thenRefused('ILLEGAL_MOVE');
    announced.when(merge('radiology', 'ct', on(10), HISTORY)).then(['DepartmentMerged']);
  });
  it('goes into a department that is there when it takes effect', () => {
    announced.when(merge('ct', 'radiology', on(9))).then(['DepartmentMerged']);
    announced.when(merge('ct', 'radiology', on(10))).thenRefused('ILLEGAL_MOVE');
    three
      .given(tell(d.RetireDepartment, { departmentId: 'ct' }))
      .when(merge('radiology', 'ct'))
      .thenRefused('NOT_REGISTERED', 'intoDepartmentId');
    three.when(merge('radiology', 'nowhere')).thenRefused('NOT_REGISTERED', 'intoDepartmentId');
  });
  it('does not go round in a circle', () => {
    announced.when(merge('surgery', 'radiology', on(9))).thenRefused('ILLEGAL_MOVE');
    three
      .given(merge('radiology', 'surgery'))
      .when(merge('surgery', 'radiology'))
      .thenRefused('NOT_REGISTERED', 'intoDepartmentId');
  });
  it('does not go round over others either, be they to come', () => {
    const chain = three.given(merge('radiology', 'surgery', on(12)), merge('surgery', 'ct', on(14)));
    chain.when(merge('ct', 'radiology', on(10))).thenRefused('ILLEGAL_MOVE');
    chain.when(merge('ct', 'radiology', on(10), HISTORY)).thenRefused('ILLEGAL_MOVE');
    chain
      .given(register('a'))
      .when(tell(d.SplitDepartment, { departmentId: 'ct', intoDepartmentIds: ['a', 'radiology'], effectiveAt: on(10) }))
      .thenRefused('ILLEGAL_MOVE');
    chain
      .given(register('a'))
      .when(merge('a', 'radiology', on(10)))
      .then(['DepartmentMerged']);
  });
  it('into one that has gone on over others names the one that is there', () => {
    const before = ['radiology', 'surgery', 'ct', 'a'].map(register);
    const gone = [merge('radiology', 'surgery'), merge('surgery', 'ct', on(3))];
    expect(remedyOf([...before, ...gone], merge('a', 'radiology', on(5), { occurredAt: on(5) }))).toContain('"ct"');
  });
  it('both ways at once is harmless: nobody is there any more, and nobody is named', () => {
    const domain = new DomainInMemory();
    for (const id of ['a', 'b', 'c']) domain.handle(register(id));
    // Decided by two processes, each of which has not seen the other's.
    const other = new DomainInMemory();
    for (const id of ['a', 'b', 'c']) other.handle(register(id));
    domain.handle(merge('a', 'b'));
    domain.take(merge('b', 'a'), other.handle(merge('b', 'a')));
    expect(() => domain.handle(merge('c', 'a'))).toThrow(
      expect.objectContaining({ code: 'NOT_REGISTERED', field: 'intoDepartmentId' }),
    );
  });
  it('leaves it its name and its place in the tree until it takes effect', () => {
    const rename = (effectiveAt: string) => tell(d.RenameDepartment, { departmentId: 'radiology', name: 'Imaging', effectiveAt });
    announced.when(rename(on(9))).then(['DepartmentRenamed']);
    announced.when(rename(on(10))).thenRefused('ILLEGAL_MOVE');
    const reparent = (effectiveAt: string) =>
      tell(d.ReparentDepartment, { departmentId: 'radiology', newParentId: 'surgery', effectiveAt });
    announced.when(reparent(on(9))).then(['DepartmentReparented']);
    announced.when(reparent(on(11))).thenRefused('ILLEGAL_MOVE');
  });
  it('is refused with the successor’s name', () => {
    const before = [register('radiology'), register('surgery'), merge('radiology', 'surgery')];
    expect(remedyOf(before, tell(d.RenameDepartment, { departmentId: 'radiology', name: 'X' }))).toContain('surgery');
  });
  it('has one end with a split, whose parts must be there as well', () => {
    const split = (effectiveAt: string) =>
      tell(d.SplitDepartment, { departmentId: 'ct', intoDepartmentIds: ['radiology', 'surgery'], effectiveAt });
    announced.when(split(on(9))).then(['DepartmentSplit', { effectiveAt: on(9) }]);
    announced.when(split(on(10))).thenRefused('ILLEGAL_MOVE');
    announced
      .given(split(on(9)))
      .when(split(on(9)))
      .thenNothing();
  });
});

describe('the tree of departments', () => {
  const under = (departmentId: string, newParentId: string | undefined, effectiveAt: string, more = {}) =>
    tell(d.ReparentDepartment, { departmentId, ...(newParentId && { newParentId }), effectiveAt, ...more });
  const chain = three.given(under('radiology', 'surgery', on(1)), under('surgery', 'ct', on(1)));

  it('has no circle of any length', () => {
    three
      .given(under('radiology', 'surgery', on(1)))
      .when(under('surgery', 'radiology', on(1)))
      .thenRefused('ILLEGAL_MOVE');
    chain.when(under('ct', 'radiology', on(1))).thenRefused('ILLEGAL_MOVE');
    chain.when(under('ct', 'radiology', on(1), HISTORY)).thenRefused('ILLEGAL_MOVE');
    chain.when(under('radiology', undefined, on(2))).then(['DepartmentReparented', { oldParentId: 'surgery' }]);
  });
  it('has none at any moment at which the new place holds', () => {
    const planned = three.given(under('radiology', 'surgery', on(10)));
    planned.when(under('surgery', 'radiology', on(5))).thenRefused('ILLEGAL_MOVE');
    planned
      .given(under('surgery', 'ct', on(8)))
      .when(under('surgery', 'radiology', on(5)))
      .then(['DepartmentReparented']);
    planned
      .given(under('surgery', 'ct', on(5)))
      .when(under('surgery', 'radiology', on(5)))
      .thenRefused('ILLEGAL_MOVE');
    chain
      .given(under('surgery', undefined, on(3)))
      .when(under('ct', 'radiology', on(3)))
      .then(['DepartmentReparented']);
  });
  it('knows where one stood then, whenever it is told', () => {
    chain.when(under('radiology', 'surgery', on(1))).thenNothing();
    chain.when(under('radiology', 'surgery', on(2))).then(['DepartmentReparented']);
    chain.when(under('radiology', 'ct', '2026-02-01T00:00:00.000Z')).then(['DepartmentReparented', { newParentId: 'ct' }]);
  });
});

describe('a merger of teams', () => {
  const merged: Scenario = HOSPITAL.given(
    tell(LogTicket, { ...LOG, ticketId: 'T1', teamId: 'desk' }),
    tell(t.MergeServiceTeam, { teamId: 'desk', intoTeamId: 'network', effectiveAt: on(3) }),
  );
  it('leaves open tickets with those who hold them: they go on, and others may take them', () => {
    const acknowledge = (more = {}) =>
      tell(AcknowledgeTicket, { ticketId: 'T1', byRef: 'p', human: true, occurredAt: on(4), ...more });
    merged.when(acknowledge()).then(['TicketAcknowledged', { teamId: 'desk' }]);
    merged.when(acknowledge({ byTeamId: 'network' })).then(['TicketAcknowledged', { teamId: 'network' }]);
    merged.when(acknowledge({ byTeamId: 'desk' })).thenRefused('NOT_REGISTERED', 'byTeamId');
    merged
      .when(tell(ResolveTicket, { ticketId: 'T1', workaround: false, occurredAt: on(4) }))
      .then(['TicketResolved', { teamId: 'desk' }]);
    merged
      .when(tell(AssignTicket, { ticketId: 'T1', teamId: 'network', occurredAt: on(4) }))
      .then(['TicketReassigned', { toTeamId: 'network' }]);
  });
  it('is given nothing new', () => {
    merged.when(tell(LogTicket, { ...LOG, teamId: 'desk', occurredAt: on(4) })).thenRefused('NOT_REGISTERED', 'teamId');
    merged.when(tell(LogTicket, { ...LOG, teamId: 'desk', occurredAt: on(2) })).then(['TicketLogged'], ['TicketAssigned']);
    merged
      .when(tell(t.MergeServiceTeam, { teamId: 'desk', intoTeamId: 'network', effectiveAt: on(5) }))
      .thenRefused('ILLEGAL_MOVE');
    const targets = { teamId: 'desk', acknowledgeMinutes: 5 };
    merged.when(tell(t.AdoptTargets, { ...targets, effectiveAt: on(4) })).thenRefused('ILLEGAL_MOVE');
    merged.when(tell(t.AdoptTargets, { ...targets, effectiveAt: on(2) })).then(['TargetsAdopted']);
  });
  it('does not go round in a circle over others', () => {
    const third = tell(t.RegisterServiceTeam, { teamId: 'third', name: 'Third' });
    const into = (teamId: string, intoTeamId: string, day: number) =>
      tell(t.MergeServiceTeam, { teamId, intoTeamId, effectiveAt: on(day) });
    HOSPITAL.given(third, into('desk', 'network', 12), into('network', 'third', 14))
      .when(into('third', 'desk', 10))
      .thenRefused('ILLEGAL_MOVE');
  });
  it('begins nothing new in its relationships, and brings to an end what it had begun', () => {
    const pair = { teamId: 'desk', departmentId: 'radiology' };
    const before = merged.given(tell(EstablishRelationship, { ...pair, type: 'BASIC' }));
    const plan = (day: number) =>
      tell(PlanTouchpoint, { ...pair, touchpointId: 'x', type: 'ROUNDING', plannedFor: on(20), occurredAt: on(day) });
    before.when(plan(2)).then(['TouchpointPlanned']);
    before.when(plan(3)).thenRefused('NOT_REGISTERED', 'teamId');
    before.when(tell(EndRelationship, { ...pair, occurredAt: on(4) })).then(['RelationshipEnded']);
  });
});
