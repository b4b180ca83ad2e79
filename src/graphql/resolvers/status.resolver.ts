import { QueryBus } from '@nestjs/cqrs';
import { Args, Context, Query } from '@nestjs/graphql';
import { AskProjectionStatus } from '../../queries/ask-projection-status.js';
import { PositionAtArgs } from '../args/query-args.js';
import type { RequestContext } from '../request-context.js';
import { Position } from '../scalars/position.js';
import { ProjectionStatus } from '../types/projection-status.js';
import { Answers } from './answers.js';

@Answers()
export class StatusResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => [ProjectionStatus], { description: 'Question 5: how far each view has taken in the log.' })
  projectionStatus() {
    return this.queries.execute(new AskProjectionStatus());
  }

  @Query(() => Position, {
    description: 'The last position of the log that was recorded by a moment, for `atPosition`; empty when nothing was.',
  })
  positionAt(@Args() { moment }: PositionAtArgs, @Context() context: RequestContext) {
    return context.positionAt(context.asked(moment, 'moment')!);
  }
}
