import { describe, expect, it } from 'vitest';
import { NarrowedReader } from '../../../src/access/rows/narrowed-reader.js';
import { ROW_RULES } from '../../../src/access/rows/row-rules.js';
import { admits, type Sides } from '../../../src/access/scope.js';
import { PROJECTIONS } from '../../../projections/index.js';
import type { ViewFilter } from '../../../src/view-store/view-store.js';
import { MemoryViews } from '../../support/memory-views.js';
import fc from '../../support/properties.js';

const DEPARTMENTS = ['ward', 'lab', 'icu'];
const TEAMS = ['desk', 'network'];
const some = (ids: readonly string[]) => fc.subarray([...ids]);
const scopes: fc.Arbitrary<Sides> = fc.record({ departments: some(DEPARTMENTS), teams: some(TEAMS) });
const tickets = fc
  .array(
    fc.record({
      departmentId: fc.constantFrom(...DEPARTMENTS),
      teamId: fc.option(fc.constantFrom(...TEAMS)),
      loggedAt: fc.integer({ min: 0, max: 5 }).map(String),
    }),
    { maxLength: 20 },
  )
  .map((all) => Object.fromEntries(all.map((one, n) => [`T${String(n).padStart(2, '0')}`, one])));
const filters: fc.Arbitrary<ViewFilter> = fc.record({
  where: fc.record(
    {
      departmentId: fc.oneof(fc.constantFrom(...DEPARTMENTS), some(DEPARTMENTS)),
      teamId: fc.constantFrom(...TEAMS),
    },
    { requiredKeys: [] },
  ),
});
const walks = fc.record({ descending: fc.boolean(), limit: fc.integer({ min: 1, max: 6 }), isOrdered: fc.boolean() });

describe('a reader narrowed to departments and teams', () => {
  it('lists and counts as if the other rows were not there, page by page', async () => {
    await fc.assert(
      fc.asyncProperty(tickets, scopes, filters, walks, async (all, scope, filter, { descending, limit, isOrdered }) => {
        const narrow = new NarrowedReader(new MemoryViews({ ticket: all }).reader(), scope);
        const visible = Object.fromEntries(Object.entries(all).filter(([, ticket]) => admits(scope, ticket)));
        const reference = new MemoryViews({ ticket: visible }).reader();
        expect(await narrow.count('ticket', filter)).toBe(await reference.count('ticket', filter));
        expect(await narrow.get('ticket', Object.keys(all))).toEqual(await reference.get('ticket', Object.keys(all)));
        const order = { ...filter, descending, limit, ...(isOrdered && { orderBy: 'loggedAt' }) };
        let after: { value: string | null; key: string } | undefined;
        for (;;) {
          const [page, expected] = await Promise.all(
            [narrow, reference].map((one) => one.find<{ loggedAt: string }>('ticket', { ...order, ...(after && { after }) })),
          );
          expect(page).toEqual(expected);
          const last = page!.at(-1);
          if (!last) return;
          after = { value: isOrdered ? last.document.loggedAt : null, key: last.key };
        }
      }),
      { numRuns: 100 },
    );
  });

  it('shows of a document that names nobody what its view’s rule says', async () => {
    const documents = {
      ticket: { T1: { departmentId: 'ward', teamId: 'desk' }, T2: { departmentId: 'lab', teamId: null } },
      interaction: { I1: { departmentId: 'ward', teamId: 'desk' }, I2: { departmentId: 'lab', teamId: 'desk' } },
      links: { 'I1.T1': { interactionId: 'I1' }, 'I2.T1': { interactionId: 'I2' } },
      timeline: { 'desk.ward|1': { relationshipId: 'desk.ward' }, 'desk.lab|1': { relationshipId: 'desk.lab' } },
      trials: {
        'ticket:T1': { kind: 'TICKET', ticketId: 'T1', departmentId: 'ward' },
        'ticket:T2': { kind: 'TICKET', ticketId: 'T2', departmentId: 'lab' },
        'pair:desk.lab': { kind: 'PAIR', departmentId: 'lab', teamId: 'desk' },
        'month:2026-01': { kind: 'MONTH' },
      },
      audits: { a: {} },
      team: { desk: {}, network: {} },
    };
    const narrow = new NarrowedReader(new MemoryViews(documents).reader(), { departments: ['ward'], teams: [] });
    const seen = async (view: string) => {
      const keys = Object.keys((documents as Record<string, object>)[view]!);
      const [got, found] = [await narrow.get(view, keys), await narrow.find(view, { limit: 100 })];
      expect(found.map(({ key }) => key)).toEqual([...got.keys()].sort());
      expect(await narrow.count(view, {})).toBe(found.length);
      return [...got.keys()];
    };
    expect(await seen('ticket')).toEqual(['T1']);
    expect(await seen('links')).toEqual(['I1.T1']);
    expect(await seen('timeline')).toEqual(['desk.ward|1']);
    expect(await seen('trials')).toEqual(['ticket:T1', 'month:2026-01']);
    expect(await seen('audits')).toEqual([]);
    expect(await seen('team')).toEqual(['desk', 'network']);
    expect(
      await Promise.all(['ticket-T1', 'ticket-T2', 'governance-h', 'team-desk', 'access-h'].map((one) => narrow.shows(one))),
    ).toEqual([true, false, false, true, false]);
  });

  it('keeps what is computed of narrowed rows apart, and of the others together', async () => {
    const whole = { ...new MemoryViews({}).reader(), changedSince: async (_: string, mark: string) => [mark] };
    const [ward, lab] = [['ward'], ['lab']].map((departments) => new NarrowedReader(whole, { departments, teams: [] }));
    const mark = await ward!.mark('ticket');
    expect(mark).not.toBe(await lab!.mark('ticket'));
    expect(await lab!.changedSince!('ticket', mark)).toBeNull();
    expect(await ward!.changedSince!('ticket', mark)).toEqual(['ticket']);
    expect(await ward!.mark('mergers')).toBe(await whole.mark('mergers'));
  });

  it('knows a rule for every view but those of the organisation as a whole', () => {
    const unnamed = PROJECTIONS.map(({ name }) => name).filter((name) => ROW_RULES[name] === undefined);
    expect(unnamed).toEqual(['audits', 'imports']);
  });
});
