import { ArgsType, Field, ID } from '@nestjs/graphql';
import { PageArgs, SIDE } from '../kit/args.js';
import { SurveyState } from './survey.types.js';

@ArgsType()
export class SurveysArgs extends PageArgs {
  @Field(() => SurveyState, { nullable: true }) readonly state?: 'OPEN' | 'CLOSED' | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => ID, { nullable: true }) readonly instrumentId?: string | null;
}
