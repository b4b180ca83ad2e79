import { CommandHandler } from '@nestjs/cqrs';
import { KeepAuditResult } from '../../domain/audit/commands.js';
import { RunsCommand } from './runs-command.js';

@CommandHandler(KeepAuditResult)
export class KeepAuditResultHandler extends RunsCommand {}

export const AUDIT_HANDLERS = [KeepAuditResultHandler];
