import { effectiveAt, externalIds, name } from '../department/events.js';
import { event, type EventOf } from '../kernel/event.js';
import { group, integer, label, list, optional } from '../kernel/fields.js';
import { reason, teamId } from '../ticket/fields.js';

/** Fields that team commands and events share, declared once with their meaning. */
export const targets = {
  acknowledgeMinutes: optional(integer(1, 525_600, 'Minutes from logging to a first response by a person')),
  updateMinutes: optional(integer(1, 525_600, 'Minutes to the next update if no moment was promised')),
  reopenWindowDays: optional(
    integer(1, 365, 'Days that a resolution must last to count as durable; 14 if not set (uncalibrated)'),
  ),
};
export const hours = list(
  group(
    'WorkingHours',
    {
      weekday: integer(1, 7, 'ISO: 1 Monday to 7 Sunday'),
      from: label('HH:MM'),
      until: label('HH:MM; 24:00 for the end of the day'),
    },
    'A period of working hours',
  ),
  50,
  'Working hours of a week; empty: around the clock',
);
export const zone = label('IANA time zone');
export const holidays = list(label('YYYY-MM-DD'), 1_000, 'Days off');

export const ServiceTeamRegistered = event(
  'ServiceTeamRegistered',
  { teamId, name, externalIds },
  'A service team was registered.',
);
export const ServiceTeamRenamed = event(
  'ServiceTeamRenamed',
  { teamId, old: name, new: name, effectiveAt },
  'The team was renamed.',
);
export const ServiceTeamMerged = event(
  'ServiceTeamMerged',
  { teamId, intoTeamId: teamId, effectiveAt },
  'The team continues as part of another.',
);
export const ServiceTeamRetired = event(
  'ServiceTeamRetired',
  { teamId, reason: optional(reason), effectiveAt },
  'The team was retired.',
);
export const CalendarAdopted = event(
  'CalendarAdopted',
  { teamId, zone, hours, holidays, effectiveAt },
  'The team’s working hours from a day on.',
);
export const TargetsAdopted = event(
  'TargetsAdopted',
  { teamId, ...targets, effectiveAt },
  'The team’s default targets from a day on.',
);

export const TEAM_EVENTS = [
  ServiceTeamRegistered,
  ServiceTeamRenamed,
  ServiceTeamMerged,
  ServiceTeamRetired,
  CalendarAdopted,
  TargetsAdopted,
] as const;
export type TeamEvent = EventOf<(typeof TEAM_EVENTS)[number]>;
