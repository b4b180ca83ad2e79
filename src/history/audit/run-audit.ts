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

/** An audit, computed now. */
export interface AuditRun extends ComputedAudit {
  readonly audit: PinnedAudit;
}

/** How far the computing of an audit is. */
export interface AuditProgress {
  /** Of the log that were read. */
  readonly events: number;
  /** The one that is computed; null while the log is read. */
  readonly section: string | null;
  readonly sectionsDone: number;
  /** Null while the log is read. */
  readonly sections: number | null;
}

/**
 * Question 18: computes a pinned audit, again and again the same. Which audit there is, is read at the moment asked about; what the audit
 * says, from the log up to the position that it is pinned to. Null: no such audit.
 */
@Injectable()
export class RunAudit {
  private readonly register = new IdentityRegister();
  /** By audit; shared by those who wait for the same one. */
  private readonly underWay = new Map<string, { readonly progress: AuditProgress; waiting: number }>();

  constructor(
    @Inject(VIEWS) private readonly views: Views,
    private readonly findAudit: FindAudit,
    private readonly modules: ModuleRef,
    /** Absent: it is computed here. */
    @Optional() @Inject(AUDIT_COMPUTER) private readonly computer?: AuditComputer,
  ) {}

  /** @throws RapportError INVALID_POSITION when the audit is pinned to a position that the log never gave out; BUSY when too many wait */
  async execute(reader: ViewReader, auditId: string, watch: AuditWatch = {}): Promise<AuditRun | null> {
    const audit = await this.findAudit.execute(reader, auditId);
    if (!audit) return null;
    const policy = await policyOf(audit, reader);
    const compute = (watched: AuditWatch) =>
      this.computer?.compute(audit, policy, watched) ?? this.computeHere(audit, policy, watched);
    return { audit, ...(await this.tracked(audit, watch, compute)) };
  }

  /** How far this process is with computing an audit; null where it is not. */
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

/** A policy's version never changes, so it does not matter when it is read; it may have been adopted after the pinned position. */
async function policyOf({ auditId, policy }: PinnedAudit, reader: ViewReader): Promise<Policy> {
  if (policy === null) return DEFAULT_POLICY;
  const adopted = (await adoptedPolicies(reader)).map((one) => one.policy);
  const found = adopted.find(({ name, version }) => name === policy.name && version === policy.version);
  if (!found) throw new Error(`audit ${auditId} rests on ${policy.name}@${policy.version}, which the policies do not hold`);
  return found;
}

/** Audits. They need VIEWS, and AUDIT_COMPUTER where they are not computed here, which are provided globally. */
@Module({ imports: [QueriesModule], providers: [RunAudit], exports: [RunAudit] })
export class HistoryModule {}
