import { CommandHandler } from '@nestjs/cqrs';
import { AssignAccessRole, IssueAccessKey, RevokeAccessKey, RevokeAccessRole } from '../../domain/access/commands.js';
import { RunsCommand } from './runs-command.js';

@CommandHandler(IssueAccessKey)
export class IssueAccessKeyHandler extends RunsCommand {}
@CommandHandler(RevokeAccessKey)
export class RevokeAccessKeyHandler extends RunsCommand {}
@CommandHandler(AssignAccessRole)
export class AssignAccessRoleHandler extends RunsCommand {}
@CommandHandler(RevokeAccessRole)
export class RevokeAccessRoleHandler extends RunsCommand {}

export const ACCESS_HANDLERS = [IssueAccessKeyHandler, RevokeAccessKeyHandler, AssignAccessRoleHandler, RevokeAccessRoleHandler];
