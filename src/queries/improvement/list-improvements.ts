import { Injectable } from '@nestjs/common';
import type { ImprovementDocument } from '../../../projections/improvements/projection.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import type { Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { paginate } from '../paging/paginate.js';
import type { ViewReader } from '../view-reader.js';
import { where } from '../where.js';

export interface ImprovementFilter {
  readonly teamId?: string;
  readonly departmentId?: string;
  readonly state?: readonly string[];
  readonly origin?: string;
}

/** What is being made better, the latest proposed first. */
@Injectable()
export class ListImprovements {
  execute(
    reader: ViewReader,
    asked: ImprovementFilter,
    page: PageArgs,
    identities: Identities = PLAIN,
  ): Promise<Page<ImprovementDocument>> {
    const { teamId, departmentId, ...equal } = asked;
    const filter = identities.covered({ teamId, departmentId }).map((sides) => where({ ...equal, ...sides }));
    return paginate(reader, { view: 'improvements', filter, orderBy: 'proposedAt', descending: true }, page);
  }
}
