import { Field, ID, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../scalars/date-time.js';
import { Improvement } from './improvement.js';

@ObjectType({ description: 'Those who said something hear what is done about it.' })
export class ToldBack {
  @Field(() => DateTime) readonly at: string;
  @Field(() => ID) readonly surveyId: string;
  @Field(() => [String], { description: 'Concerns, answers, or themes of answers.' }) readonly feedbackIds: readonly string[];
  @Field(() => DateTime, { description: 'When they hear, or heard, of it.' }) readonly tellBackAt: string;
}

@ObjectType({
  description:
    'You said, we did. Start: what was said (`improvement.originRefs`, `toldBack.feedbackIds`). Stop: FeedbackActedOn, and what came of the ' +
    'improvement. Counts: when the improvement was proposed. Left out: what nobody answered. Source: our own proposal.',
})
export class FeedbackAnswer {
  @Field(() => Improvement) readonly improvement: Improvement;
  @Field(() => [ToldBack], { description: 'By time.' }) readonly toldBack: readonly ToldBack[];
}
