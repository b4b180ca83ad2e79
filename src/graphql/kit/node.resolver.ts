import { Args, ArgsType, Context, Field, ID } from '@nestjs/graphql';
import { permission, whoMay } from '../../access/policy.js';
import { RapportError } from '../../domain/kernel/errors.js';
import type { RequestContext } from '../request-context.js';
import { Answers, Query } from './answers.js';
import { WhenArgs } from './args.js';
import { Node, ownQuery, readGlobalId } from './node.js';

const notForAll = (query: string) =>
  new RapportError('FORBIDDEN', `You may not read \`${query}\`, nor by its global id.`, {
    field: 'node',
    remedy: whoMay(permission('Query', query)),
  });

@ArgsType()
class GlobalIdArgs extends WhenArgs {
  @Field(() => ID, { description: 'As in `id` of any node.' }) readonly id: string;
}

@Answers()
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: 'Relay: the object with this global id.' })
  async node(@Args() args: GlobalIdArgs, @Context() context: RequestContext) {
    const { type, key } = readGlobalId(args.id);
    const own = ownQuery(type);
    if (!context.asker.identity.permissions.has(permission('Query', own))) throw notForAll(own);
    return context.load(args, type, key);
  }
}
