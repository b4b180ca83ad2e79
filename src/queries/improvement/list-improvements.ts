import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { ImprovementDocument } from '../../../projections/improvements/document.js';
import { AskedOf } from '../asked-of.js';
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
export class ListImprovements extends AskedOf<Page<ImprovementDocument>> {
  constructor(
    reader: ViewReader,
    readonly filter: ImprovementFilter,
    readonly page: PageArgs,
    readonly identities: Identities = PLAIN,
  ) {
    super(reader);
  }
}

@QueryHandler(ListImprovements)
export class ListImprovementsHandler implements IQueryHandler<ListImprovements> {
  execute({ reader, filter: asked, page, identities }: ListImprovements): Promise<Page<ImprovementDocument>> {
    const { teamId, departmentId, ...equal } = asked;
    const filter = identities.covered({ teamId, departmentId }).map((sides) => where({ ...equal, ...sides }));
    return paginate(reader, { view: 'improvements', filter, orderBy: 'proposedAt', descending: true }, page);
  }
}
