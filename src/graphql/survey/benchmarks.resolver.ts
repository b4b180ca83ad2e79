import { Args, ArgsType, Context, Field, Parent, Query, ResolveField } from '@nestjs/graphql';
import { ListBenchmarks } from '../../queries/benchmarks/list-benchmarks.js';
import { given, NestedPageArgs, PageArgs } from '../kit/args.js';
import { Answers } from '../kit/answers.js';
import { Benchmarks } from '../kit/connections.js';
import type { Moment } from '../moment.js';
import type { RequestContext } from '../request-context.js';
import { SurveyCompositeResult } from './survey.types.js';

@ArgsType()
export class BenchmarksArgs extends PageArgs {
  @Field(() => String, { nullable: true }) readonly source?: string | null;
  @Field(() => String, { nullable: true }) readonly item?: string | null;
  @Field(() => String, { nullable: true }) readonly period?: string | null;
}

/** What others reach: by itself, and beside what a survey of ours came to. */
@Answers(() => SurveyCompositeResult)
export class BenchmarksResolver {
  constructor(private readonly listBenchmarks: ListBenchmarks) {}

  @Query(() => Benchmarks.type, {
    description: 'What others reach, as they published it, by source. Nobody here answered any of it, and no score counts it.',
  })
  async benchmarks(@Args() args: BenchmarksArgs, @Context() context: RequestContext) {
    const { reader } = await context.at(args);
    return this.listBenchmarks.execute(reader, given({ source: args.source, item: args.item, period: args.period }), args);
  }

  @ResolveField(() => Benchmarks.type, {
    name: 'benchmarks',
    description:
      'What others reach in it: published figures whose item is its name or its id, the latest period first. To be read beside it, not ' +
      'subtracted: who was asked, and by which scale, is the source’s own.',
  })
  beside(@Parent() { moment, ...composite }: SurveyCompositeResult & { readonly moment: Moment }, @Args() page: NestedPageArgs) {
    return this.listBenchmarks.beside(moment.reader, composite, page);
  }
}
