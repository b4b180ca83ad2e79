import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Node } from './node.js';
import { ServiceCalendar } from './service-calendar.js';
import { ServiceTarget } from './service-target.js';
import { ExternalId, FormerName } from './shared.js';

@ObjectType({ implements: () => [Node], description: 'A service team.' })
export class Team extends Node {
  @Field(() => ID) readonly teamId: string;
  @Field(() => String) readonly name: string;
  @Field(() => Boolean) readonly retired: boolean;
  @Field(() => ID, { nullable: true }) readonly mergedInto: string | null;
  @Field(() => [FormerName]) readonly formerNames: readonly FormerName[];
  @Field(() => [ExternalId]) readonly externalIds: readonly ExternalId[];
  @Field(() => [ServiceTarget], { description: 'By when they took effect, the latest last.' })
  readonly targets: readonly ServiceTarget[];
  @Field(() => [ServiceCalendar]) readonly calendars: readonly ServiceCalendar[];
}
