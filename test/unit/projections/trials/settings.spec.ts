import { InteractionFeedbackGiven } from '../../../../src/domain/interaction/events.js';
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

  it('has the zone adopted last at all times while nobody has rated, except a zone that is still to come', () => {
    const settings = settingsOf(
      adopted(-900, { zone: 'Asia/Kolkata' }),
      adopted(-1_000, { zone: 'Europe/Berlin' }),
      adopted(5 * DAY, { zone: 'America/New_York' }),
    );
    const zones = [-100 * DAY, 0, 7 * DAY].map((minute) => settings.organisation(at(minute)).zone);
    expect(zones).toEqual(['Europe/Berlin', 'Europe/Berlin', 'America/New_York']);
  });
  it('moves no boundary that has passed once somebody has rated, whatever its effect', () => {
    const recorded = at(2 * DAY);
    const kolkata = { ...adopted(-300 * DAY, { zone: 'Asia/Kolkata', graceDays: 1 }), recordedAt: recorded };
    const settings = settingsOf(adopted(-900, { zone: 'Europe/Berlin' }), eventIn('interaction-I', at(0), rating), kolkata);
    const zones = [-100 * DAY, 2 * DAY, 4 * DAY].map((minute) => settings.organisation(at(minute)).zone);
    expect(zones).toEqual(['Europe/Berlin', 'Europe/Berlin', 'Asia/Kolkata']);
    // The other settings of the same adoption reach back.
    expect(settings.graceUntil(at(-100 * DAY))).toBe(at(-99 * DAY));
    // Known up to the first adoption, there is no other zone.
    expect(settings.daysKnownAt(String(1).padStart(20, '0')).zones).toEqual([{ from: '', zone: 'Europe/Berlin' }]);
  });
});

const rating = InteractionFeedbackGiven({
  ...{ interactionId: 'I', teamId: 'desk', departmentId: 'icu', respondentRef: 'p', treatment: 5 },
  ...{ factors: [], startedAt: at(0), earlierResponses: 0 },
});
