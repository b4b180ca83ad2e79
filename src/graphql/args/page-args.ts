import { ArgsType, Field, Int, OmitType } from '@nestjs/graphql';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, type PageArgs as Paging } from '../../queries/paging/page-args.js';
import { WhenArgs } from './when-args.js';

@ArgsType()
export class PageArgs extends WhenArgs implements Paging {
  @Field(() => Int, { nullable: true, description: `${DEFAULT_PAGE_SIZE} when absent, ${MAX_PAGE_SIZE} at most.` })
  readonly first?: number | null;

  @Field(() => String, { nullable: true }) readonly after?: string | null;

  @Field(() => Int, { nullable: true, description: `From the end; ${MAX_PAGE_SIZE} at most.` }) readonly last?: number | null;

  @Field(() => String, { nullable: true }) readonly before?: string | null;
}

/** Of a connection within an answer: it is read at the moment of what it belongs to. */
@ArgsType()
export class NestedPageArgs extends OmitType(PageArgs, ['minPosition', 'atPosition', 'knownAt'] as const, ArgsType) {}
