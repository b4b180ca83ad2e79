import type { AuditDocument } from '../../../projections/audits/document.js';
import type { Position } from '../../domain/kernel/event.js';
import type { ComputedAudit } from '../../history/audit/compute-audit.js';
import type { SectionName } from '../../history/audit/sections.js';
import type { Policy } from '../../measures/score/policy.js';
import type { CallNumber, ThreadFunctions } from '../aside/call-thread.js';
import type { FoldedFile } from './folded-file.js';

/** What the thread is begun with. */
export interface PastThreadData {
  /** An address as `openLogBeside` takes it. */
  readonly eventLog: string;
}

/** What the thread offers. */
export interface PastFunctions extends ThreadFunctions {
  /** Tells how many events it has read. */
  fold(call: CallNumber, position: Position, views: readonly string[]): Promise<FoldedFile>;
  audit(call: CallNumber, audit: AuditDocument, policy: Policy, anew: boolean): Promise<ComputedAudit>;
}

/** How far an audit is. */
export type AuditProgress =
  { readonly events: number } | { readonly section: SectionName; readonly done: number; readonly all: number };
