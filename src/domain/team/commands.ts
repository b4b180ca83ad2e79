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
  description: 'Makes a service team known.',
  fields: { teamId, name, externalIds: optional(externalIds) },
}) {}
export class RenameServiceTeam extends command({
  ...team,
  description: 'Gives it another name.',
  fields: { teamId, name, ...from },
}) {}
export class MergeServiceTeam extends command({
  ...team,
  description: 'It goes on as part of another.',
  fields: { teamId, intoTeamId: reference('team', 'The team that goes on'), ...from },
}) {}
export class RetireServiceTeam extends command({
  ...team,
  description: 'It is no more.',
  fields: { teamId, reason: optional(reason), ...from },
}) {}
export class AdoptCalendar extends command({
  ...team,
  description: 'Sets the team’s working time from a moment on.',
  fields: { teamId, zone, hours: optional(hours), holidays: optional(holidays), ...from },
}) {}
export class AdoptTargets extends command({
  ...team,
  description: 'Sets what the team promises by default from a moment on. It replaces earlier targets whole.',
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
