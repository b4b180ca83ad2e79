import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Direction, InteractionChannel, InteractionOutcome } from '../inputs/domain-enums.js';
import { DateTime } from '../scalars/date-time.js';
import { Concern } from './concern.js';
import { InteractionTransfer } from './interaction-transfer.js';
import { Node } from './node.js';

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
