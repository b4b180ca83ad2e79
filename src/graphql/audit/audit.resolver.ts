import { Inject, Logger } from '@nestjs/common';
import { Args, Context, Mutation } from '@nestjs/graphql';
import { type PinnedAudit, FindAudit, ListAudits } from '../../queries/audits.js';
import { EVENT_LOG, type LogReader } from '../../event-log/event-log.js';
import { readAudit, type Verification, verificationOf } from '../../history/audit/read-audit.js';
import { RunAudit } from '../../history/audit/run-audit.js';
import { mapPage } from '../../queries/paging/page.js';
import { IdArgs, PageArgs, given, period, INPUT } from '../kit/args.js';
import type { Moment, NodeOf } from '../moment.js';
import type { RequestContext } from '../request-context.js';
import { restsOnSingleRatings } from '../../domain/audit.js';
import {
  Audit,
  AuditRun,
  AuditJob,
  AuditProgress,
  RecordedAuditRun,
  RunAuditInput,
  RunAuditPayload,
  StopAuditInput,
  StopAuditPayload,
} from './audit.types.js';
import { Department } from '../department/department.types.js';
import { Audits } from '../kit/connections.js';
import { Answers, Query, ResolveField } from '../kit/answers.js';
import { ModuleRef } from '@nestjs/core';
import { notFound, RapportError } from '../../domain/kernel/errors.js';
import { recordRun } from '../../history/audit/kept-result.js';
import { pinAudit } from '../../history/audit/pin-audit.js';
import { askOf } from '../../queries/ask.js';
import { VIEWS, type Views } from '../../queries/view-reader.js';
import { Jobs } from '../operations/jobs.js';
import { PROGRAM, type Program } from '../tokens.js';

@Answers()
export class AuditResolver {
  constructor(
    private readonly findAudit: FindAudit,
    private readonly listAudits: ListAudits,
    private readonly runs: RunAudit,
    @Inject(EVENT_LOG) private readonly log: LogReader,
  ) {}

  @Query(() => Audit, { nullable: true, description: 'An audit, by its id.' })
  async audit(@Args() args: IdArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const found = await this.findAudit.execute(moment.reader, args.id);
    return found && auditNode(found, moment);
  }

  @Query(() => Audits.type, { description: 'The audits, the latest pinned first.' })
  async audits(@Args() args: PageArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    return mapPage(await this.listAudits.execute(moment.reader, args), (audit) => auditNode(audit, moment));
  }

  @Query(() => AuditRun, {
    nullable: true,
    description:
      'Question 18: computes an audit again and compares it with its first run. It folds the log up to the audit’s position, which takes ' +
      'seconds to minutes unless this process did so recently; `rapport audit verify` always does. `audit` reads what is recorded. If this ' +
      'version cannot compute the audit’s formula, the stored result of the first run is returned instead (`source`).',
  })
  async auditRun(@Args() args: IdArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const existing = await this.findAudit.execute(moment.reader, args.id);
    if (!existing) return null;
    // Computing the audit folds the past as `atPosition` does, so it counts as such a request.
    await context.at({ atPosition: existing.position });
    const { left: signal } = context;
    const {
      audit,
      recorded: recordedHash,
      said,
      ...reading
    } = await readAudit(this.log, existing, async () => {
      const run = await this.runs.execute(moment.reader, args.id, { signal });
      if (!run) throw new Error(`The audit ${args.id} was removed while it was computed`);
      return run;
    });
    const node = auditNode(audit, moment);
    if (!isVisible(audit, context))
      return { ...reading, source: 'SUPPRESSED', audit: node, hash: null, recordedHash: null, sections: null, names: null };
    return {
      ...reading,
      audit: node,
      recordedHash,
      sections: said?.report.sections ?? null,
      names: said?.names ?? null,
    };
  }
}

/** An audit as a node. Its id includes the organisation, since audit ids are unique within one only. */
export const auditNode = (audit: PinnedAudit, moment: Moment) =>
  moment.node('Audit', `${audit.organizationId}.${audit.auditId}`, audit);

/**
 * Whether the result of an audit's first run may be shown: to readers who may see single ratings, or if it does not depend on
 * any.
 */
const isVisible = ({ run }: Pick<PinnedAudit, 'run'>, { asker }: RequestContext): boolean =>
  asker.identity.ratings === 'ALL' || !restsOnSingleRatings(run?.formulae ?? []);

@Answers(() => Audit)
export class AuditRunResolver {
  @ResolveField(() => RecordedAuditRun, { nullable: true, description: 'Null: pinned, but no run is recorded.' })
  run(audit: NodeOf<'Audit'>, _args: unknown, context: RequestContext) {
    const { run } = audit;
    return (
      run && (isVisible(audit, context) ? { ...run, shown: 'SHOWN' } : { ...run, shown: 'SUPPRESSED', hash: null, sections: [] })
    );
  }
}

const logger = new Logger('Audits');

/** Audits that are run through the API: pinned at once, and computed while the client polls their progress. */
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
      'Pins an audit, or uses a pinned one, and starts to compute it: `audit { job }` shows the progress. The result of the first run ' +
      'is recorded; a repeat is compared with it and records nothing.',
  })
  async runAudit(
    @Args('input', { ...INPUT, type: () => RunAuditInput }) input: RunAuditInput,
    @Context() context: RequestContext,
  ) {
    const reader = await this.views.at({ minPosition: await this.log.head() });
    const auditId = await this.pinned(input, reader);
    this.jobs.start(auditId, (report, signal) => this.compute(auditId, report, signal));
    const position = await this.log.head();
    const moment = await context.at({ minPosition: position });
    const audit = await this.findAudit.execute(moment.reader, auditId);
    if (!audit) throw unknown(auditId);
    return { audit: auditNode(audit, moment), position };
  }

  @Mutation(() => StopAuditPayload, {
    nullable: true,
    description:
      'Stops a run that `runAudit` started in this process: nothing of it is recorded, and the audit stays pinned and can be run again. A caller ' +
      'that waits for `auditRun` of the same audit still gets it. If no run is in progress, nothing happens.',
  })
  async stopAudit(
    @Args('input', { ...INPUT, type: () => StopAuditInput }) { auditId }: StopAuditInput,
    @Context() context: RequestContext,
  ) {
    const moment = await context.at({});
    const audit = await this.findAudit.execute(moment.reader, auditId);
    if (!audit) throw unknown(auditId);
    this.jobs.stop(auditId);
    return { audit: auditNode(audit, moment) };
  }

  @ResolveField(() => [Department], {
    description: 'The departments of `departmentIds`, as of the end of its period. Empty: all.',
  })
  async departments({ moment, departmentIds, until }: NodeOf<'Audit'>) {
    const departments = await Promise.all(departmentIds.map(async (id) => moment.load('Department', id, until)));
    return departments.filter((department) => department !== null);
  }

  @ResolveField(() => AuditJob, {
    nullable: true,
    description: 'The latest run that this process started; null if it started none. The result of a first run is `run`.',
  })
  job({ auditId }: NodeOf<'Audit'>) {
    const job = this.jobs.get(auditId);
    if (!job) return null;
    const { state, progress, result, error } = job;
    return { state, progress, hash: result?.recomputed ?? null, same: result?.same ?? null, error };
  }

  @ResolveField(() => AuditProgress, {
    nullable: true,
    description:
      'Progress of the computation in this process, for callers of `auditRun` or `runAudit`; null if it is not being computed. When the last of them ' +
      'cancels the request, the computation stops.',
  })
  computing(audit: NodeOf<'Audit'>) {
    return this.audits.progressOf(audit);
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
      const field = from === undefined ? 'from' : 'until';
      throw new RapportError('INVALID_INPUT', 'Choose an audit: give a pinned one as `auditId`, or a period.', {
        field,
        remedy: 'Give `from` and `until`, or only `auditId`.',
        reasons: [{ field, code: 'MISSING' }],
      });
    }
    if (await this.findAudit.execute(reader, auditId)) return auditId;
    throw unknown(auditId);
  }

  private async compute(auditId: string, report: (progress: AuditProgress) => void, signal: AbortSignal): Promise<Verification> {
    const progress = { events: 0, section: null as string | null, sectionsDone: 0, sections: null as number | null };
    const advance = (news: Partial<AuditProgress>) => report(Object.assign(progress, news));
    const reader = await this.views.at({ minPosition: await this.log.head() });
    const watch = {
      signal,
      onEvents: (events: number) => advance({ events }),
      onSection: (section: string, sectionsDone: number, sections: number) => advance({ section, sectionsDone, sections }),
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
