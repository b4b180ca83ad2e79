import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../scalars/date-time.js';

@ObjectType({ description: 'What someone of the department said of how they were treated.' })
export class InteractionFeedback {
  @Field(() => DateTime) readonly at: string;
  @Field(() => Int, { description: 'How were you treated? 1 very badly to 5 very well.' }) readonly treatment: number;
  @Field(() => Int, { nullable: true, description: 'It was made easy for me: 1 disagree to 7 agree.' }) readonly ease:
    number | null;
  @Field(() => Int, { nullable: true, description: 'How well informed, 1 to 5.' }) readonly informed: number | null;
  @Field(() => Int, { nullable: true, description: 'Working time lost, as the respondent reckons.' })
  readonly lostMinutes: number | null;
  @Field(() => [String]) readonly factors: readonly string[];
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the matter was solved at that moment, as the respondent said; null when they did not say.',
  })
  readonly resolvedAtTime: boolean | null;
  @Field(() => String, { nullable: true, description: 'Key of the comment, which is kept apart.' })
  readonly commentRef: string | null;
}
