import { describe, expect, it } from 'vitest';
import type { SettingsAdopted } from '../../../../src/domain/governance/events.js';
import type { EventOf } from '../../../../src/domain/kernel/event.js';
import { CalendarAdopted } from '../../../../src/domain/team/events.js';
import { settingsOf } from '../../../support/dated-settings.js';
import { eventIn } from '../given-events.js';
import { at, charter, DAY, targets } from './ticket-life.js';

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
  it('is by a charter from the day that it names, else from when it was agreed', () => {
    const dated = settingsOf(targets(), charter({ acknowledgeMinutes: 10, effectiveAt: at(30) }));
    expect([29, 30].map((minute) => dated.acknowledgeBy('desk', 'ward', at(minute)))).toEqual([at(29 + 60), at(30 + 10)]);
    const undated = settingsOf(targets(), charter({ acknowledgeMinutes: 10 }));
    expect([-501, -500].map((minute) => undated.acknowledgeBy('desk', 'ward', at(minute)))).toEqual([
      at(-501 + 60),
      at(-500 + 10),
    ]);
  });
  it('is by the version adopted later, of two that take effect at one moment', () => {
    const again = eventIn('team-desk', at(-1), {
      type: 'TargetsAdopted',
      data: { teamId: 'desk', acknowledgeMinutes: 20, effectiveAt: at(60) },
    });
    expect(settingsOf(targets(), stricter, again).acknowledgeBy('desk', 'ward', at(60))).toBe(at(60 + 20));
    expect(settingsOf(targets(), again, stricter).acknowledgeBy('desk', 'ward', at(60))).toBe(at(60 + 5));
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

describe('what holds for all', () => {
  const adopted = (minute: number, given: Partial<EventOf<typeof SettingsAdopted>['data']>) =>
    eventIn('governance-hospital', at(-900), {
      type: 'SettingsAdopted',
      data: {
        organizationId: 'hospital',
        zone: 'UTC',
        graceDays: 7,
        claimWithinHours: 24,
        smallestGroup: 5,
        ...given,
        effectiveAt: at(minute),
      },
    });

  it('is by the version in force at the planned date, and when a wait begins', () => {
    const settings = settingsOf(
      adopted(0, { graceDays: 2, claimWithinHours: 3 }),
      adopted(DAY, { graceDays: 1, claimWithinHours: 1 }),
    );
    expect([-1, 0, DAY].map((minute) => settings.graceUntil(at(minute)))).toEqual([at(7 * DAY - 1), at(2 * DAY), at(2 * DAY)]);
    expect([-1, 0, DAY].map((minute) => settings.claimBy(at(minute)))).toEqual([at(DAY - 1), at(180), at(DAY + 60)]);
  });
  it('has one zone for all days: the one adopted last, whenever it takes effect', () => {
    const settings = settingsOf(
      adopted(5 * DAY, { zone: 'Europe/Berlin' }),
      adopted(0, { zone: 'Asia/Kolkata', smallestGroup: 3 }),
    );
    expect([settings.zone, settings.organisation(at(6 * DAY)).zone]).toEqual(['Asia/Kolkata', 'Asia/Kolkata']);
    expect([0, 5 * DAY].map((minute) => settings.organisation(at(minute)).smallestGroup)).toEqual([3, 5]);
  });
});
