import { Args, ArgsType, Context, Field, ID, Parent, Mutation } from '@nestjs/graphql';
import type { InstrumentDocument } from '../../../projections/instruments/projection.js';
import { RegisterInstrument } from '../../domain/instrument.js';
import {
  ActOnFeedback,
  CloseSurvey,
  InviteToSurvey,
  OpenSurvey,
  SubmitSurveyResponse,
  WithdrawSurveyResponse,
} from '../../domain/survey/commands.js';
import { notFound } from '../../domain/kernel/errors.js';
import { ListInstruments, ListSurveys, ListBenchmarks } from '../../queries/surveys.js';
import type { ViewReader } from '../../queries/view-reader.js';
import { Commands, describedAs } from '../command/commands.js';
import { PAYLOADS } from '../command/payloads.js';
import { Answers, Query, ResolveField } from '../kit/answers.js';
import { given, IdArgs, NestedPageArgs, PageArgs, SIDE, INPUT } from '../kit/args.js';
import { Benchmarks, Instruments, Surveys } from '../kit/connections.js';
import type { Moment } from '../moment.js';
import type { RequestContext } from '../request-context.js';
import { Instrument, Survey, SurveyCompositeResult, SurveyState } from './survey.types.js';

@ArgsType()
class SurveysArgs extends PageArgs {
  @Field(() => SurveyState, { nullable: true, description: 'Only those in this state.' }) readonly state?:
    'OPEN' | 'CLOSED' | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only of this questionnaire.' }) readonly instrumentId?: string | null;
}

@Answers()
export class SurveyResolver {
  constructor(
    private readonly listInstruments: ListInstruments,
    private readonly listSurveys: ListSurveys,
  ) {}

  @Query(() => Survey, { nullable: true, description: 'A survey as it may be shown.' })
  async survey(@Args() args: IdArgs, @Context() context: RequestContext) {
    return context.load(args, 'Survey', args.id);
  }

  @Query(() => Surveys.type, { description: 'The surveys, the latest period first, as they may be shown.' })
  async surveys(@Args() args: SurveysArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const filter = given({ state: args.state, departmentId: args.departmentId, instrumentId: args.instrumentId });
    await context.requireSides(args, filter);
    const { instrumentId } = filter;
    // Looks in the present: at a past moment the instrument may not have existed yet, and then there were no surveys either.
    if (instrumentId !== undefined && !(await this.instrumentOf((await context.at({})).reader, instrumentId)))
      throw notFound('instrumentId', 'instrument', instrumentId, 'Correct the id; `instruments` lists them.');
    const identities = await moment.identitiesOf(filter);
    const page = await this.listSurveys.execute(moment.reader, filter, args, identities);
    return moment.page('Survey', page, ({ surveyId }) => surveyId);
  }

  @Query(() => Instrument, { nullable: true, description: 'A questionnaire with its questions.' })
  async instrument(@Args() args: IdArgs, @Context() context: RequestContext) {
    const { reader } = await context.at(args);
    return this.instrumentOf(reader, args.id);
  }

  @Query(() => Instruments.type, { description: 'The questionnaires with their questions, by name.' })
  async instruments(@Args() args: PageArgs, @Context() context: RequestContext) {
    const { reader } = await context.at(args);
    return this.listInstruments.execute(reader, args);
  }

  private async instrumentOf(reader: ViewReader, id: string): Promise<InstrumentDocument | null> {
    return (await reader.get<InstrumentDocument>('instruments', [id])).get(id) ?? null;
  }
}

@ArgsType()
class BenchmarksArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only published by this source.' }) readonly source?: string | null;
  @Field(() => String, { nullable: true, description: 'Only of this question or composite.' }) readonly item?: string | null;
  @Field(() => String, { nullable: true, description: 'Only of this period, as the source names it.' }) readonly period?:
    string | null;
}

/** External benchmark figures, on their own and for the composites of our surveys. */
@Answers(() => SurveyCompositeResult)
export class BenchmarksResolver {
  constructor(private readonly listBenchmarks: ListBenchmarks) {}

  @Query(() => Benchmarks.type, {
    description: 'Figures published by others, by source. None of them is an answer given here, and no score counts them.',
  })
  async benchmarks(@Args() args: BenchmarksArgs, @Context() context: RequestContext) {
    const { reader } = await context.at(args);
    return this.listBenchmarks.execute(reader, given({ source: args.source, item: args.item, period: args.period }), args);
  }

  @ResolveField(() => Benchmarks.type, {
    name: 'benchmarks',
    description:
      'Published figures whose item is its name or its id, the latest period first. They are a comparison and not to be ' +
      'subtracted: the sample and the scale are the source’s own.',
  })
  beside(@Parent() { moment, ...composite }: SurveyCompositeResult & { readonly moment: Moment }, @Args() page: NestedPageArgs) {
    return this.listBenchmarks.beside(moment.reader, composite, page);
  }
}

/** The mutations of surveys, one method per command. src/domain/survey/ decides what a command leads to. */
@Answers()
export class SurveyMutations {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => PAYLOADS.survey.type, describedAs(OpenSurvey))
  openSurvey(@Args('input', INPUT) input: OpenSurvey, @Context() context: RequestContext) {
    return this.commands.carryOut(OpenSurvey, input, context);
  }

  @Mutation(() => PAYLOADS.survey.type, describedAs(InviteToSurvey))
  inviteToSurvey(@Args('input', INPUT) input: InviteToSurvey, @Context() context: RequestContext) {
    return this.commands.carryOut(InviteToSurvey, input, context);
  }

  @Mutation(() => PAYLOADS.survey.type, describedAs(SubmitSurveyResponse))
  submitSurveyResponse(@Args('input', INPUT) input: SubmitSurveyResponse, @Context() context: RequestContext) {
    return this.commands.carryOut(SubmitSurveyResponse, input, context);
  }

  @Mutation(() => PAYLOADS.survey.type, describedAs(WithdrawSurveyResponse))
  withdrawSurveyResponse(@Args('input', INPUT) input: WithdrawSurveyResponse, @Context() context: RequestContext) {
    return this.commands.carryOut(WithdrawSurveyResponse, input, context);
  }

  @Mutation(() => PAYLOADS.survey.type, describedAs(CloseSurvey))
  closeSurvey(@Args('input', INPUT) input: CloseSurvey, @Context() context: RequestContext) {
    return this.commands.carryOut(CloseSurvey, input, context);
  }

  @Mutation(() => PAYLOADS.survey.type, describedAs(ActOnFeedback))
  actOnFeedback(@Args('input', INPUT) input: ActOnFeedback, @Context() context: RequestContext) {
    return this.commands.carryOut(ActOnFeedback, input, context);
  }
}

/** The mutations of survey instruments, one method per command. src/domain/instrument.ts decides what a command leads to. */
@Answers()
export class InstrumentMutations {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => PAYLOADS.instrument.type, describedAs(RegisterInstrument))
  registerInstrument(@Args('input', INPUT) input: RegisterInstrument, @Context() context: RequestContext) {
    return this.commands.carryOut(RegisterInstrument, input, context);
  }
}
