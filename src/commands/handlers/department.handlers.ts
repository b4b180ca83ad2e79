import { CommandHandler } from '@nestjs/cqrs';
import {
  MergeDepartment,
  RegisterDepartment,
  RenameDepartment,
  ReparentDepartment,
  RetireDepartment,
  SplitDepartment,
} from '../../domain/department/commands.js';
import { RunsCommand } from './runs-command.js';

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
