import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { ProjectionStatus, ProjectionStatusSource } from './projection-status.js';
import { PROJECTION_STATUS } from './tokens.js';

/** Question 5: has my write reached the view yet? */
export class AskProjectionStatus extends Query<readonly ProjectionStatus[]> {}

@QueryHandler(AskProjectionStatus)
export class AskProjectionStatusHandler implements IQueryHandler<AskProjectionStatus> {
  constructor(@Inject(PROJECTION_STATUS) private readonly source: ProjectionStatusSource) {}

  async execute(): Promise<readonly ProjectionStatus[]> {
    return this.source.status();
  }
}
