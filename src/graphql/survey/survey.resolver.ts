import { Args, Context } from '@nestjs/graphql';
import type { InstrumentDocument } from '../../../projections/instruments/projection.js';
import { ListInstruments } from '../../queries/instrument/list-instruments.js';
import { ListSurveys } from '../../queries/survey/list-surveys.js';
import { given, IdArgs, PageArgs } from '../kit/args.js';
import { SurveysArgs } from './survey.args.js';
import type { RequestContext } from '../request-context.js';
import { Instruments, Surveys } from '../kit/connections.js';
import { Instrument, Survey } from './survey.types.js';
import { Answers, Query } from '../kit/answers.js';

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
    const identities = await moment.identitiesOf(filter);
    const page = await this.listSurveys.execute(moment.reader, filter, args, identities);
    return moment.page('Survey', page, ({ surveyId }) => surveyId);
  }

  @Query(() => Instrument, { nullable: true, description: 'A questionnaire with its questions.' })
  async instrument(@Args() args: IdArgs, @Context() context: RequestContext) {
    const { reader } = await context.at(args);
    return (await reader.get<InstrumentDocument>('instruments', [args.id])).get(args.id) ?? null;
  }

  @Query(() => Instruments.type, { description: 'The questionnaires with their questions, by name.' })
  async instruments(@Args() args: PageArgs, @Context() context: RequestContext) {
    const { reader } = await context.at(args);
    return this.listInstruments.execute(reader, args);
  }
}
