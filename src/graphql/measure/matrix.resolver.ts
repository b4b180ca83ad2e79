import { Args, Context } from '@nestjs/graphql';
import { AskBounceMatrix } from '../../queries/bounce-matrix.js';
import { AskFirstContactMatrix } from '../../queries/first-contact-matrix.js';
import { given, period } from '../kit/args.js';
import { BounceArgs, ContactArgs, BounceMatrix, FirstContactMatrix } from './measure.types.js';
import type { RequestContext } from '../request-context.js';
import { Answers, Query } from '../kit/answers.js';

@Answers()
export class MatrixResolver {
  constructor(
    private readonly askBounceMatrix: AskBounceMatrix,
    private readonly askFirstContactMatrix: AskFirstContactMatrix,
  ) {}

  @Query(() => BounceMatrix, { description: 'Question 9: where tickets are handed from team to team.' })
  async bounceMatrix(@Args() args: BounceArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const [from, to] = period([args.from, args.to]);
    const { departmentId } = given({ departmentId: args.departmentId });
    await context.requireSides(args, given({ departmentId }));
    const identities = await moment.identities();
    return this.askBounceMatrix.execute(moment.reader, departmentId, from, to, identities);
  }

  @Query(() => FirstContactMatrix, { description: 'Question 17: good contact though unsolved, and the other three.' })
  async firstContactMatrix(@Args() args: ContactArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const [from, to] = period([args.from, args.to]);
    const filter = given({ teamId: args.teamId, departmentId: args.departmentId });
    await context.requireSides(args, filter);
    const identities = await moment.identitiesOf(filter);
    const asOf = await context.presentOf(args);
    return this.askFirstContactMatrix.execute(moment.reader, filter, from, to, asOf, identities);
  }
}
