import { Inject } from '@nestjs/common';
import { Args, Context } from '@nestjs/graphql';
import { type PinnedAudit, FindAudit, ListAudits } from '../../queries/audits.js';
import { EVENT_LOG, type LogReader } from '../../event-log/event-log.js';
import { readAudit } from '../../history/audit/read-audit.js';
import { RunAudit } from '../../history/audit/run-audit.js';
import { mapPage } from '../../queries/paging/page.js';
import { IdArgs, PageArgs } from '../kit/args.js';
import type { Moment } from '../moment.js';
import type { RequestContext } from '../request-context.js';
import { Audit, AuditRun } from './audit.types.js';
import { Audits } from '../kit/connections.js';
import { Answers, Query } from '../kit/answers.js';

@Answers()
export class AuditResolver {
  constructor(
    private readonly findAudit: FindAudit,
    private readonly listAudits: ListAudits,
    private readonly runs: RunAudit,
    @Inject(EVENT_LOG) private readonly log: LogReader,
  ) {}

  @Query(() => Audit, { nullable: true, description: 'An audit on record, by its own id.' })
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
      'seconds to minutes, unless this process has lately done so; `rapport audit verify` always does. `audit` reads what is on record. One ' +
      'whose formula this version does not compute is not computed: what is kept of its first run stands here instead (`source`).',
  })
  async auditRun(@Args() args: IdArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const known = await this.findAudit.execute(moment.reader, args.id);
    if (!known) return null;
    // It folds the past as `atPosition` does, and counts as such.
    await context.at({ atPosition: known.position });
    const { left: signal } = context;
    const {
      audit,
      recorded: recordedHash,
      said,
      ...reading
    } = await readAudit(this.log, known, async () => {
      const run = await this.runs.execute(moment.reader, args.id, { signal });
      if (!run) throw new Error(`audit ${args.id} is gone while it is computed`);
      return run;
    });
    return {
      ...reading,
      audit: auditNode(audit, moment),
      recordedHash,
      sections: said?.report.sections ?? null,
      names: said?.names ?? null,
    };
  }
}

/** An audit as a node: of an organisation's own. */
export const auditNode = (audit: PinnedAudit, moment: Moment) =>
  moment.node('Audit', `${audit.organizationId}.${audit.auditId}`, audit);
