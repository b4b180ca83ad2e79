import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../kit/scalars.js';
import { Node, ExternalId, FormerName } from '../kit/node.js';
import { EFFECTIVE_AT, EXTERNAL_IDS, FORMER_NAMES, MERGED_AT, RETIRED, TEAM_ID } from '../kit/meanings.js';

@ObjectType({ description: 'Working hours, from a moment on.' })
export class ServiceCalendar {
  @Field(() => DateTime, { description: EFFECTIVE_AT }) readonly effectiveAt: string;
  @Field(() => String, { description: 'IANA time zone.' }) readonly zone: string;
}

@ObjectType({ description: 'A team’s targets, from a moment on.' })
export class ServiceTarget {
  @Field(() => DateTime, { description: EFFECTIVE_AT }) readonly effectiveAt: string;
  @Field(() => Int, { nullable: true, description: 'Minutes to a first response by a person.' }) readonly acknowledgeMinutes:
    number | null;
  @Field(() => Int, { nullable: true, description: 'Minutes between updates on open tickets.' })
  readonly updateMinutes: number | null;
  @Field(() => Int, { nullable: true, description: 'Days within which a reopening undoes a resolution.' })
  readonly reopenWindowDays: number | null;
}

@ObjectType({ implements: () => [Node], description: 'A service team.' })
export class Team extends Node {
  @Field(() => ID, { description: TEAM_ID }) readonly teamId: string;
  @Field(() => String, { description: 'As of that moment.' }) readonly name: string;
  @Field(() => Boolean, { description: RETIRED }) readonly retired: boolean;
  @Field(() => ID, {
    nullable: true,
    description: 'The team that continues it from `mergedAt` on: its history is also shown there.',
  })
  readonly mergedInto: string | null;
  @Field(() => DateTime, { nullable: true, description: MERGED_AT }) readonly mergedAt: string | null;
  @Field(() => [FormerName], { description: FORMER_NAMES }) readonly formerNames: readonly FormerName[];
  @Field(() => [ExternalId], { description: EXTERNAL_IDS }) readonly externalIds: readonly ExternalId[];
  @Field(() => [ServiceTarget], { description: 'By the moment at which they take effect, the latest last.' })
  readonly targets: readonly ServiceTarget[];
  @Field(() => [ServiceCalendar], { description: 'By the moment at which they take effect, the latest last.' })
  readonly calendars: readonly ServiceCalendar[];
}

@ObjectType({ description: 'A team that continues in another one, and since when.' })
export class TeamOrigin {
  @Field(() => ID, { description: TEAM_ID }) readonly teamId: string;
  @Field(() => DateTime, { description: EFFECTIVE_AT }) readonly effectiveAt: string;
}
