import { Inject, Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Args, Context, Mutation } from '@nestjs/graphql';
import { notFound, RapportError } from '../../domain/kernel/errors.js';
import { EVENT_LOG, type LogReader } from '../../event-log/event-log.js';
import { pinAudit } from '../../history/audit/pin-audit.js';
import { recordRun } from '../../history/audit/record-audit.js';
import { RunAudit } from '../../history/audit/run-audit.js';
import { type Verification, verificationOf } from '../../history/audit/verify-run.js';
import { askOf } from '../../queries/ask.js';
import { FindAudit } from '../../queries/audits.js';
import { VIEWS, type Views } from '../../queries/view-reader.js';
import { given, period } from '../kit/args.js';
import { Jobs } from '../operations/jobs.js';
import type { NodeOf } from '../moment.js';
import type { RequestContext } from '../request-context.js';
import { PROGRAM, type Program } from '../tokens.js';
import { Audit, AuditJob, type AuditProgress, RunAuditInput, RunAuditPayload } from './audit.types.js';
import { Answers, ResolveField } from '../kit/answers.js';
import { auditNode } from './audit.resolver.js';

const logger = new Logger('Audits');

/** Audits that are run from the API: pinned at once, computed while the client asks how far it is. */
@Answers(() => Audit)
export class AuditJobResolver {
  private readonly jobs = new Jobs<AuditProgress, Verification>((error) => logger.error(error));

  constructor(
    private readonly findAudit: FindAudit,
    private readonly audits: RunAudit,
    private readonly modules: ModuleRef,
    @Inject(VIEWS) private readonly views: Views,
    @Inject(EVENT_LOG) private readonly log: LogReader,
    @Inject(PROGRAM) private readonly program: Program,
  ) {}

  @Mutation(() => RunAuditPayload, {
    nullable: true,
    description:
      'Pins an audit, or takes the one that is pinned, and begins to compute it: `audit { job }` tells how far it is. What the first run comes ' +
      'to is recorded; a repeat compares and records nothing.',
  })
  async runAudit(@Args('input', { type: () => RunAuditInput }) input: RunAuditInput, @Context() context: RequestContext) {
    const reader = await this.views.at({ minPosition: await this.log.head() });
    const auditId = await this.pinned(input, reader);
    this.jobs.start(auditId, (tell) => this.compute(auditId, tell));
    const position = await this.log.head();
    const moment = await context.at({ minPosition: position });
    const audit = await this.findAudit.execute(moment.reader, auditId);
    if (!audit) throw unknown(auditId);
    return { audit: auditNode(audit, moment), position };
  }

  @ResolveField(() => AuditJob, {
    nullable: true,
    description: 'The run that this process began lately; null where it began none. What came of a first run is `run`.',
  })
  job({ auditId }: NodeOf<'Audit'>) {
    const job = this.jobs.get(auditId);
    if (!job) return null;
    const { state, progress, result, error } = job;
    return { state, progress, hash: result?.recomputed ?? null, same: result?.same ?? null, error };
  }

  private async pinned(input: RunAuditInput, reader: Awaited<ReturnType<Views['at']>>): Promise<string> {
    const { auditId, policy, atPosition, departmentIds = [] } = given(input);
    const [from, until] = period([input.from, input.until], ['from', 'until']);
    if (from !== undefined && until !== undefined) {
      const { log, views, program } = this;
      const ask = askOf(this.modules);
      const sources = { log, views, ask, runner: program.runner, organizationId: program.organizationId };
      const asked = { id: auditId, from, until, departments: departmentIds, policy, position: atPosition };
      return pinAudit(sources, reader, asked);
    }
    if (from !== undefined || until !== undefined || auditId === undefined) {
      throw new RapportError('INVALID_INPUT', 'Say which audit: a pinned one by `auditId`, or a period.', {
        field: from === undefined ? 'from' : 'until',
        remedy: 'Give `from` and `until`, or `auditId` alone.',
      });
    }
    if (await this.findAudit.execute(reader, auditId)) return auditId;
    throw unknown(auditId);
  }

  private async compute(auditId: string, tell: (progress: AuditProgress) => void): Promise<Verification> {
    const progress = { events: 0, section: null as string | null, sectionsDone: 0, sections: null as number | null };
    const told = (news: Partial<AuditProgress>) => tell(Object.assign(progress, news));
    const reader = await this.views.at({ minPosition: await this.log.head() });
    const watch = {
      onEvents: (events: number) => told({ events }),
      onSection: (section: string, sectionsDone: number, sections: number) => told({ section, sectionsDone, sections }),
    };
    const run = await this.audits.execute(reader, auditId, watch);
    if (!run) throw unknown(auditId);
    const verification = verificationOf(run);
    if (verification.recorded === null) await recordRun(this.program.runner, run);
    return verification;
  }
}

const unknown = (auditId: string) =>
  notFound('auditId', 'audit', auditId, 'Correct the id, or give `from` and `until` to pin one.');
