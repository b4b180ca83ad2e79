import { Injectable } from '@nestjs/common';
import { orderKey, type ScoreOrder } from '../../measures/score.js';
import type { Place } from '../paging/cursor.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import type { Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { comparePlaces, pageOfList } from '../paging/page-of-list.js';
import type { PolicyChoice } from '../score/policy-choice.js';
import { Scores } from '../score/scores.js';
import type { ViewReader } from '../view-reader.js';
import type { RelationshipFilter } from './find-relationships.js';
import type { JoinedRelationship } from './joined-relationship.js';
import { admittedBy, listedMatrix } from './listed-matrix.js';
import { relationshipPage } from './relationship-page.js';

/**
 * Question 2: the relationships that need attention, or the best ones first. Ordered by an end of the score's interval,
 * so that neither a few bad trials nor a few good ones decide; those without a score come last, since nothing is known that would put them
 * anywhere else.
 */
@Injectable()
export class RankRelationships {
  constructor(private readonly scores: Scores) {}

  async execute(
    reader: ViewReader,
    filter: RelationshipFilter,
    order: ScoreOrder,
    asOf: string,
    choice: PolicyChoice,
    args: PageArgs,
    identities: Identities = PLAIN,
  ): Promise<Page<JoinedRelationship>> {
    const [basis, policy, matrix] = await Promise.all([
      this.scores.basis(reader, asOf),
      this.scores.policy(reader, asOf, choice),
      this.scores.matrix(reader),
    ]);
    const places: Place[] = [];
    for (const { row, index } of listedMatrix(matrix, identities, filter).scores(basis, policy, admittedBy(filter)))
      places.push({ value: orderKey(index, order), key: row.relationshipId });
    places.sort(comparePlaces);
    const page = pageOfList(places, (place) => place, `relationship:${order}`, args);
    return relationshipPage(reader, identities, page);
  }
}
