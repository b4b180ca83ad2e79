import { Field, ObjectType } from '@nestjs/graphql';

/** Relay. Whether there is more is resolved by PageInfoResolver, because it may cost a read. */
@ObjectType({ description: 'Where a page lies in its connection.' })
export class PageInfo {
  @Field(() => String, { nullable: true }) readonly startCursor: string | null;
  @Field(() => String, { nullable: true }) readonly endCursor: string | null;
}
