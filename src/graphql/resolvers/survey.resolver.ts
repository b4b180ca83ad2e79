import { QueryBus } from '@nestjs/cqrs';
import { Args, Context, Query } from '@nestjs/graphql';
import { ListSurveys } from '../../queries/survey/list-surveys.js';
import { given } from '../args/given.js';
import { SurveysArgs } from '../args/measure-args.js';
import { IdArgs } from '../args/query-args.js';
import type { RequestContext } from '../request-context.js';
import { Surveys } from '../types/connections.js';
import { Survey } from '../types/survey.js';
import { Answers } from './answers.js';

@Answers()
export class SurveyResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => Survey, { nullable: true, description: 'A survey as it may be shown.' })
  async survey(@Args() args: IdArgs, @Context() context: RequestContext) {
    return (await context.at(args)).load('Survey', args.id);
  }

  @Query(() => Surveys.type, { description: 'The surveys, the latest period first, as they may be shown.' })
  async surveys(@Args() args: SurveysArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const filter = given({ departmentId: args.departmentId, instrumentId: args.instrumentId });
    const identities = await moment.identitiesOf(filter);
    const page = await this.queries.execute(new ListSurveys(moment.reader, filter, args, identities));
    return moment.page('Survey', page, ({ surveyId }) => surveyId);
  }
}
