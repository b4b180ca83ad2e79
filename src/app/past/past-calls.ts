import type { PinnedAudit } from '../../queries/audits.js';
import type { Position } from '../../domain/kernel/event.js';
import type { ComputedAudit } from '../../history/audit/compute-audit.js';
import type { SectionName } from '../../history/audit/sections.js';
import type { Policy } from '../../measures/policy.js';
import type { CallNumber, ThreadFunctions } from '../aside/call-thread.js';

/** What the thread is begun with. */
export interface PastThreadData {
  /** An address as `openLogInThread` takes it. */
  readonly eventLog: string;
}

/** What the thread offers. */
export interface PastFunctions extends ThreadFunctions {
  /** Folds into a file that does not exist yet, telling how many events it has read. Returns the file's size in bytes. */
  fold(call: CallNumber, file: string, position: Position, views: readonly string[]): Promise<number>;
  audit(call: CallNumber, audit: PinnedAudit, policy: Policy, anew: boolean): Promise<ComputedAudit>;
}

/** How far an audit is. */
export type AuditProgress =
  { readonly events: number } | { readonly section: SectionName; readonly done: number; readonly all: number };
