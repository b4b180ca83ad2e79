import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../kit/scalars.js';
import { DepartmentKind } from '../kit/enums.js';
import { Liaison, PlannedTouchpoint, Relationship } from '../relationship/relationship.types.js';
import { Node, ExternalId, FormerName } from '../kit/node.js';
import { PromisedWord, TicketCounts } from '../ticket/ticket.types.js';
import { DEPARTMENT_ID, EFFECTIVE_AT, EXTERNAL_IDS, FORMER_NAMES, MERGED_AT, RETIRED } from '../kit/meanings.js';

@ObjectType({ description: 'A department that continues in another one, and since when.' })
export class DepartmentOrigin {
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
  @Field(() => DateTime, { description: EFFECTIVE_AT }) readonly effectiveAt: string;
}

@ObjectType({ implements: () => [Node], description: 'A department of the hospital, clinical or not.' })
export class Department extends Node {
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
  @Field(() => String, {
    nullable: true,
    description: 'As of that moment; null while its registration has not reached this view.',
  })
  readonly name: string | null;
  @Field(() => DepartmentKind, {
    nullable: true,
    description: 'As registered; null while the registration has not reached this view.',
  })
  readonly kind: string | null;
  @Field(() => Boolean, { description: 'Whether it was registered; a department that only tickets name is not.' })
  readonly registered: boolean;
  @Field(() => Boolean, { description: RETIRED }) readonly retired: boolean;
  @Field(() => ID, { nullable: true, description: 'As of that moment.' }) readonly parentId: string | null;
  @Field(() => [ExternalId], { description: EXTERNAL_IDS }) readonly externalIds: readonly ExternalId[];
  @Field(() => ID, {
    nullable: true,
    description: 'The department that continues it from `mergedAt` on: its history is also shown there.',
  })
  readonly mergedInto: string | null;
  @Field(() => DateTime, { nullable: true, description: MERGED_AT }) readonly mergedAt: string | null;
  @Field(() => [ID], { description: 'The departments that replace it at `splitAt`: its history stays with it.' })
  readonly splitInto: readonly string[];
  @Field(() => DateTime, { nullable: true, description: 'When its parts replaced it; null if it was not split.' })
  readonly splitAt: string | null;
  @Field(() => [DepartmentOrigin], {
    description: 'The departments merged into it: their history stays under their ids, and is also shown here.',
  })
  readonly mergedFrom: readonly DepartmentOrigin[];
  @Field(() => [DepartmentOrigin], { description: 'The departments that it was split from: their history stays with them.' })
  readonly splitFrom: readonly DepartmentOrigin[];
  @Field(() => [FormerName], { description: FORMER_NAMES }) readonly formerNames: readonly FormerName[];
  readonly tickets: TicketCounts;
  @Field(() => [Liaison], { description: 'Who looked after the relationships at that moment; none if you may not see them.' })
  readonly liaisons: readonly Liaison[];
  readonly touchpoints: readonly PlannedTouchpoint[];
}

@ObjectType({ description: 'Everything for a department’s home page.' })
export class DepartmentOverview {
  @Field(() => Department, { description: 'The department, as of the moment of the query.' }) readonly department: Department;
  @Field(() => Int, { description: 'New, in progress or on hold.' }) readonly openTickets: number;
  @Field(() => TicketCounts, { description: 'Its tickets by state at that moment.' }) readonly tickets: TicketCounts;
  @Field(() => [Relationship], { description: 'Observed and established ones.' }) readonly relationships: readonly Relationship[];
  @Field(() => [Liaison], { description: 'Who looked after its relationships at the moment.' })
  readonly liaisons: readonly Liaison[];
  @Field(() => [PlannedTouchpoint], { description: 'Planned for `asOf` or later.' })
  readonly nextTouchpoints: readonly PlannedTouchpoint[];
  @Field(() => [PromisedWord], { description: 'The updates that IT owes next, the most urgent first.' })
  readonly openPromises: readonly PromisedWord[];
}
