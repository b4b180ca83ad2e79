import { Inject, Injectable } from '@nestjs/common';
import type { ProjectionStatus, ProjectionStatusSource } from './projection-status.js';
import { PROJECTION_STATUS } from './tokens.js';

/** Question 5: has my write reached the view yet? */
@Injectable()
export class AskProjectionStatus {
  constructor(@Inject(PROJECTION_STATUS) private readonly source: ProjectionStatusSource) {}

  async execute(): Promise<readonly ProjectionStatus[]> {
    return this.source.status();
  }
}
