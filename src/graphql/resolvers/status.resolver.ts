import { QueryBus } from '@nestjs/cqrs';
import { Query } from '@nestjs/graphql';
import { AskProjectionStatus } from '../../queries/ask-projection-status.js';
import { ProjectionStatus } from '../types/projection-status.js';
import { Answers } from './answers.js';

@Answers()
export class StatusResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => [ProjectionStatus], { description: 'Question 5: how far each view has taken in the log.' })
  projectionStatus() {
    return this.queries.execute(new AskProjectionStatus());
  }
}
