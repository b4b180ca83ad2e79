import { CommandHandler } from '@nestjs/cqrs';
import {
  MergeDepartment,
  RegisterDepartment,
  RenameDepartment,
  ReparentDepartment,
  RetireDepartment,
  SplitDepartment,
} from '../../domain/department/commands.js';
import {
  AdoptCalendar,
  AdoptTargets,
  MergeServiceTeam,
  RegisterServiceTeam,
  RenameServiceTeam,
  RetireServiceTeam,
} from '../../domain/team/commands.js';
import { RunsCommand } from '../command-runner.js';

@CommandHandler(RegisterDepartment)
export class RegisterDepartmentHandler extends RunsCommand {}
@CommandHandler(RenameDepartment)
export class RenameDepartmentHandler extends RunsCommand {}
@CommandHandler(ReparentDepartment)
export class ReparentDepartmentHandler extends RunsCommand {}
@CommandHandler(MergeDepartment)
export class MergeDepartmentHandler extends RunsCommand {}
@CommandHandler(SplitDepartment)
export class SplitDepartmentHandler extends RunsCommand {}
@CommandHandler(RetireDepartment)
export class RetireDepartmentHandler extends RunsCommand {}

export const DEPARTMENT_HANDLERS = [
  RegisterDepartmentHandler,
  RenameDepartmentHandler,
  ReparentDepartmentHandler,
  MergeDepartmentHandler,
  SplitDepartmentHandler,
  RetireDepartmentHandler,
];

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
