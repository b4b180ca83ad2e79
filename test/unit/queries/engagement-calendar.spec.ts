import { describe, expect, it } from '@jest/globals';
import type { TouchpointDocument } from '../../../projections/touchpoints/document.js';
import { AskEngagementCalendar, AskEngagementCalendarHandler } from '../../../src/queries/engagement/engagement-calendar.js';
import { MemoryViews } from '../../support/memory-views.js';
import { departmentOf } from '../../support/view-documents.js';

const NOW = '2026-03-10T12:00:00.000Z';
const touchpoint = (day: string, state: TouchpointDocument['state'], attendance: TouchpointDocument['attendance'] = null) =>
  [day, { touchpointId: day, departmentId: 'icu', plannedFor: `2026-${day}T09:00:00.000Z`, state, attendance }] as const;
const views = new MemoryViews({
  department: { icu: departmentOf('icu') },
  touchpoints: Object.fromEntries([
    touchpoint('01-05', 'HELD', { it: 1, department: 1 }),
    touchpoint('03-01', 'HELD', { it: 1, department: 2 }),
    touchpoint('03-02', 'HELD', { it: 1, department: 0 }),
    touchpoint('03-03', 'MISSED'),
    touchpoint('03-04', 'PLANNED'),
    touchpoint('03-05', 'CALLED_OFF'),
    touchpoint('03-20', 'PLANNED'),
    touchpoint('03-30', 'PLANNED'),
  ]),
});
const ask = (departmentId: string, from?: string, to?: string) =>
  new AskEngagementCalendarHandler().execute(new AskEngagementCalendar(views.reader(), departmentId, from, to, NOW));

describe('AskEngagementCalendar', () => {
  it('tells visits that were kept from those that were not, and both from those to come', async () => {
    const calendar = await ask('icu', '2026-03-01T00:00:00.000Z');
    expect(calendar?.touchpoints.map(({ touchpointId, state, kept }) => [touchpointId, state, kept])).toEqual([
      ['03-01', 'HELD', true],
      ['03-02', 'HELD', false],
      ['03-03', 'MISSED', false],
      ['03-04', 'UNREPORTED', false],
      ['03-05', 'CALLED_OFF', null],
      ['03-20', 'PLANNED', null],
      ['03-30', 'PLANNED', null],
    ]);
    expect(calendar).toMatchObject({ due: 4, kept: 1 });
  });

  it('looks ninety days back, and names the next visit whatever the period', async () => {
    expect((await ask('icu'))?.touchpoints).toHaveLength(8);
    const january = await ask('icu', '2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z');
    expect(january?.touchpoints.map(({ touchpointId }) => touchpointId)).toEqual(['01-05']);
    expect(january?.next?.touchpointId).toBe('03-20');
  });

  it('knows no such department', async () => expect(await ask('nowhere')).toBeNull());
});
