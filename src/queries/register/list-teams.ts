import { Injectable } from '@nestjs/common';
import type { TeamDocument } from '../../../projections/team/projection.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import { mapPage, type Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { paginate } from '../paging/paginate.js';
import { merged } from './merged.js';
import { type Team, teamAt } from './team-at.js';
import type { ViewReader } from '../view-reader.js';

/** The service teams as they are at a moment, by id. One that goes on as another is found under that. */
@Injectable()
export class ListTeams {
  async execute(reader: ViewReader, args: PageArgs, asOf: string, identities: Identities = PLAIN): Promise<Page<Team>> {
    const hidden = merged<TeamDocument>(reader, 'team', identities.teams, {});
    const page = await paginate<TeamDocument>(reader, { view: 'team', filter: {}, ...hidden }, args);
    return mapPage(page, (team) => teamAt(team, asOf));
  }
}
