import { CommandHandler } from '@nestjs/cqrs';
import { AssignAccessRole, IssueAccessKey, RevokeAccessKey, RevokeAccessRole } from '../../domain/access.js';
import { KeepAuditResult } from '../../domain/audit.js';
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
import { RecordImportRun } from '../../domain/import.js';
import { AnchorReads, EraseDataSubject, RecordTextsExpired } from '../../domain/privacy.js';
import { RunsCommand } from '../command-runner.js';

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

@CommandHandler(KeepAuditResult)
export class KeepAuditResultHandler extends RunsCommand {}

export const AUDIT_HANDLERS = [KeepAuditResultHandler];

@CommandHandler(RecordImportRun)
export class RecordImportRunHandler extends RunsCommand {}

export const IMPORT_HANDLERS = [RecordImportRunHandler];

@CommandHandler(IssueAccessKey)
export class IssueAccessKeyHandler extends RunsCommand {}
@CommandHandler(RevokeAccessKey)
export class RevokeAccessKeyHandler extends RunsCommand {}
@CommandHandler(AssignAccessRole)
export class AssignAccessRoleHandler extends RunsCommand {}
@CommandHandler(RevokeAccessRole)
export class RevokeAccessRoleHandler extends RunsCommand {}

export const ACCESS_HANDLERS = [IssueAccessKeyHandler, RevokeAccessKeyHandler, AssignAccessRoleHandler, RevokeAccessRoleHandler];

@CommandHandler(EraseDataSubject)
export class EraseDataSubjectHandler extends RunsCommand {}
@CommandHandler(RecordTextsExpired)
export class RecordTextsExpiredHandler extends RunsCommand {}
@CommandHandler(AnchorReads)
export class AnchorReadsHandler extends RunsCommand {}

export const PRIVACY_HANDLERS = [EraseDataSubjectHandler, RecordTextsExpiredHandler, AnchorReadsHandler];
