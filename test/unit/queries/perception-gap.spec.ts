import { describe, expect, it } from 'vitest';
import { DatedSettings } from '../../../src/queries/dated-settings.js';
import { dayOf } from '../../../src/queries/days.js';
import { AskPerceptionGap } from '../../../src/queries/perception-gap.js';
import { settingsDocuments, smallestGroup, zoneOf } from '../../support/dated-settings.js';
import { MemoryViews } from '../../support/memory-views.js';

interface Contact {
  readonly departmentId: string;
  readonly startedAt: string;
  readonly it: number | null;
  readonly ratings: readonly number[];
  /** Who rated; absent: somebody else each time. */
  readonly by?: string;
  /** When the ratings were recorded; absent: when the contact began. */
  readonly toldAt?: string;
}
type Contacts = readonly Contact[];
const contacts = (
  departmentId: string,
  times: number,
  it: number | null,
  ratings: readonly number[],
  startedAt = '2026-02-10T08:00:00.000Z',
) => Array.from({ length: times }, () => ({ departmentId, startedAt, it, ratings }));
const ask = (
  given: Contacts,
  from = '2026-01-01T00:00:00.000Z',
  to = '2026-04-01T00:00:00.000Z',
  trials: Readonly<Record<string, object>> = {},
) => {
  const documents = given.map(({ departmentId, startedAt, it, ratings, by, toldAt = startedAt }, place) => {
    const feedback = ratings.map((treatment, n) => ({ treatment, person: by ?? `${place}-${n}`, recordedAt: toldAt }));
    const assessed = { selfAssessedTreatment: it, selfAssessedAt: it === null ? null : startedAt };
    return [`I${place}`, { interactionId: `I${place}`, departmentId, startedAt, ...assessed, feedback }] as const;
  });
  const views = new MemoryViews({ interaction: Object.fromEntries(documents), trials });
  return new AskPerceptionGap(new DatedSettings()).execute(views.reader(), from, to);
};

describe('the perception gap', () => {
  it('is what IT thought less what people thought, over contacts that both rated', async () => {
    const [quarter] = await ask([
      ...contacts('surgery', 6, 5, [4, 2]),
      ...contacts('surgery', 3, null, [1]),
      ...contacts('surgery', 3, 1, []),
      ...contacts('icu', 5, 3, [4]),
    ]);
    expect([quarter!.firstDay, quarter!.lastDay]).toEqual([dayOf('2026-01-01T00:00:00.000Z'), dayOf('2026-03-31T00:00:00.000Z')]);
    expect(Object.fromEntries(quarter!.departments)).toEqual({
      icu: { state: 'SHOWN', contacts: 5, it: 3, department: 4, gap: -1 },
      surgery: { state: 'SHOWN', contacts: 6, it: 5, department: 3, gap: 2 },
    });
    expect(quarter!.whole).toMatchObject({ state: 'SHOWN', contacts: 11 });
  });

  it('is suppressed below five ratings, and so is what would give it away', async () => {
    const [quarter] = await ask([
      ...contacts('icu', 4, 3, [4]),
      ...contacts('lab', 6, 3, [4]),
      ...contacts('surgery', 9, 3, [4]),
    ]);
    const states = Object.fromEntries([...quarter!.departments].map(([id, { state, gap }]) => [id, [state, gap]]));
    expect(states).toEqual({ icu: ['SUPPRESSED', null], lab: ['SUPPRESSED', null], surgery: ['SHOWN', -1] });
    expect(quarter!.whole.contacts).toBe(19);
    const [alone] = await ask(contacts('icu', 4, 3, [4]));
    expect(alone!.whole).toEqual({ state: 'SUPPRESSED', contacts: null, it: null, department: null, gap: null });
  });

  it('is of the smallest group in force at the end of the quarter', async () => {
    const six = settingsDocuments(smallestGroup(6, '2026-03-31T00:00:00.000Z'), smallestGroup(2, '2026-04-01T00:00:00.000Z'));
    const asked = ['2026-01-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z'] as const;
    const [of5, of6] = await Promise.all([5, 6].map((people) => ask(contacts('icu', people, 3, [4]), ...asked, six)));
    expect([of5![0]!.whole.state, of6![0]!.whole.state]).toEqual(['SUPPRESSED', 'SHOWN']);
  });

  it('counts people, not ratings, and of these only what was recorded within the quarter', async () => {
    const [ofOne] = await ask(contacts('icu', 6, 3, [4]).map((contact) => ({ ...contact, by: 'p' })));
    expect(ofOne!.whole.state).toBe('SUPPRESSED');
    const late = contacts('icu', 6, 3, [4]).map((contact) => ({ ...contact, toldAt: '2026-04-01T00:00:00.000Z' }));
    const [inTime] = await ask([...contacts('icu', 5, 3, [4]), ...late]);
    expect(inTime!.whole).toMatchObject({ state: 'SHOWN', contacts: 5 });
  });

  it('is of the quarters of the organisation’s zone', async () => {
    const at = (startedAt: string) => contacts('icu', 5, 3, [4], startedAt);
    const berlin = settingsDocuments(zoneOf('Europe/Berlin'));
    const [from, until] = ['2025-12-31T23:00:00.000Z', '2026-03-31T22:00:00.000Z'];
    // The first and the last hour of the quarter there, and those beside it; by UTC it would be another's, or none.
    const given = [from, '2026-03-31T21:00:00.000Z', '2025-12-31T22:00:00.000Z', until].flatMap(at);
    const quarters = await ask(given, from, until, berlin);
    expect(quarters.map(({ firstDay, whole }) => [firstDay, whole.contacts])).toEqual([[dayOf('2026-01-01T00:00:00.000Z'), 10]]);
  });

  it('is told of whole quarters only: one day more or less tells nothing about anybody', async () => {
    const given = [
      ...contacts('surgery', 5, 5, [4], '2026-02-10T08:00:00.000Z'),
      ...contacts('surgery', 6, 5, [4], '2026-05-10T08:00:00.000Z'),
    ];
    const counts = async (from: string, to: string) =>
      (await ask(given, `${from}T00:00:00.000Z`, `${to}T00:00:00.000Z`)).map(({ whole }) => whole.contacts);
    expect(await counts('2026-01-01', '2026-07-01')).toEqual([5, 6]);
    expect(await counts('2026-01-02', '2026-07-01')).toEqual([6]);
    expect(await counts('2025-12-31', '2026-06-30')).toEqual([5]);
    expect(await counts('2026-02-01', '2026-03-01')).toEqual([]);
  });
});
