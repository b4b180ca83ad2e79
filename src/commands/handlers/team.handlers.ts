import { CommandHandler } from '@nestjs/cqrs';
import {
  AdoptCalendar,
  AdoptTargets,
  MergeServiceTeam,
  RegisterServiceTeam,
  RenameServiceTeam,
  RetireServiceTeam,
} from '../../domain/team/commands.js';
import { RunsCommand } from './runs-command.js';

@CommandHandler(RegisterServiceTeam)
export class RegisterServiceTeamHandler extends RunsCommand {}
@CommandHandler(RenameServiceTeam)
export class RenameServiceTeamHandler extends RunsCommand {}
@CommandHandler(MergeServiceTeam)
export class MergeServiceTeamHandler extends RunsCommand {}
@CommandHandler(RetireServiceTeam)
export class RetireServiceTeamHandler extends RunsCommand {}
@CommandHandler(AdoptCalendar)
export class AdoptCalendarHandler extends RunsCommand {}
@CommandHandler(AdoptTargets)
export class AdoptTargetsHandler extends RunsCommand {}

export const TEAM_HANDLERS = [
  RegisterServiceTeamHandler,
  RenameServiceTeamHandler,
  MergeServiceTeamHandler,
  RetireServiceTeamHandler,
  AdoptCalendarHandler,
  AdoptTargetsHandler,
];
