import { describe, expect, it } from 'vitest';
import { departmentProjection } from '../../../projections/department/projection.js';
import * as d from '../../../src/domain/department/events.js';
import * as r from '../../../src/domain/relationship/events.js';
import * as t from '../../../src/domain/ticket/events.js';
import { documentOf, documentsOf } from './documents-of.js';
import { eventIn, type GivenEvent } from './given-events.js';
import { DEPARTMENT, held, logged, march, reopened, resolved, TEAM, ticket } from './stories.js';

const department = (...facts: readonly GivenEvent[]) => documentOf(departmentProjection, DEPARTMENT, ...facts);
const own = (fact: GivenEvent['fact'], at = march(1)) => eventIn(`department-${DEPARTMENT}`, at, fact);
const between = { teamId: TEAM, departmentId: DEPARTMENT };
const related = (fact: GivenEvent['fact'], at = march(1)) => eventIn(`relationship-${TEAM}.${DEPARTMENT}`, at, fact);
const registered = own(
  d.DepartmentRegistered({ departmentId: DEPARTMENT, name: 'Radiology', kind: 'CLINICAL', externalIds: [] }),
);

describe('the register', () => {
  it.each<[string, GivenEvent[], object]>([
    ['registered', [registered], { registered: true, name: 'Radiology', kind: 'CLINICAL', parentId: null }],
    [
      'renamed',
      [
        registered,
        own(d.DepartmentRenamed({ departmentId: DEPARTMENT, old: 'Radiology', new: 'Imaging', effectiveAt: march(5) })),
      ],
      {
        name: 'Imaging',
        names: [
          { effectiveAt: '', value: 'Radiology' },
          { effectiveAt: march(5), value: 'Imaging' },
        ],
      },
    ],
    [
      'reparented',
      [registered, own(d.DepartmentReparented({ departmentId: DEPARTMENT, newParentId: 'clinic', effectiveAt: march(5) }))],
      {
        parentId: 'clinic',
        parents: [
          { effectiveAt: '', value: null },
          { effectiveAt: march(5), value: 'clinic' },
        ],
      },
    ],
    [
      'merged',
      [registered, own(d.DepartmentMerged({ departmentId: DEPARTMENT, intoDepartmentId: 'imaging', effectiveAt: march(5) }))],
      { mergedInto: 'imaging', mergedAt: march(5) },
    ],
    [
      'split',
      [registered, own(d.DepartmentSplit({ departmentId: DEPARTMENT, intoDepartmentIds: ['ct', 'mri'], effectiveAt: march(5) }))],
      { splitInto: ['ct', 'mri'], splitAt: march(5) },
    ],
    [
      'retired',
      [registered, own(d.DepartmentRetired({ departmentId: DEPARTMENT, effectiveAt: march(5) }))],
      { retiredAt: march(5) },
    ],
  ])('%s', (_, facts, expected) => {
    expect(department(...facts)).toMatchObject(expected);
  });
  it('remembers under its own name those that went on in it, by id, registered or not', () => {
    const into = (departmentId: string, day: number) =>
      eventIn(
        `department-${departmentId}`,
        march(1),
        d.DepartmentMerged({ departmentId, intoDepartmentId: DEPARTMENT, effectiveAt: march(day) }),
      );
    const mergedFrom = [
      { departmentId: 'ct', effectiveAt: march(7) },
      { departmentId: 'mri', effectiveAt: march(5) },
    ];
    expect(department(into('mri', 5), into('ct', 7))).toMatchObject({ registered: false, mergedFrom, mergedInto: null });
    expect(department(into('ct', 7), registered, into('mri', 5))).toMatchObject({ registered: true, mergedFrom });
  });
  it('remembers of which it is a part', () => {
    const split = d.DepartmentSplit({
      departmentId: 'imaging',
      intoDepartmentIds: [DEPARTMENT, 'imaging'],
      effectiveAt: march(5),
    });
    const documents = documentsOf(departmentProjection, eventIn('department-imaging', march(1), split));
    expect(documents.get(DEPARTMENT)?.splitFrom).toEqual([{ departmentId: 'imaging', effectiveAt: march(5) }]);
    expect(documents.get('imaging')).toMatchObject({ splitInto: [DEPARTMENT, 'imaging'], splitFrom: [] });
  });
});

describe('tickets by state', () => {
  const none = { new: 0, inProgress: 0, onHold: 0, resolved: 0, closed: 0, cancelled: 0, merged: 0 };
  const started = ticket(march(2), t.TicketWorkStarted({ ...held, from: 'NEW' }));
  const hold = ticket(march(3), t.TicketPlacedOnHold({ ...held, from: 'IN_PROGRESS', reason: 'AWAITING_VENDOR' }));
  const word = { ...held, visibility: 'DEPARTMENT', proactive: true, human: true } as const;

  it.each<[string, GivenEvent[], object]>([
    ['logged before the department is registered', [logged()], { new: 1 }],
    ['worked on', [logged(), started], { inProgress: 1 }],
    [
      'acknowledged by a person',
      [logged(), ticket(march(2), t.TicketAcknowledged({ ...held, from: 'NEW', byRef: 'p', human: true }))],
      { inProgress: 1 },
    ],
    [
      'answered by an update',
      [logged(), ...(['NEW', 'IN_PROGRESS'] as const).map((from) => ticket(march(2), t.TicketUpdateShared({ ...word, from })))],
      { inProgress: 1 },
    ],
    [
      'acknowledged by a machine',
      [logged(), ticket(march(2), t.TicketAcknowledged({ ...held, from: 'NEW', byRef: 'm', human: false }))],
      { new: 1 },
    ],
    ['on hold', [logged(), started, hold], { onHold: 1 }],
    [
      'on hold for another reason',
      [logged(), started, hold, ticket(march(4), t.TicketPlacedOnHold({ ...held, from: 'ON_HOLD', reason: 'AWAITING_CHANGE' }))],
      { onHold: 1 },
    ],
    ['resumed', [logged(), started, hold, ticket(march(4), t.TicketResumed({ ...held, from: 'ON_HOLD' }))], { inProgress: 1 }],
    ['resolved', [logged(), started, resolved(march(5))], { resolved: 1 }],
    ['reopened', [logged(), started, resolved(march(5)), reopened(march(6))], { inProgress: 1 }],
    [
      'closed',
      [logged(), ticket(march(5), t.TicketClosed({ ...held, from: 'NEW', cycle: 1, loggedAt: march(1) }))],
      { closed: 1 },
    ],
    ['cancelled', [logged(), ticket(march(5), t.TicketCancelled({ ...held, from: 'NEW' }))], { cancelled: 1 }],
    ['merged', [logged(), ticket(march(5), t.TicketMerged({ ...held, from: 'NEW', intoTicketId: 'T2' }))], { merged: 1 }],
  ])('%s', (_, facts, expected) => {
    expect(department(...facts).tickets).toEqual({ ...none, ...expected });
  });
  it('go over to the right department', () => {
    const corrected = t.TicketDepartmentCorrected({
      ticketId: 'T1',
      fromDepartmentId: DEPARTMENT,
      toDepartmentId: 'surgery',
      state: 'IN_PROGRESS',
      loggedAt: march(1),
    });
    const documents = documentsOf(departmentProjection, logged(), started, ticket(march(3), corrected));
    expect(documents.get(DEPARTMENT)?.tickets).toEqual(none);
    expect(documents.get('surgery')?.tickets).toEqual({ ...none, inProgress: 1 });
  });
  it('end where the whole history does, whatever was told last', () => {
    const corrected = t.TicketHistoryCorrected({
      ...held,
      from: 'ON_HOLD',
      state: 'RESOLVED',
      loggedAt: march(1),
      cycle: 1,
      reopenings: 0,
      reassignments: 2,
      resolvedAt: march(2),
      moved: [],
      withdrawn: [],
    });
    const hold = t.TicketPlacedOnHold({ ...held, from: 'IN_PROGRESS', reason: 'AWAITING_VENDOR' });
    const documents = documentsOf(departmentProjection, logged(), started, ticket(march(2), hold), ticket(march(3), corrected));
    expect(documents.get(DEPARTMENT)?.tickets).toEqual({ ...none, resolved: 1 });
  });
});

describe('what stands between it and IT', () => {
  const established = related(r.RelationshipEstablished({ ...between, type: 'BASIC' }));
  const liaison = { ...between, side: 'IT', personRef: 'p1' } as const;
  const appointed = related(r.LiaisonAppointed(liaison), march(2));
  const visit = { ...between, touchpointId: 'V1', type: 'ROUNDING', plannedFor: march(9) } as const;
  const planned = related(r.TouchpointPlanned(visit), march(3));

  it('lists relationships, liaisons and coming meetings', () => {
    expect(department(established, appointed, planned)).toMatchObject({
      relationships: [{ teamId: TEAM, type: 'BASIC', establishedAt: march(1), ended: false }],
      liaisons: [{ teamId: TEAM, side: 'IT', personRef: 'p1', since: march(2), until: null }],
      touchpoints: [{ touchpointId: 'V1', teamId: TEAM, type: 'ROUNDING', plannedFor: march(9) }],
    });
  });
  it('releases the liaison that is named, and no other', () => {
    const others = [{ personRef: 'p2' }, { teamId: 'network' }, { side: 'DEPARTMENT' }] as const;
    const more = others.map((other) => related(r.LiaisonAppointed({ ...liaison, ...other }), march(2)));
    const { liaisons } = department(appointed, ...more, related(r.LiaisonReleased(liaison), march(4)));
    expect(liaisons).toHaveLength(4);
    expect(liaisons.filter(({ until }) => until !== null)).toEqual([
      { teamId: TEAM, side: 'IT', personRef: 'p1', since: march(2), until: march(4) },
    ]);
  });
  it('orders meetings by their time', () => {
    const sooner = related(r.TouchpointPlanned({ ...visit, touchpointId: 'V2', plannedFor: march(5) }));
    expect(department(planned, sooner).touchpoints.map(({ touchpointId }) => touchpointId)).toEqual(['V2', 'V1']);
  });
  it.each([
    ['held', r.TouchpointHeld({ ...visit, itAttendees: ['a'], departmentAttendees: ['b'] })],
    ['missed', r.TouchpointMissed(visit)],
  ])('waits no longer for a meeting that was %s', (_, fact) => {
    expect(department(planned, related(fact)).touchpoints).toEqual([]);
  });
  it.each([
    ['ended', r.RelationshipEnded(between)],
    [
      'carried on by others',
      r.RelationshipTransferred({ ...between, successorTeamId: 'pacs', successorDepartmentId: DEPARTMENT }),
    ],
  ])('has no liaison and no meeting with a relationship %s', (_, fact) => {
    expect(department(established, appointed, planned, related(fact, march(5)))).toMatchObject({
      relationships: [{ teamId: TEAM, ended: true }],
      liaisons: [{ personRef: 'p1', until: march(5) }],
      touchpoints: [],
    });
  });
});
