import { Field, ID, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../scalars/date-time.js';
import { Node } from './node.js';
import { ServiceCalendar } from './service-calendar.js';
import { ServiceTarget } from './service-target.js';
import { ExternalId, FormerName } from './shared.js';

@ObjectType({ implements: () => [Node], description: 'A service team.' })
export class Team extends Node {
  @Field(() => ID) readonly teamId: string;
  @Field(() => DateTime, { description: 'The moment as of which it is shown.' }) readonly asOf: string;
  @Field(() => String, { description: 'As of that moment.' }) readonly name: string;
  @Field(() => Boolean) readonly retired: boolean;
  @Field(() => ID, { nullable: true, description: 'As which it goes on from `mergedAt` on: its history is read there too.' })
  readonly mergedInto: string | null;
  @Field(() => DateTime, { nullable: true }) readonly mergedAt: string | null;
  @Field(() => [FormerName]) readonly formerNames: readonly FormerName[];
  @Field(() => [ExternalId]) readonly externalIds: readonly ExternalId[];
  @Field(() => [ServiceTarget], { description: 'By when they took effect, the latest last.' })
  readonly targets: readonly ServiceTarget[];
  @Field(() => [ServiceCalendar]) readonly calendars: readonly ServiceCalendar[];
}
