import { Field, ID, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../scalars/date-time.js';

@ObjectType({ description: 'A department that another one came from, and since when.' })
export class DepartmentOrigin {
  @Field(() => ID) readonly departmentId: string;
  @Field(() => DateTime) readonly effectiveAt: string;
}
