import { describe, expect, it } from 'vitest';
import type { SurveyDocument } from '../../../projections/surveys/projection.js';
import { surveyResult } from '../../../src/queries/surveys.js';
import { settingsOf, smallestGroup } from '../../support/dated-settings.js';

const item = (itemId: string, valid: number, positive: number) => ({
  itemId,
  reversed: false,
  positiveFrom: 4,
  counts: [valid - positive, 0, 0, 0, positive],
  positive,
  notApplicable: 0,
  missing: 0,
});
const survey = (given: Partial<SurveyDocument> = {}): SurveyDocument => ({
  surveyId: 'S1',
  instrumentId: 'rapport-relationship-1',
  departmentId: 'icu',
  teamId: 'desk',
  from: '2026-01-01T00:00:00.000Z',
  until: '2026-02-01T00:00:00.000Z',
  state: 'CLOSED',
  openedAt: '2026-01-02T00:00:00.000Z',
  closedAt: '2026-01-20T00:00:00.000Z',
  eligible: 20,
  invited: 20,
  respondents: 9,
  items: [item('a', 9, 6), item('b', 8, 4), item('few', 4, 4)],
  composites: [
    { compositeId: 'both', name: 'Both', itemIds: ['a', 'b'] },
    { compositeId: 'partly', name: 'Partly', itemIds: ['a', 'few'] },
  ],
  actedOn: [],
  ...given,
});

describe('surveyResult', () => {
  it('gives % positive in whole percents, composites as the mean of their questions, and the response rate', () => {
    const result = surveyResult(survey(), settingsOf());
    expect(result).toMatchObject({ publication: 'PUBLISHED', respondents: 9, responseRate: 0.45 });
    expect(result.items.slice(0, 2)).toEqual([
      { itemId: 'a', state: 'SHOWN', percentPositive: 67 },
      // 4 of 8 is no share of nine people; 50 % would tell that one of them skipped the question.
      { itemId: 'b', state: 'SHOWN', percentPositive: 56 },
    ]);
    expect(result.composites[0]).toMatchObject({ state: 'SHOWN', percentPositive: 62 });
  });

  it('suppresses a question that fewer than five answered, and the composite that would give it away', () => {
    const { items, composites } = surveyResult(survey(), settingsOf());
    expect(items[2]).toEqual({ itemId: 'few', state: 'SUPPRESSED', percentPositive: null });
    expect(composites[1]).toMatchObject({ state: 'SUPPRESSED', percentPositive: null });
  });

  it.each([
    ['of four people', { respondents: 4 }, 'SUPPRESSED'],
    ['while it is open, however many answered', { state: 'OPEN', closedAt: null }, 'NOT_CLOSED'],
  ] as const)('shows no answer %s', (_, given, publication) => {
    const result = surveyResult(survey(given), settingsOf());
    expect(result).toMatchObject({ publication, respondents: null, responseRate: null, items: [], composites: [] });
  });

  it('is of the smallest group in force when it was closed', () => {
    const nine = smallestGroup(9, '2026-01-10T00:00:00.000Z');
    const { publication, items } = surveyResult(survey(), settingsOf(nine));
    expect([publication, items.map(({ state }) => state)]).toEqual(['PUBLISHED', ['SHOWN', 'SUPPRESSED', 'SUPPRESSED']]);
    const ten = smallestGroup(10, '2026-01-15T00:00:00.000Z');
    const later = smallestGroup(3, '2026-01-21T00:00:00.000Z');
    expect(surveyResult(survey(), settingsOf(nine, ten, later)).publication).toBe('SUPPRESSED');
  });

  it('lets no count of answers out', () => {
    expect(JSON.stringify(surveyResult(survey(), settingsOf()))).not.toMatch(/counts|missing|notApplicable|actedOn/);
  });
});
