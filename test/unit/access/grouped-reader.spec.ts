import { expect, it } from 'vitest';
import { DatedSettings } from '../../../src/queries/dated-settings.js';
import { inGroups } from '../../../src/access/rows/grouped-reader.js';
import { NOTHING } from '../../../src/access/scope.js';
import type { Answer, AnswersDocument } from '../../../projections/answers/projection.js';
import { WordGroupsCache } from '../../../src/queries/word-groups.js';
import { MemoryViews } from '../../support/memory-views.js';
import { trialViews } from '../../support/view-documents.js';

it('shows the same document as the same object: what is made of it is kept by it, from one state of the views to the next', async () => {
  const at = '2026-02-10T08:00:00.000Z';
  const trial = {
    counted: 'treatment',
    teamId: 'desk',
    departmentId: 'icu',
    trialId: 'I1',
    subject: 'I1',
    at,
    from: at,
  } as const;
  const views = new MemoryViews({ trials: trialViews([{ ...trial, success: true, eventIds: [] }]) });
  const words = new WordGroupsCache(new DatedSettings());
  const seen = async () => {
    const rows = await inGroups(views.reader(), NOTHING, words).find('trials', { limit: 9 });
    return rows.map(({ document }) => document);
  };
  const [before, after] = [await seen(), await seen()];
  expect(before.length).toBeGreaterThan(1);
  before.forEach((document, place) => expect(after[place]).toBe(document));
  // Some that were shown already and some that were not, by one reader.
  const reader = inGroups(views.reader(), NOTHING, words);
  const [first] = await reader.find<object>('trials', { limit: 1 });
  const all = await reader.find<object>('trials', { limit: 9 });
  expect(all.map(({ document }) => document)).toEqual(before);
  expect([...(await reader.get('trials', [first!.key])).values()]).toEqual([first!.document]);
});

it('cuts no group of a document that is ahead of the others: a year’s are written one after the other, and read in between', async () => {
  const told = (person: number, day: string, position: string): Answer => {
    const at = `2026-${day}T08:00:00.000Z`;
    return { person, teamId: 'desk', at, recordedAt: at, position, eventId: position, well: person !== 5 };
  };
  const document = (quarter: string, answers: readonly Answer[]) => {
    const one: AnswersDocument = { departmentId: 'icu', quarter, recordedAt: answers.at(-1)!.recordedAt, answers };
    return { [`icu.${quarter}`]: one };
  };
  const four = [1, 2, 3, 4].map((person) => told(person, '02-10', `0${person}`));
  // The fifth is of another quarter, whose document is not written yet; the sixth is of the first quarter, and is.
  const [fifth, sixth] = [told(5, '05-10', '05'), told(6, '02-11', '06')];
  const groupsAt = async (upTo: string, ...documents: object[]) => {
    const reader = { ...new MemoryViews({ answers: Object.assign({}, ...documents) }).reader(), upTo: () => upTo };
    return (await new WordGroupsCache(new DatedSettings()).of(reader))
      .of({ teamId: 'desk', departmentId: 'icu' })
      .people.map(({ person }) => person);
  };
  expect(await groupsAt('04', document('2026-Q1', four), document('2026-Q2', [fifth]))).toEqual([]);
  expect(await groupsAt('04', document('2026-Q1', [...four, sixth]))).toEqual([]);
  expect(await groupsAt('06', document('2026-Q1', [...four, sixth]), document('2026-Q2', [fifth]))).toEqual([1, 2, 3, 4, 5]);
});
