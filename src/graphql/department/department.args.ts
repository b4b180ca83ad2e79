import { ArgsType, Field, ID } from '@nestjs/graphql';
import { AS_OF, PageArgs, SHOWN_AS_OF, WhenArgs } from '../kit/args.js';
import { DateTime } from '../kit/scalars.js';
import { DepartmentKind } from '../kit/domain-enums.js';

@ArgsType()
export class DepartmentsArgs extends PageArgs {
  @Field(() => DateTime, SHOWN_AS_OF) readonly asOf?: string | null;
  @Field(() => DepartmentKind, { nullable: true }) readonly kind?: string | null;
}

@ArgsType()
export class OverviewArgs extends WhenArgs {
  @Field(() => ID) readonly id: string;
  @Field(() => DateTime, AS_OF) readonly asOf?: string | null;
}
