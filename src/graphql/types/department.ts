import { Field, ID, ObjectType } from '@nestjs/graphql';
import { DepartmentKind } from '../inputs/domain-enums.js';
import { DepartmentOrigin } from './department-origin.js';
import { Liaison } from './liaison.js';
import { Node } from './node.js';
import { PlannedTouchpoint } from './planned-touchpoint.js';
import { ExternalId, FormerName } from './shared.js';
import { TicketCounts } from './ticket-counts.js';

@ObjectType({ implements: () => [Node], description: 'A department of the hospital, clinical or not.' })
export class Department extends Node {
  @Field(() => ID) readonly departmentId: string;
  @Field(() => String, { nullable: true, description: 'Null while its registration has not reached this view.' })
  readonly name: string | null;
  @Field(() => DepartmentKind, { nullable: true }) readonly kind: string | null;
  @Field(() => Boolean) readonly registered: boolean;
  @Field(() => Boolean) readonly retired: boolean;
  @Field(() => ID, { nullable: true }) readonly parentId: string | null;
  @Field(() => [ExternalId]) readonly externalIds: readonly ExternalId[];
  @Field(() => ID, { nullable: true }) readonly mergedInto: string | null;
  @Field(() => [ID]) readonly splitInto: readonly string[];
  @Field(() => [DepartmentOrigin], { description: 'Those that went on as part of it: their history stays under their ids.' })
  readonly mergedFrom: readonly DepartmentOrigin[];
  @Field(() => [DepartmentOrigin], { description: 'Those of which it is a part.' })
  readonly splitFrom: readonly DepartmentOrigin[];
  @Field(() => [FormerName]) readonly formerNames: readonly FormerName[];
  @Field(() => TicketCounts, { description: 'Its tickets by where they stand now.' }) readonly tickets: TicketCounts;
  @Field(() => [Liaison], { description: 'Who looks after the relationships now.' }) readonly liaisons: readonly Liaison[];
  @Field(() => [PlannedTouchpoint], { description: 'Planned, and not yet held or missed, by time.' })
  readonly touchpoints: readonly PlannedTouchpoint[];
}
