import { describe, expect, it } from 'vitest';
import fc from '../../../support/properties.js';
import type { MergerDocument } from '../../../../projections/mergers/projection.js';
import { Identities, NO_MERGERS, Succession } from '../../../../src/queries/identity/identities.js';
import { IdentityRegister } from '../../../../src/queries/identity/identity-register.js';
import { MemoryViews } from '../../../support/memory-views.js';

const on = (day: number) => `2026-03-${String(day).padStart(2, '0')}T00:00:00.000Z`;
const merger = (id: string, into: string, day: number, side: MergerDocument['side'] = 'DEPARTMENT'): MergerDocument => ({
  side,
  id,
  into,
  effectiveAt: on(day),
  recordedAt: on(20),
});
const views = (...mergers: readonly MergerDocument[]) =>
  new MemoryViews({ mergers: Object.fromEntries(mergers.map((one) => [`${one.side}.${one.id}`, one])) });
const at = (moment: string, ...mergers: readonly MergerDocument[]) =>
  new IdentityRegister().at(views(...mergers).reader(), moment);

describe('who is whom', () => {
  it('is as it always was until a merger takes effect, and from that very moment on not', async () => {
    const merged = merger('ct', 'imaging', 5);
    expect((await at('2026-03-04T23:59:59.999Z', merged)).hasNoMergers).toBe(true);
    const after = await at(on(5), merged);
    expect(after.departments.partsOf('imaging')).toEqual(['imaging', 'ct']);
    expect(after.departments.partsOf('ct')).toEqual(['ct']);
    expect(after.mergedInto({ teamId: 'desk', departmentId: 'ct' })).toEqual({
      teamId: 'desk',
      departmentId: 'imaging',
      effectiveAt: on(5),
    });
    expect(after.mergedInto({ teamId: 'desk', departmentId: 'imaging' })).toBeNull();
  });
  it('goes over several mergers, each once its own moment has come', async () => {
    const chain = [merger('imaging', 'diagnostics', 9), merger('ct', 'imaging', 5), merger('mri', 'imaging', 12)];
    const parts = async (day: number) => (await at(on(day), ...chain)).departments.partsOf('diagnostics');
    expect(await parts(8)).toEqual(['diagnostics']);
    expect(await parts(9)).toEqual(['diagnostics', 'imaging', 'ct']);
    expect(await parts(12)).toEqual(['diagnostics', 'imaging', 'ct', 'mri']);
    const last = await at(on(12), ...chain);
    expect(last.departments.headOf('ct')).toBe('diagnostics');
    expect(['ct', 'mri', 'diagnostics'].map((id) => last.departments.sinceOf(id))).toEqual([on(9), on(12), null]);
  });
  it('takes a pair for all pairs of its sides, and lists each of them under one name', async () => {
    const both = await at(on(9), merger('ct', 'imaging', 5), merger('desk', 'it', 7, 'TEAM'));
    expect(both.relationshipsOf({ teamId: 'it', departmentId: 'imaging' })).toEqual([
      'it.imaging',
      'it.ct',
      'desk.imaging',
      'desk.ct',
    ]);
    expect(both.mergedInto({ teamId: 'desk', departmentId: 'ct' })).toEqual({
      teamId: 'it',
      departmentId: 'imaging',
      effectiveAt: on(7),
    });
    const pair = { teamId: 'desk', departmentId: 'ct' };
    expect(both.listedAs(pair, {})).toBe('it.imaging');
    expect(both.listedAs(pair, { departmentId: 'ct' })).toBe('it.ct');
    expect(both.listedAs(pair, { teamId: 'desk', departmentId: 'imaging' })).toBe('desk.imaging');
    expect(both.listedAs({ teamId: 'it', departmentId: 'imaging' }, { departmentId: 'ct' })).toBeNull();
    expect(both.covered({ departmentId: 'imaging' })).toEqual([{ departmentId: 'imaging' }, { departmentId: 'ct' }]);
    expect(both.covered({})).toEqual([{}]);
  });
  it('is, as far as it was known, what it was before somebody recorded it', async () => {
    const reader = views(merger('ct', 'imaging', 5)).reader();
    const known = async (day: number) => (await new IdentityRegister().knownAt(reader, on(day))).departments.headOf('ct');
    expect([await known(4), await known(19), await known(20)]).toEqual(['ct', 'ct', 'imaging']);
  });
  it('keeps teams and departments of one id apart', async () => {
    const apart = await at(on(9), merger('a', 'b', 5, 'TEAM'));
    expect([apart.teams.headOf('a'), apart.departments.headOf('a')]).toEqual(['b', 'a']);
    expect(apart.teamsInto('b')).toEqual([{ teamId: 'a', effectiveAt: on(5) }]);
  });
  it('reads the mergers once as long as their view stays as it is', async () => {
    const [register, given] = [new IdentityRegister(), views(merger('ct', 'imaging', 5))];
    await register.at(given.reader(), on(4));
    await register.at(given.reader(), on(6));
    expect(given.reads).toEqual(['find mergers']);
  });
  it('leaves out of a circle the merger that closes it, and loses nobody', () => {
    const ids = ['a', 'b', 'c', 'd'];
    const mergers = fc.uniqueArray(
      fc.record({ id: fc.constantFrom(...ids), into: fc.constantFrom(...ids), day: fc.integer({ min: 1, max: 9 }) }),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(mergers, (all) => {
        const inOrder = all
          .map(({ id, into, day }) => merger(id, into, day))
          .sort((a, b) => (a.effectiveAt < b.effectiveAt ? -1 : 1));
        const succession = new Succession(inOrder);
        const heads = [...new Set(ids.map((id) => succession.headOf(id)))];
        expect(heads.flatMap((head) => succession.partsOf(head)).sort()).toEqual(ids);
        for (const id of ids) expect(succession.partsOf(succession.headOf(id))).toContain(id);
      }),
    );
  });
  it('is plain without mergers', () => {
    expect(NO_MERGERS.hasNoMergers).toBe(true);
    expect(new Identities([merger('a', 'b', 1)]).hasNoMergers).toBe(false);
  });
});
