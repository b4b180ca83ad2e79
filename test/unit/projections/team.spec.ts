import { describe, expect, it } from 'vitest';
import { teamProjection } from '../../../projections/team/projection.js';
import * as e from '../../../src/domain/team/events.js';
import { documentOf, documentsOf } from './documents-of.js';
import { eventIn, type GivenEvent } from './given-events.js';
import { march } from './stories.js';

const own = (fact: GivenEvent['fact']) => eventIn('team-desk', march(1), fact);
const team = (...facts: readonly GivenEvent['fact'][]) => documentOf(teamProjection, 'desk', ...facts.map(own));
const registered = e.ServiceTeamRegistered({ teamId: 'desk', name: 'Service desk', externalIds: [{ system: 'sn', value: '7' }] });
const targets = (effectiveAt: string, acknowledgeMinutes: number) =>
  e.TargetsAdopted({ teamId: 'desk', acknowledgeMinutes, effectiveAt });

describe('team', () => {
  it('is registered', () => {
    expect(team(registered)).toEqual({
      teamId: 'desk',
      name: 'Service desk',
      names: [{ effectiveAt: '', value: 'Service desk' }],
      retiredAt: null,
      mergedInto: null,
      mergedAt: null,
      externalIds: [{ system: 'sn', value: '7' }],
      targets: [],
      calendars: [],
    });
  });
  it('refuses a stream without its beginning', () => {
    expect(() => documentsOf(teamProjection, own(targets(march(1), 30)))).toThrow('before the event that begins it');
  });
  it.each<[string, GivenEvent['fact'], object]>([
    [
      'renamed',
      e.ServiceTeamRenamed({ teamId: 'desk', old: 'Service desk', new: 'Help desk', effectiveAt: march(5) }),
      {
        name: 'Help desk',
        names: [
          { effectiveAt: '', value: 'Service desk' },
          { effectiveAt: march(5), value: 'Help desk' },
        ],
      },
    ],
    [
      'merged',
      e.ServiceTeamMerged({ teamId: 'desk', intoTeamId: 'pacs', effectiveAt: march(5) }),
      { mergedInto: 'pacs', mergedAt: march(5) },
    ],
    ['retired', e.ServiceTeamRetired({ teamId: 'desk', effectiveAt: march(5) }), { retiredAt: march(5) }],
    [
      'given working hours',
      e.CalendarAdopted({ teamId: 'desk', zone: 'Europe/Berlin', hours: [], holidays: [], effectiveAt: march(5) }),
      { calendars: [{ effectiveAt: march(5), zone: 'Europe/Berlin' }] },
    ],
  ])('is %s', (_, fact, expected) => {
    expect(team(registered, fact)).toMatchObject(expected);
  });
  it('keeps its targets by the day they hold from; the same day again replaces', () => {
    const { targets: kept } = team(registered, targets(march(9), 15), targets(march(2), 60), targets(march(9), 30));
    expect(kept.map(({ effectiveAt, acknowledgeMinutes }) => [effectiveAt, acknowledgeMinutes])).toEqual([
      [march(2), 60],
      [march(9), 30],
    ]);
  });
});
