import { effectiveAt, externalIds, name } from '../department/events.js';
import { event, type EventOf } from '../kernel/event.js';
import { group, integer, label, list, optional } from '../kernel/fields.js';
import { reason, teamId } from '../ticket/fields.js';

/** Fields that team commands and events share, declared once with their meaning. */
export const targets = {
  acknowledgeMinutes: optional(integer(1, 525_600, 'Minutes from logging to a first human answer')),
  updateMinutes: optional(integer(1, 525_600, 'Minutes to the next word where no moment is promised')),
  reopenWindowDays: optional(
    integer(1, 365, 'Days that a resolution must hold to count as durable; 14 when not adopted (uncalibrated)'),
  ),
};
export const hours = list(
  group(
    'WorkingHours',
    {
      weekday: integer(1, 7, 'ISO: 1 Monday to 7 Sunday'),
      from: label('HH:MM'),
      until: label('HH:MM, 24:00 for the end of the day'),
    },
    'A stretch of working time',
  ),
  50,
  'Working time of a week; empty: around the clock',
);
export const zone = label('IANA time zone');
export const holidays = list(label('YYYY-MM-DD'), 1_000, 'Days off');

export const ServiceTeamRegistered = event('ServiceTeamRegistered', { teamId, name, externalIds }, 'A service team is known.');
export const ServiceTeamRenamed = event(
  'ServiceTeamRenamed',
  { teamId, old: name, new: name, effectiveAt },
  'It has another name.',
);
export const ServiceTeamMerged = event(
  'ServiceTeamMerged',
  { teamId, intoTeamId: teamId, effectiveAt },
  'It goes on as part of another.',
);
export const ServiceTeamRetired = event(
  'ServiceTeamRetired',
  { teamId, reason: optional(reason), effectiveAt },
  'It is no more.',
);
export const CalendarAdopted = event(
  'CalendarAdopted',
  { teamId, zone, hours, holidays, effectiveAt },
  'The team’s working time from a day on.',
);
export const TargetsAdopted = event(
  'TargetsAdopted',
  { teamId, ...targets, effectiveAt },
  'What the team promises by default from a day on.',
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
