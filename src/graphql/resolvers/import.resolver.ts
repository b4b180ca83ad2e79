import { QueryBus } from '@nestjs/cqrs';
import { Args, Context, Query } from '@nestjs/graphql';
import { ListImportRuns } from '../../queries/imports/list-import-runs.js';
import { PageArgs } from '../args/page-args.js';
import { IdArgs } from '../args/query-args.js';
import type { RequestContext } from '../request-context.js';
import { ImportRuns } from '../types/connections.js';
import { ImportRun } from '../types/import-run.js';
import { Answers } from './answers.js';

@Answers()
export class ImportResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => ImportRun, { nullable: true, description: 'Question 20: what an import did, and which rows it rejected and why.' })
  async importRun(@Args() args: IdArgs, @Context() context: RequestContext) {
    return (await context.at(args)).load('ImportRun', args.id);
  }

  @Query(() => ImportRuns.type, { description: 'Question 20: what was imported, the latest first.' })
  async importRuns(@Args() args: PageArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const page = await this.queries.execute(new ListImportRuns(moment.reader, args));
    return moment.page('ImportRun', page, ({ runId }) => runId);
  }
}
