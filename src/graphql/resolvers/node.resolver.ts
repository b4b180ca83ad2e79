import { Args, Context, Query } from '@nestjs/graphql';
import { IdArgs } from '../args/query-args.js';
import { readGlobalId } from '../global-id.js';
import type { RequestContext } from '../request-context.js';
import { Node } from '../types/node.js';
import { Answers } from './answers.js';

@Answers()
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: 'Relay: whatever has this global id.' })
  async node(@Args() args: IdArgs, @Context() context: RequestContext) {
    const { type, key } = readGlobalId(args.id);
    return (await context.at(args)).load(type, key);
  }
}
