import { Module } from '@nestjs/common';
import { QueriesModule } from '../../queries/queries.module.js';
import { CONNECTION_RESOLVERS } from './connections.js';
import { Args, Context } from '@nestjs/graphql';
import { IdArgs } from './args.js';
import { Node, readGlobalId } from './node.js';
import type { RequestContext } from '../request-context.js';
import { Answers, Query, ResolveField } from './answers.js';
import type { Page } from '../../queries/paging/page.js';
import { PageInfo } from './connection.js';

@Answers()
class NodeResolver {
  @Query(() => Node, { nullable: true, description: 'Relay: whatever has this global id.' })
  async node(@Args() args: IdArgs, @Context() context: RequestContext) {
    const { type, key } = readGlobalId(args.id);
    return context.load(args, type, key);
  }
}

/** Whether a connection goes on beyond a page; looked up only when selected. */
@Answers(() => PageInfo)
class PageInfoResolver {
  @ResolveField(() => Boolean)
  hasNextPage(page: Page<unknown>): Promise<boolean> {
    return page.hasNextPage();
  }

  @ResolveField(() => Boolean)
  hasPreviousPage(page: Page<unknown>): Promise<boolean> {
    return page.hasPreviousPage();
  }
}

@Module({
  imports: [QueriesModule],
  providers: [...CONNECTION_RESOLVERS, NodeResolver, PageInfoResolver],
})
export class RelayModule {}
