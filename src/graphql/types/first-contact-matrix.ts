import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Shown } from './shown.js';

const SHOWN_FROM = 'Null when suppressed.';

@ObjectType({
  description:
    'First contacts by whether the matter was solved, unsolved or nobody said, and whether people were treated well (mean of 4 or more of 5). A ' +
    'contact is first if it is the earliest ever about one of its tickets, or about none. Start: InteractionStarted. Stop: the last ' +
    'InteractionFeedbackGiven that says whether it was solved, else InteractionEnded with its outcome. Counts: once, in the period in which it ' +
    'began, so that periods that meet add up. Left out: later contacts about the same tickets. The columns are shown from five raters on. Source: ' +
    'HDI on first-contact resolution: reported, never scored.',
})
export class FirstContactMatrix {
  @Field(() => Shown) readonly state: string;
  @Field(() => Int, { nullable: true, description: SHOWN_FROM }) readonly solvedTreatedWell: number | null;
  @Field(() => Int, { nullable: true, description: SHOWN_FROM }) readonly solvedTreatedBadly: number | null;
  @Field(() => Int, { nullable: true, description: 'Good contact though unsolved.' }) readonly unsolvedTreatedWell: number | null;
  @Field(() => Int, { nullable: true, description: SHOWN_FROM }) readonly unsolvedTreatedBadly: number | null;
  @Field(() => Int, { nullable: true, description: 'Nobody said whether it was solved.' }) readonly notSaidTreatedWell:
    number | null;
  @Field(() => Int, { nullable: true, description: 'Nobody said whether it was solved.' }) readonly notSaidTreatedBadly:
    number | null;
  @Field(() => Int, { description: 'Nobody rated it; counted neither as good nor as bad.' }) readonly unanswered: number;
  @Field(() => Int, { description: 'First contacts, rated or not.' }) readonly contacts: number;
  @Field(() => Int, { description: 'Distinct tickets that they were about.' }) readonly tickets: number;
  @Field(() => Int, { nullable: true, description: 'Distinct people who rated; null when suppressed.' }) readonly people:
    number | null;
}
