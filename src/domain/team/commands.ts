import { effectiveAt, externalIds, name } from '../department/events.js';
import { command } from '../kernel/command.js';
import { optional, reference } from '../kernel/fields.js';
import { reason, teamId } from '../ticket/fields.js';
import { holidays, hours, targets, zone } from './events.js';

const team = { aggregate: 'team', key: ['teamId'] } as const;
/** When absent: the command's `occurredAt`. */
const from = { effectiveAt: optional(effectiveAt) };

export class RegisterServiceTeam extends command({
  ...team,
  description: 'Registers a service team.',
  fields: { teamId, name, externalIds: optional(externalIds) },
}) {}
export class RenameServiceTeam extends command({
  ...team,
  description: 'Renames the team.',
  fields: { teamId, name, ...from },
}) {}
export class MergeServiceTeam extends command({
  ...team,
  description: 'Merges the team into another one, under which it continues.',
  fields: { teamId, intoTeamId: reference('team', 'The team that continues'), ...from },
}) {}
export class RetireServiceTeam extends command({
  ...team,
  description: 'Retires the team.',
  fields: { teamId, reason: optional(reason), ...from },
}) {}
export class AdoptCalendar extends command({
  ...team,
  description: 'Sets the team’s working hours from a moment on.',
  fields: { teamId, zone, hours: optional(hours), holidays: optional(holidays), ...from },
}) {}
export class AdoptTargets extends command({
  ...team,
  description: 'Sets the team’s default targets from a moment on. They replace all earlier targets.',
  fields: { teamId, ...targets, ...from },
}) {}

export const TEAM_COMMANDS = [
  RegisterServiceTeam,
  RenameServiceTeam,
  MergeServiceTeam,
  RetireServiceTeam,
  AdoptCalendar,
  AdoptTargets,
] as const;
