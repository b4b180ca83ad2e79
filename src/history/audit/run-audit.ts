import { Inject, Injectable, Optional, Module } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { type PinnedAudit, FindAudit } from '../../queries/audits.js';
import { DEFAULT_POLICY, type Policy } from '../../measures/policy.js';
import { askOf } from '../../queries/ask.js';
import { IdentityRegister } from '../../queries/identity/identity-register.js';
import { adoptedPolicies } from '../../queries/score/policies.js';
import { VIEWS, type ViewReader, type Views } from '../../queries/view-reader.js';
import { AUDIT_COMPUTER, type AuditComputer, computeAudit, type ComputedAudit } from './compute-audit.js';
import type { AuditWatch } from './report.js';
import { QueriesModule } from '../../queries/queries.module.js';

/** An audit that was computed now. */
export interface AuditRun extends ComputedAudit {
  readonly audit: PinnedAudit;
}

/** The progress of a running audit. */
export interface AuditProgress {
  /** The number of log events read so far. */
  readonly events: number;
  /** The section being computed; null while the log is read. */
  readonly section: string | null;
  readonly sectionsDone: number;
  /** Null while the log is read. */
  readonly sections: number | null;
}

/**
 * Question 18: computes a pinned audit. The result is the same each time.
 * The reader is asked only which audits and policies there are; the content comes from the log up to the pinned position.
 * Returns null when there is no such audit.
 */
@Injectable()
export class RunAudit {
  /** By audit; shared by all callers who wait for the same audit. */
  private readonly underWay = new Map<string, { readonly progress: AuditProgress; waiting: number }>();

  constructor(
    @Inject(VIEWS) private readonly views: Views,
    private readonly findAudit: FindAudit,
    private readonly register: IdentityRegister,
    private readonly modules: ModuleRef,
    /** When absent, the audit is computed in this thread. */
    @Optional() @Inject(AUDIT_COMPUTER) private readonly computer?: AuditComputer,
  ) {}

  /**
   * @throws RapportError INVALID_POSITION when the log never issued the position that the audit is pinned to; BUSY when the
   *   queue is full
   */
  async execute(reader: ViewReader, auditId: string, watch: AuditWatch = {}): Promise<AuditRun | null> {
    const audit = await this.findAudit.execute(reader, auditId);
    if (!audit) return null;
    const policy = await policyOf(audit, reader);
    const compute = (watched: AuditWatch) =>
      this.computer?.compute(audit, policy, watched) ?? this.computeHere(audit, policy, watched);
    return { audit, ...(await this.tracked(audit, watch, compute)) };
  }

  /** The progress of an audit in this process; null when it is not being computed here. */
  progressOf({ organizationId, auditId }: Pick<PinnedAudit, 'organizationId' | 'auditId'>): AuditProgress | null {
    return this.underWay.get(`${organizationId}.${auditId}`)?.progress ?? null;
  }

  private async tracked<T>(audit: PinnedAudit, watch: AuditWatch, compute: (watch: AuditWatch) => Promise<T>): Promise<T> {
    const key = `${audit.organizationId}.${audit.auditId}`;
    const begun = { progress: { events: 0, section: null, sectionsDone: 0, sections: null }, waiting: 0 };
    const work = this.underWay.get(key) ?? begun;
    this.underWay.set(key, work);
    work.waiting += 1;
    try {
      return await compute({
        ...watch,
        onEvents: (events) => {
          Object.assign(work.progress, { events });
          watch.onEvents?.(events);
        },
        onSection: (section, sectionsDone, sections) => {
          Object.assign(work.progress, { section, sectionsDone, sections });
          watch.onSection?.(section, sectionsDone, sections);
        },
      });
    } finally {
      work.waiting -= 1;
      if (work.waiting === 0) this.underWay.delete(key);
    }
  }

  private async computeHere(audit: PinnedAudit, policy: Policy, watch: AuditWatch): Promise<ComputedAudit> {
    const reader = await this.views.at({ atPosition: audit.position, ...(watch.signal && { signal: watch.signal }) });
    return computeAudit({ reader, ask: askOf(this.modules), register: this.register }, audit, policy, watch);
  }
}

/**
 * A policy may have been adopted after the pinned position. Its versions never change, so the time of reading does not matter.
 */
async function policyOf({ auditId, policy }: PinnedAudit, reader: ViewReader): Promise<Policy> {
  if (policy === null) return DEFAULT_POLICY;
  const adopted = (await adoptedPolicies(reader)).map((one) => one.policy);
  const found = adopted.find(({ name, version }) => name === policy.name && version === policy.version);
  if (!found) throw new Error(`audit ${auditId} uses the policy ${policy.name}@${policy.version}, which was never adopted`);
  return found;
}

/** Audits. Requires the global providers VIEWS and, where audits are computed in another thread, AUDIT_COMPUTER. */
@Module({ imports: [QueriesModule], providers: [RunAudit], exports: [RunAudit] })
export class HistoryModule {}
