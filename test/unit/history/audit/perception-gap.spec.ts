import { describe, expect, it } from 'vitest';
import type { AuditScope } from '../../../../src/history/audit/scope.js';
import { perceptionGap } from '../../../../src/history/audit/sections/perception-gap.js';
import { Days } from '../../../../src/queries/days.js';
import { Identities, NO_MERGERS } from '../../../../src/queries/identity/identities.js';
import { MemoryViews } from '../../../support/memory-views.js';

interface Said {
  readonly departmentId: string;
  readonly on: string;
  /** What IT thought of each contact that began then; people said nothing of these alone. */
  readonly it?: readonly number[];
  /** What people said that counts on this day: good ones of all. */
  readonly people?: readonly [good: number, all: number];
}
const FEBRUARY = '2026-02-10T08:00:00.000Z';

const gapsOf = (given: readonly Said[], { from = '2026-01-01', until = '2026-04-01', zone = 'UTC', ...scope }: Asked = {}) => {
  const days = new Days(zone);
  const contacts = given.flatMap(({ departmentId, on, it = [] }) =>
    it.map((selfAssessedTreatment) => ({ departmentId, startedAt: on, selfAssessedTreatment })),
  );
  const pairs = given.flatMap(({ departmentId, on, people }, place) => {
    if (!people) return [];
    const treatment = [{ year: 2026, days: [days.of(on)], successes: [people[0]], trials: [people[1]] }];
    return [[`${place}`, { kind: 'PAIR', departmentId, days: { treatment }, corrections: [] }] as const];
  });
  const views = new MemoryViews({ interaction: Object.fromEntries(contacts.entries()), trials: Object.fromEntries(pairs) });
  return perceptionGap({
    ...{ departmentIds: ['icu', 'lab', 'surgery'], isWhole: true, identities: NO_MERGERS, ...scope },
    ...{ reader: views.reader(), days, from: days.startOf(from), until: days.startOf(until) },
  } as Partial<AuditScope> as AuditScope);
};
interface Asked extends Partial<Pick<AuditScope, 'departmentIds' | 'isWhole' | 'identities'>> {
  readonly from?: string;
  readonly until?: string;
  readonly zone?: string;
}

describe('the perception gap', () => {
  it('is how often IT thought that it treated people well, less how often these said so', async () => {
    const given: readonly Said[] = [
      { departmentId: 'surgery', on: FEBRUARY, it: [5, 4, 4, 1], people: [4, 10] },
      { departmentId: 'icu', on: FEBRUARY, it: [3], people: [5, 5] },
    ];
    expect(await gapsOf(given)).toEqual({
      '2026-01': {
        whole: { state: 'SHOWN', contacts: 5, it: 0.6, words: 15, department: 0.6, gap: 0 },
        departments: {
          icu: { state: 'SHOWN', contacts: 1, it: 0, words: 5, department: 1, gap: -1 },
          surgery: { state: 'SHOWN', contacts: 4, it: 0.75, words: 10, department: 0.4, gap: 0.35 },
        },
      },
    });
    const some = await gapsOf(given, { departmentIds: ['icu'], isWhole: false });
    expect(some['2026-01']).toMatchObject({ whole: null, departments: { icu: { gap: -1 } } });
    expect(Object.keys(some['2026-01']!.departments)).toEqual(['icu']);
  });

  it('is suppressed where nothing that people said counts, and missing where IT said nothing', async () => {
    const { departments } = (
      await gapsOf([
        { departmentId: 'icu', on: FEBRUARY, it: [4, 3] },
        { departmentId: 'lab', on: FEBRUARY, people: [2, 5] },
      ])
    )['2026-01']!;
    expect(departments).toEqual({
      icu: { state: 'SUPPRESSED', contacts: 2, it: 0.5, words: null, department: null, gap: null },
      lab: { state: 'SHOWN', contacts: 0, it: null, words: 5, department: 0.4, gap: null },
    });
    expect((await gapsOf([]))['2026-01']).toEqual({ whole: expect.objectContaining({ state: 'SUPPRESSED' }), departments: {} });
  });

  it('is of whole quarters of the organisation’s zone', async () => {
    const people = [1, 5] as const;
    const given = [
      '2025-12-31T22:00:00.000Z',
      '2025-12-31T23:00:00.000Z',
      '2026-03-31T21:00:00.000Z',
      '2026-03-31T22:00:00.000Z',
    ].map((on): Said => ({ departmentId: 'icu', on, it: [4], people }));
    const counts = async (asked: Asked) =>
      Object.entries(await gapsOf(given, asked)).map(([month, { whole }]) => [month, whole!.contacts, whole!.words]);
    expect(await counts({ zone: 'Europe/Berlin' })).toEqual([['2026-01', 2, 10]]);
    expect(await counts({ zone: 'Europe/Berlin', until: '2026-07-01' })).toEqual([
      ['2026-01', 2, 10],
      ['2026-04', 1, 5],
    ]);
    expect(await counts({ from: '2026-01-02' })).toEqual([]);
    expect(await counts({ until: '2026-03-31' })).toEqual([]);
  });

  it('is of a department with what goes on as it', async () => {
    const identities = new Identities([
      { side: 'DEPARTMENT', id: 'lab', into: 'icu', effectiveAt: FEBRUARY, recordedAt: FEBRUARY },
    ]);
    const given: readonly Said[] = [
      { departmentId: 'lab', on: FEBRUARY, it: [4], people: [5, 5] },
      { departmentId: 'icu', on: FEBRUARY, it: [1] },
    ];
    const { departments } = (await gapsOf(given, { identities, departmentIds: ['icu'] }))['2026-01']!;
    expect(departments).toEqual({ icu: { state: 'SHOWN', contacts: 2, it: 0.5, words: 5, department: 1, gap: -0.5 } });
  });
});
