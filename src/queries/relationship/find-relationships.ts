import { Injectable } from '@nestjs/common';
import type { RelationshipDocument } from '../../../projections/relationship/document.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import type { Place } from '../paging/cursor.js';
import { mapPage, type Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { comparePlaces, pageOfList } from '../paging/page-of-list.js';
import { paginate } from '../paging/paginate.js';
import { Scores } from '../score/scores.js';
import type { JoinedRelationship } from './joined-relationship.js';
import { relationshipPage } from './relationship-page.js';
import { admittedBy, ENTERED_INTO, listedMatrix } from './listed-matrix.js';
import type { ViewReader } from '../view-reader.js';
import { where } from '../where.js';

export interface RelationshipFilter {
  readonly teamId?: string;
  readonly departmentId?: string;
  readonly state?: string;
  readonly type?: string;
}

/** The relationships between teams and departments, by id; those that have become one are one. */
@Injectable()
export class FindRelationships {
  constructor(private readonly scores: Scores) {}

  /**
   * @param asOf As they stood then by agreement; as they stand now when it is left out.
   */
  async execute(
    reader: ViewReader,
    filter: RelationshipFilter,
    page: PageArgs,
    identities: Identities = PLAIN,
    asOf?: string,
  ): Promise<Page<JoinedRelationship>> {
    if (identities.isPlain && asOf === undefined) {
      const listing = { view: 'relationship', filter: where({ state: ENTERED_INTO, ...filter }) };
      const found = await paginate<RelationshipDocument>(reader, listing, page);
      return relationshipPage(
        reader,
        identities,
        mapPage(found, ({ relationshipId: key }): Place => ({ value: null, key })),
      );
    }
    // What is one row of the answer may be several in the store, which therefore cannot page through them: their heads are in memory anyhow.
    const { rows } = listedMatrix(await this.scores.matrix(reader), identities, filter);
    const places = rows.filter(admittedBy(filter, asOf)).map(({ relationshipId: key }): Place => ({ value: null, key }));
    const found = pageOfList(places.sort(comparePlaces), (place) => place, 'relationship:', page);
    return relationshipPage(reader, identities, found, asOf);
  }
}
