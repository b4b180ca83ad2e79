import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { TeamDocument } from '../../../projections/team/document.js';
import { AskedOf } from '../asked-of.js';
import type { Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { paginate } from '../paging/paginate.js';
import type { ViewReader } from '../view-reader.js';

/** The service teams, by id. */
export class ListTeams extends AskedOf<Page<TeamDocument>> {
  constructor(
    reader: ViewReader,
    readonly page: PageArgs,
  ) {
    super(reader);
  }
}

@QueryHandler(ListTeams)
export class ListTeamsHandler implements IQueryHandler<ListTeams> {
  execute({ reader, page }: ListTeams): Promise<Page<TeamDocument>> {
    return paginate(reader, { view: 'team', filter: {} }, page);
  }
}
