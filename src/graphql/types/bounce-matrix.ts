import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'Handings-over from one team to another.' })
export class BounceCell {
  @Field(() => ID, { description: 'Id of the team that handed on.' }) readonly fromTeam: string;
  @Field(() => ID, { description: 'Id of the team that took over.' }) readonly toTeam: string;
  @Field(() => Int) readonly count: number;
  @Field(() => Int, { description: 'Distinct tickets among them.' }) readonly tickets: number;
}

@ObjectType({ description: 'How many tickets were handed on so many times.' })
export class BounceTimes {
  @Field(() => Int) readonly times: number;
  @Field(() => Int) readonly tickets: number;
}

@ObjectType({
  description:
    'Where tickets are handed from team to team. Start: a team has the ticket (TicketAssigned). Stop: another one gets it (TicketReassigned, or ' +
    'TicketAssigned after it lay with nobody). Counts: one hand-over, at the moment at which the second team gets it. Left out: the first ' +
    'assignment, and a ticket that comes back to the same team. Source: ServiceNow’s reassignment count, by direction.',
})
export class BounceMatrix {
  @Field(() => Int) readonly total: number;
  @Field(() => Int, { description: 'Distinct tickets: one handed on three times is one.' }) readonly tickets: number;
  @Field(() => [BounceTimes], { description: 'By times: do many bounce once, or few again and again?' })
  readonly distribution: readonly BounceTimes[];
  @Field(() => [BounceCell], { description: 'Most handings-over first.' }) readonly cells: readonly BounceCell[];
}
