import { event, type EventOf } from '../kernel/event.js';
import { optional } from '../kernel/fields.js';
import { effectiveAt, externalIds, name } from '../department/fields.js';
import { reason, teamId } from '../ticket/fields.js';
import { holidays, hours, targets, zone } from './fields.js';

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
