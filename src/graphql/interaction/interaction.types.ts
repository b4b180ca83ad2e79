import { Field, ID, Int, ObjectType, ArgsType, InputType } from '@nestjs/graphql';
import * as interaction from '../../domain/interaction/events.js';
import type { InteractionOrder } from '../../queries/list-interactions.js';
import { Improvement } from '../improvement/improvement.types.js';
import { PageArgs, SIDE } from '../kit/args.js';
import { Direction, InteractionChannel, InteractionOutcome, Side, namedEnum } from '../kit/enums.js';
import { Node } from '../kit/node.js';
import { DateTime } from '../kit/scalars.js';
import { DEPARTMENT_ID, LAST_EVENT_AT, SURVEY_ID, meaning } from '../kit/meanings.js';

@ObjectType({ description: 'A concern, in either direction.' })
export class Concern {
  @Field(() => ID, { description: meaning(interaction.concernId) }) readonly concernId: string;
  @Field(() => Side, { description: meaning(interaction.about) }) readonly about: string;
  @Field(() => DateTime, { description: 'When it was raised.' }) readonly raisedAt: string;
  @Field(() => DateTime, { nullable: true, description: 'When it was addressed; null until then.' }) readonly addressedAt:
    string | null;
}

@ObjectType({ description: 'A transfer of the contact to another team.' })
export class InteractionTransfer {
  @Field(() => ID, { description: 'The team from which it was transferred.' }) readonly fromTeamId: string;
  @Field(() => ID, { description: 'The team to which it was transferred.' }) readonly toTeamId: string;
  @Field(() => Boolean, { description: 'Whether the next person was introduced in person.' }) readonly warm: boolean;
  @Field(() => DateTime, { description: 'When it was transferred.' }) readonly at: string;
}

@ObjectType({ implements: () => [Node], description: 'A contact between people of a team and a department.' })
export class Interaction extends Node {
  @Field(() => ID, { description: 'The contact’s id.' }) readonly interactionId: string;
  @Field(() => ID, { description: 'The team that has it now, after all transfers.' }) readonly teamId: string;
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
  @Field(() => InteractionChannel, { description: meaning(interaction.channel) }) readonly channel: string;
  @Field(() => Direction, { description: meaning(interaction.direction) }) readonly direction: string;
  @Field(() => String, {
    nullable: true,
    description: 'Its purpose, in the organisation’s vocabulary; null if not given.',
  })
  readonly purpose: string | null;
  @Field(() => [String], { description: 'Pseudonyms of the people who took part.' }) readonly participants: readonly string[];
  @Field(() => DateTime, { description: meaning(interaction.startedAt) }) readonly startedAt: string;
  @Field(() => DateTime, { nullable: true, description: 'When it ended; null until then.' }) readonly endedAt: string | null;
  @Field(() => InteractionOutcome, {
    nullable: true,
    description: 'The outcome, independent of how people were treated; null until it ended.',
  })
  readonly outcome: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether both sides know what happens next.' })
  readonly nextStepAgreed: boolean | null;
  @Field(() => Int, {
    nullable: true,
    description: 'How long it took, in seconds, as reported at its end; null if not given.',
  })
  readonly durationSec: number | null;
  @Field(() => [ID], { description: 'Commitments made in it, as reported at its end.' })
  readonly commitmentIds: readonly string[];
  @Field(() => [ID], { description: 'The tickets that it concerned, in the order in which they were linked.' })
  readonly ticketIds: readonly string[];
  @Field(() => [InteractionTransfer], { description: 'Its transfers, the latest last.' })
  readonly transfers: readonly InteractionTransfer[];
  @Field(() => Int, { nullable: true, description: 'IT’s estimate of how the department would rate it.' })
  readonly selfAssessedTreatment: number | null;
  @Field(() => [Concern], { description: 'The concerns about it, the latest last.' })
  readonly concerns: readonly Concern[];
  @Field(() => Int, { description: 'The thanks for it, in either direction.' }) readonly recognitions: number;
  @Field(() => Int, { description: 'For `expectedRevision`.' }) readonly revision: number;
  @Field(() => DateTime, { description: LAST_EVENT_AT }) readonly lastEventAt: string;
}

@ObjectType({ description: 'A person’s rating of how they were treated.' })
export class InteractionFeedback {
  @Field(() => DateTime, { description: 'When it was given.' }) readonly at: string;
  @Field(() => Int, { description: 'How were you treated? 1 very badly to 5 very well.' }) readonly treatment: number;
  @Field(() => Int, { nullable: true, description: 'It was made easy for me: 1 disagree to 7 agree.' }) readonly ease:
    number | null;
  @Field(() => Int, { nullable: true, description: 'How well informed, 1 to 5.' }) readonly informed: number | null;
  @Field(() => Int, { nullable: true, description: 'Working time lost, as estimated by the respondent.' })
  readonly lostMinutes: number | null;
  @Field(() => [String], { description: 'What mattered, in the organisation’s vocabulary.' }) readonly factors: readonly string[];
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the respondent considered the matter solved at that moment; null if not given.',
  })
  readonly resolvedAtTime: boolean | null;
  @Field(() => String, { nullable: true, description: 'Key of the comment, which is stored apart.' })
  readonly commentRef: string | null;
}

@ObjectType({ description: 'The respondents are informed of the action.' })
export class ToldBack {
  @Field(() => DateTime, { description: 'When the action was recorded.' }) readonly at: string;
  @Field(() => ID, { description: SURVEY_ID }) readonly surveyId: string;
  @Field(() => [String], { description: 'Concerns, responses, or themes of responses.' }) readonly feedbackIds: readonly string[];
  @Field(() => DateTime, { description: 'When the respondents are, or were, informed.' }) readonly tellBackAt: string;
}

@ObjectType({
  description:
    'You said, we did. Start: what was said (`improvement.originRefs`, `toldBack.feedbackIds`). Stop: FeedbackActedOn, and the result of the ' +
    'improvement. Counts: when the improvement was proposed. Left out: what nobody responded to. Source: our own proposal.',
})
export class FeedbackAnswer {
  @Field(() => Improvement, { description: 'The action taken, or the reason why none is.' }) readonly improvement: Improvement;
  @Field(() => [ToldBack], { description: 'By time.' }) readonly toldBack: readonly ToldBack[];
}

const InteractionOrderEnum = namedEnum<InteractionOrder>(
  'InteractionOrder',
  {
    STARTED_AT_DESC: 'By when they started, the latest first.',
    STARTED_AT_ASC: 'By when they started, the earliest first.',
  },
  'By what contacts are ordered; the id breaks ties.',
);

@InputType({ description: 'Conditions that must all be met.' })
export class InteractionFilter {
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => InteractionChannel, { nullable: true, description: meaning(interaction.channel) }) readonly channel?:
    string | null;
  @Field(() => Direction, { nullable: true, description: meaning(interaction.direction) }) readonly direction?: string | null;
  @Field(() => InteractionOutcome, { nullable: true, description: meaning(interaction.outcome) }) readonly outcome?:
    string | null;
  @Field(() => DateTime, { nullable: true, description: 'Inclusive.' }) readonly startedFrom?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive.' }) readonly startedBefore?: string | null;
}

@ArgsType()
export class InteractionsArgs extends PageArgs {
  @Field(() => InteractionFilter, { nullable: true, description: 'The filter; when absent, everything that you may see.' })
  readonly filter?: InteractionFilter | null;
  @Field(() => InteractionOrderEnum, { nullable: true, description: 'STARTED_AT_DESC when absent.' })
  readonly orderBy?: InteractionOrder | null;
}

@ArgsType()
export class FeedbackArgs extends PageArgs {
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
}
