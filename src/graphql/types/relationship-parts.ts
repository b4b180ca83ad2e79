import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../scalars/date-time.js';

@ObjectType({ description: 'The pair that carries the relationship on.' })
export class Successor {
  @Field(() => ID) readonly teamId: string;
  @Field(() => ID) readonly departmentId: string;
}

@ObjectType({ description: 'A pair whose relationship was carried on by another.' })
export class Predecessor {
  @Field(() => ID) readonly teamId: string;
  @Field(() => ID) readonly departmentId: string;
  @Field(() => DateTime) readonly transferredAt: string;
}

@ObjectType({ description: 'The pair that a pair has become part of, and since when.' })
export class MergedPair {
  @Field(() => ID) readonly teamId: string;
  @Field(() => ID) readonly departmentId: string;
  @Field(() => DateTime) readonly effectiveAt: string;
}

@ObjectType({ description: 'What both sides agreed to expect of each other.' })
export class Charter {
  @Field(() => DateTime) readonly agreedAt: string;
  @Field(() => [String]) readonly expectations: readonly string[];
  @Field(() => Int, { nullable: true }) readonly reviewCadenceDays: number | null;
  @Field(() => Int, { nullable: true }) readonly updateCadenceMinutes: number | null;
  @Field(() => Int, { nullable: true }) readonly acknowledgeMinutes: number | null;
}

@ObjectType({ description: 'Each side’s view of how far it has come, 1 ad hoc to 5 strategic partner.' })
export class Maturity {
  @Field(() => Int, { nullable: true }) readonly it: number | null;
  @Field(() => Int, { nullable: true }) readonly department: number | null;
}
