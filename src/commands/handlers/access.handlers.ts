import { CommandHandler } from '@nestjs/cqrs';
import { IssueAccessKey, RevokeAccessKey } from '../../domain/access/commands.js';
import { RunsCommand } from './runs-command.js';

@CommandHandler(IssueAccessKey)
export class IssueAccessKeyHandler extends RunsCommand {}
@CommandHandler(RevokeAccessKey)
export class RevokeAccessKeyHandler extends RunsCommand {}

export const ACCESS_HANDLERS = [IssueAccessKeyHandler, RevokeAccessKeyHandler];
