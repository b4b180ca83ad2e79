import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { TeamDocument } from '../../../projections/team/document.js';
import { AskedOf } from '../asked-of.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import { mapPage, type Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { paginate } from '../paging/paginate.js';
import { merged } from './merged.js';
import { type Team, teamAt } from './team-at.js';
import type { ViewReader } from '../view-reader.js';

/** The service teams as they are at a moment, by id. One that goes on as another is found under that. */
export class ListTeams extends AskedOf<Page<Team>> {
  constructor(
    reader: ViewReader,
    readonly page: PageArgs,
    readonly asOf: string,
    readonly identities: Identities = PLAIN,
  ) {
    super(reader);
  }
}

@QueryHandler(ListTeams)
export class ListTeamsHandler implements IQueryHandler<ListTeams> {
  async execute({ reader, page: args, asOf, identities }: ListTeams): Promise<Page<Team>> {
    const hidden = merged<TeamDocument>(reader, 'team', identities.teams, {});
    const page = await paginate<TeamDocument>(reader, { view: 'team', filter: {}, ...hidden }, args);
    return mapPage(page, (team) => teamAt(team, asOf));
  }
}
