import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({
  description:
    'Contacts by whether the matter was solved and whether people were treated well (4 or 5 of 5). Start: InteractionStarted. Stop: ' +
    'InteractionFeedbackGiven; without one it is unanswered. Attribution: COHORT, by the UTC day on which the contact began. Source: HDI on ' +
    'first-contact resolution: reported, and never part of a score.',
})
export class FirstContactMatrix {
  @Field(() => Int) readonly solvedTreatedWell: number;
  @Field(() => Int) readonly solvedTreatedBadly: number;
  @Field(() => Int, { description: 'Good contact though unsolved.' }) readonly unsolvedTreatedWell: number;
  @Field(() => Int) readonly unsolvedTreatedBadly: number;
  @Field(() => Int, { description: 'Nobody answered; counted neither as good nor as bad.' }) readonly unanswered: number;
}
