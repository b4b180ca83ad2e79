import { CommandHandler } from '@nestjs/cqrs';
import {
  AdoptScoringPolicy,
  AdoptSettings,
  AdoptTextRetention,
  PinAudit,
  PublishBenchmark,
  RecordAuditFinding,
  RecordAuditRun,
  RecordRebasing,
} from '../../domain/governance/commands.js';
import { RunsCommand } from './runs-command.js';

@CommandHandler(AdoptScoringPolicy)
export class AdoptScoringPolicyHandler extends RunsCommand {}
@CommandHandler(AdoptSettings)
export class AdoptSettingsHandler extends RunsCommand {}
@CommandHandler(AdoptTextRetention)
export class AdoptTextRetentionHandler extends RunsCommand {}
@CommandHandler(PublishBenchmark)
export class PublishBenchmarkHandler extends RunsCommand {}
@CommandHandler(RecordRebasing)
export class RecordRebasingHandler extends RunsCommand {}
@CommandHandler(PinAudit)
export class PinAuditHandler extends RunsCommand {}
@CommandHandler(RecordAuditRun)
export class RecordAuditRunHandler extends RunsCommand {}
@CommandHandler(RecordAuditFinding)
export class RecordAuditFindingHandler extends RunsCommand {}

export const GOVERNANCE_HANDLERS = [
  AdoptScoringPolicyHandler,
  AdoptSettingsHandler,
  AdoptTextRetentionHandler,
  PublishBenchmarkHandler,
  RecordRebasingHandler,
  PinAuditHandler,
  RecordAuditRunHandler,
  RecordAuditFindingHandler,
];
