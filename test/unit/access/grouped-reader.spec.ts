import { expect, it } from 'vitest';
import { inGroups } from '../../../src/access/rows/grouped-reader.js';
import { NOTHING } from '../../../src/access/scope.js';
import { KnownWords } from '../../../src/queries/word-groups.js';
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
  const words = new KnownWords();
  const seen = async () => {
    const rows = await inGroups(views.reader(), NOTHING, words).find('trials', { limit: 9 });
    return rows.map(({ document }) => document);
  };
  const [before, after] = [await seen(), await seen()];
  expect(before.length).toBeGreaterThan(1);
  before.forEach((document, place) => expect(after[place]).toBe(document));
});
