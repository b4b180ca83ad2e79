import { Field, ID, Int, ObjectType, ArgsType, InputType } from '@nestjs/graphql';
import { INTERACTION_ORDERS, type InteractionOrder } from '../../queries/list-interactions.js';
import { Improvement } from '../improvement/improvement.types.js';
import { PageArgs, SIDE } from '../kit/args.js';
import { Direction, InteractionChannel, InteractionOutcome, Side, namedEnum } from '../kit/enums.js';
import { Node } from '../kit/node.js';
import { DateTime } from '../kit/scalars.js';

@ObjectType({ description: 'Something was not right, in either direction.' })
export class Concern {
  @Field(() => ID) readonly concernId: string;
  @Field(() => Side) readonly about: string;
  @Field(() => DateTime) readonly raisedAt: string;
  @Field(() => DateTime, { nullable: true }) readonly addressedAt: string | null;
}

@ObjectType({ description: 'The contact was passed to another team.' })
export class InteractionTransfer {
  @Field(() => ID) readonly fromTeamId: string;
  @Field(() => ID) readonly toTeamId: string;
  @Field(() => Boolean, { description: 'Introduced in person, not just passed on.' }) readonly warm: boolean;
  @Field(() => DateTime) readonly at: string;
}

@ObjectType({ implements: () => [Node], description: 'A contact between people of a team and a department.' })
export class Interaction extends Node {
  @Field(() => ID) readonly interactionId: string;
  @Field(() => ID) readonly teamId: string;
  @Field(() => ID) readonly departmentId: string;
  @Field(() => InteractionChannel) readonly channel: string;
  @Field(() => Direction) readonly direction: string;
  @Field(() => String, { nullable: true }) readonly purpose: string | null;
  @Field(() => [String], { description: 'Pseudonyms of who took part.' }) readonly participants: readonly string[];
  @Field(() => DateTime) readonly startedAt: string;
  @Field(() => DateTime, { nullable: true }) readonly endedAt: string | null;
  @Field(() => InteractionOutcome, { nullable: true }) readonly outcome: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether both know what happens next.' })
  readonly nextStepAgreed: boolean | null;
  @Field(() => Int, { nullable: true }) readonly durationSec: number | null;
  @Field(() => [ID]) readonly commitmentIds: readonly string[];
  @Field(() => [ID]) readonly ticketIds: readonly string[];
  @Field(() => [InteractionTransfer]) readonly transfers: readonly InteractionTransfer[];
  @Field(() => Int, { nullable: true, description: 'How IT guessed that the department would rate it.' })
  readonly selfAssessedTreatment: number | null;
  @Field(() => [Concern]) readonly concerns: readonly Concern[];
  @Field(() => Int, { description: 'Thank-yous, in either direction.' }) readonly recognitions: number;
  @Field(() => Int, { description: 'For `expectedRevision`.' }) readonly revision: number;
  @Field(() => DateTime) readonly lastEventAt: string;
}

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

const InteractionOrderEnum = namedEnum(
  'InteractionOrder',
  Object.keys(INTERACTION_ORDERS),
  'By what contacts are ordered; the id breaks ties.',
);

@InputType({ description: 'All that is given must hold.' })
export class InteractionFilter {
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => InteractionChannel, { nullable: true }) readonly channel?: string | null;
  @Field(() => Direction, { nullable: true }) readonly direction?: string | null;
  @Field(() => InteractionOutcome, { nullable: true }) readonly outcome?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Inclusive.' }) readonly startedFrom?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive.' }) readonly startedBefore?: string | null;
}

@ArgsType()
export class InteractionsArgs extends PageArgs {
  @Field(() => InteractionFilter, { nullable: true, description: 'What is asked for; everything that may be seen when absent.' })
  readonly filter?: InteractionFilter | null;
  @Field(() => InteractionOrderEnum, { nullable: true, description: 'STARTED_AT_DESC when absent.' })
  readonly orderBy?: InteractionOrder | null;
}

@ArgsType()
export class FeedbackArgs extends PageArgs {
  @Field(() => ID, { description: 'The department’s own id.' }) readonly departmentId: string;
}
