import { describe, expect, it } from 'vitest';
import { CalendarAdopted } from '../../../../src/domain/team/events.js';
import { settingsOf } from '../../../support/dated-settings.js';
import { eventIn } from '../given-events.js';
import { at, charter, targets } from './ticket-life.js';

const stricter = eventIn('team-desk', at(-1), {
  type: 'TargetsAdopted',
  data: { teamId: 'desk', acknowledgeMinutes: 5, effectiveAt: at(60) },
});

describe('what a team owes', () => {
  it('is by the targets in force when the wait begins, whenever they were adopted', () => {
    const settings = settingsOf(targets(), stricter);
    expect(settings.acknowledgeBy('desk', 'ward', at(59))).toBe(at(59 + 60));
    expect(settings.acknowledgeBy('desk', 'ward', at(60))).toBe(at(60 + 5));
    // A version replaces the one before as a whole.
    expect(settings.nextWordBy('desk', 'ward', at(59))).toBe(at(59 + 120));
    expect(settings.nextWordBy('desk', 'ward', at(60))).toBeUndefined();
  });
  it('is what it agreed with the department before its own target, and nothing where neither says', () => {
    const settings = settingsOf(targets(), charter({ acknowledgeMinutes: 10 }));
    expect(settings.acknowledgeBy('desk', 'ward', at(0))).toBe(at(10));
    expect(settings.nextWordBy('desk', 'ward', at(0))).toBe(at(120));
    expect(settings.acknowledgeBy('desk', 'theatre', at(0))).toBe(at(60));
    expect(settings.acknowledgeBy('network', 'ward', at(0))).toBeUndefined();
  });
  it('falls due in its own working time', () => {
    const hours = [{ weekday: 2, from: '08:00', until: '16:00' }];
    const tuesdays = CalendarAdopted({ teamId: 'desk', zone: 'UTC', hours, holidays: [], effectiveAt: at(-5_000) });
    // The story begins on a Monday.
    const settings = settingsOf(targets(), eventIn('team-desk', at(-900), tuesdays));
    expect(settings.acknowledgeBy('desk', 'ward', at(0))).toBe('2026-03-03T09:00:00.000Z');
  });
  it('holds so many days after it was resolved, fourteen where it says none', () => {
    expect(settingsOf(targets({ reopenWindowDays: 7 })).holdsUntil('desk', at(0))).toBe('2026-03-09T08:00:00.000Z');
    expect(settingsOf().holdsUntil('desk', at(0))).toBe('2026-03-16T08:00:00.000Z');
  });
});
