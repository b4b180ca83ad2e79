import { describe, expect, it } from 'vitest';
import type { DepartmentDocument } from '../../../projections/department/document.js';
import { Identities, NO_MERGERS } from '../../../src/queries/identity/identities.js';
import { departmentsAt, inEffect, ListDepartments, ListTeams, teamAt } from '../../../src/queries/register.js';
import { MemoryViews } from '../../support/memory-views.js';
import { departmentOf, teamOf } from '../../support/view-documents.js';

const on = (day: number) => `2026-03-${String(day).padStart(2, '0')}T00:00:00.000Z`;
const named = (...names: readonly [day: number, value: string][]) => [
  { effectiveAt: '', value: 'Radiology' },
  ...names.map(([day, value]) => ({ effectiveAt: on(day), value })),
];
const tickets = { new: 1, inProgress: 2, onHold: 3, resolved: 4, closed: 5, cancelled: 0, merged: 0 };
const radiology: DepartmentDocument = {
  ...departmentOf('radiology', { tickets }),
  name: 'Imaging',
  // Named again as it was named: no former name of itself.
  names: named([5, 'X-ray'], [7, 'X-ray'], [9, 'Imaging']),
  parents: [
    { effectiveAt: '', value: null },
    { effectiveAt: on(7), value: 'clinic' },
  ],
  retiredAt: on(20),
};
const liaison = (teamId: string, personRef: string, day: number) => ({
  teamId,
  side: 'IT',
  personRef,
  since: on(day),
  until: null,
});
const planned = (teamId: string, touchpointId: string, day: number) => ({
  teamId,
  touchpointId,
  type: 'ROUNDING',
  plannedFor: on(day),
});
const ct: DepartmentDocument = {
  ...departmentOf('ct', { tickets }),
  liaisons: [liaison('desk', 'p1', 3), liaison('pacs', 'p2', 3)],
  touchpoints: [planned('desk', 'v1', 12)],
};
const imaging: DepartmentDocument = {
  ...departmentOf('imaging', { tickets }),
  liaisons: [liaison('desk', 'p1', 8)],
  touchpoints: [planned('desk', 'v1', 11), planned('desk', 'v2', 13)],
};
const views = new MemoryViews({
  department: { radiology, ct, imaging, seen: { ...departmentOf('seen', { tickets }), registered: false } },
  team: { desk: { ...teamOf('desk'), names: named([5, 'Help desk']) }, old: teamOf('old') },
});
const merged = new Identities([
  { side: 'DEPARTMENT', id: 'ct', into: 'imaging', effectiveAt: on(1), recordedAt: on(1) },
  { side: 'DEPARTMENT', id: 'seen', into: 'imaging', effectiveAt: on(1), recordedAt: on(1) },
  { side: 'TEAM', id: 'old', into: 'desk', effectiveAt: on(1), recordedAt: on(1) },
]);

describe('a department at a moment', () => {
  it.each([
    [4, { name: 'Radiology', formerNames: [], parentId: null, retired: false }],
    [5, { name: 'X-ray', formerNames: [{ name: 'Radiology', until: on(5) }], parentId: null, retired: false }],
    [
      20,
      {
        name: 'Imaging',
        formerNames: [
          { name: 'Radiology', until: on(5) },
          { name: 'X-ray', until: on(9) },
        ],
        parentId: 'clinic',
        retired: true,
      },
    ],
  ])('has on the %i. its name, its place and its end as of then', async (day, expected) => {
    const found = await departmentsAt(views.reader(), NO_MERGERS, ['radiology', 'nowhere'], on(day));
    expect([...found.keys()]).toEqual(['radiology']);
    expect(found.get('radiology')).toMatchObject({ ...expected, asOf: on(day) });
  });
  it('has with those that go on as it all that stands between them and IT, once', async () => {
    const found = await departmentsAt(views.reader(), merged, ['imaging', 'ct'], on(9));
    expect(found.get('imaging')).toMatchObject({
      departmentId: 'imaging',
      tickets: { new: 3, inProgress: 6, onHold: 9, resolved: 12, closed: 15, cancelled: 0, merged: 0 },
      liaisons: [
        { teamId: 'desk', side: 'IT', personRef: 'p1', since: on(3) },
        { teamId: 'pacs', side: 'IT', personRef: 'p2', since: on(3) },
      ],
      touchpoints: [planned('desk', 'v1', 11), planned('desk', 'v1', 12), planned('desk', 'v2', 13)],
    });
    expect(found.get('ct')).toMatchObject({ tickets: { new: 1 }, liaisons: [{ since: on(3) }, {}] });
  });
  it('is listed unless it goes on as another, and counted exactly', async () => {
    const list = async (identities: Identities) => {
      const page = await new ListDepartments().execute(views.reader(), 'CLINICAL', { first: 1 }, on(9), identities);
      const next = await new ListDepartments().execute(views.reader(), 'CLINICAL', { after: page.endCursor }, on(9), identities);
      const ids = [...page.edges, ...next.edges].map(({ node }) => [node.departmentId, node.tickets.new]);
      return { ids, total: await page.totalCount() };
    };
    expect(await list(NO_MERGERS)).toEqual({ ids: [['ct', 1], ['imaging', 1], ['radiology', 1]], total: 3 }); // prettier-ignore
    // `seen` was never registered: it is not taken off a second time.
    expect(await list(merged)).toEqual({ ids: [['imaging', 3], ['radiology', 1]], total: 2 }); // prettier-ignore
  });
});

describe('a team at a moment', () => {
  it('has its name as of then', () => {
    const team = { ...teamOf('desk'), names: named([5, 'Help desk']) };
    expect([teamAt(team, on(4)).name, teamAt(team, on(5)).name]).toEqual(['Radiology', 'Help desk']);
  });
  it('is listed unless it goes on as another', async () => {
    const page = await new ListTeams().execute(views.reader(), {}, on(9), merged);
    expect([page.edges.map(({ node }) => node.teamId), await page.totalCount()]).toEqual([['desk'], 1]);
  });
});

it.each([
  [4, { mergedInto: null, mergedAt: null, splitInto: [], splitAt: null, mergedFrom: [], splitFrom: [] }],
  [
    5,
    {
      mergedInto: 'clinic',
      mergedAt: on(5),
      splitInto: ['mri'],
      splitAt: on(5),
      mergedFrom: [{ departmentId: 'ct', effectiveAt: on(5) }],
      splitFrom: [{ departmentId: 'old', effectiveAt: on(5) }],
    },
  ],
])('a department as of day %s goes on, and came, as it did by then', (day, then) => {
  const moved = {
    ...{ mergedInto: 'clinic', mergedAt: on(5), splitInto: ['mri'], splitAt: on(5) },
    mergedFrom: ['ct', 'us'].map((departmentId, place) => ({ departmentId, effectiveAt: on(5 + place) })),
    splitFrom: [{ departmentId: 'old', effectiveAt: on(5) }],
  };
  expect(inEffect({ ...moved, asOf: on(day) })).toEqual({ ...then, asOf: on(day) });
});
it('a team has no splits, and none are made up', () => {
  expect(inEffect({ mergedInto: 'net', mergedAt: on(5), asOf: on(4) })).toEqual({
    mergedInto: null,
    mergedAt: null,
    asOf: on(4),
  });
});
