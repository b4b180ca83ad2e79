import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { RelationshipDocument } from '../../../projections/relationship/document.js';
import { lowerBound } from '../score/score-interval.js';
import { AskedOf } from '../asked-of.js';
import type { Place } from '../paging/cursor.js';
import { type Page, pageWith } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { comparePlaces, pageOfList } from '../paging/page-of-list.js';
import type { PolicyChoice } from '../score/policy-choice.js';
import type { MatrixRow } from '../score/score-matrix.js';
import { Scores } from '../score/scores.js';
import type { ViewReader } from '../view-reader.js';
import { ENTERED_INTO, type RelationshipFilter } from './find-relationships.js';

/**
 * Question 2: the relationships that need attention, worst first. Ordered by the lower end of the score's interval, so that neither a few bad
 * trials nor a few good ones decide; those without a score come last, since nothing is known that would put them anywhere else.
 */
export class RankRelationships extends AskedOf<Page<RelationshipDocument>> {
  constructor(
    reader: ViewReader,
    readonly filter: RelationshipFilter,
    readonly asOf: string,
    readonly policy: PolicyChoice,
    readonly page: PageArgs,
  ) {
    super(reader);
  }
}

@QueryHandler(RankRelationships)
export class RankRelationshipsHandler implements IQueryHandler<RankRelationships> {
  constructor(private readonly scores: Scores) {}

  async execute({ reader, filter, asOf, policy: choice, page: args }: RankRelationships): Promise<Page<RelationshipDocument>> {
    const [basis, policy, matrix] = await Promise.all([
      this.scores.basis(reader, asOf),
      this.scores.policy(reader, asOf, choice),
      this.scores.matrix(reader),
    ]);
    const places = matrix
      .scores(basis, policy, admittedBy(filter))
      .map(({ row, score }): Place => ({ value: lowerBound(score), key: row.relationshipId }))
      .sort(comparePlaces);
    const page = pageOfList(places, (place) => place, 'relationship:LOWER_BOUND', args);
    const keys = page.edges.map(({ node }) => node.key);
    const documents = await reader.get<RelationshipDocument>('relationship', keys);
    return pageWith(page, ({ key }) => documents.get(key));
  }
}

const admittedBy =
  ({ teamId, departmentId, state, type }: RelationshipFilter) =>
  (row: MatrixRow): boolean =>
    (teamId === undefined || row.teamId === teamId) &&
    (departmentId === undefined || row.departmentId === departmentId) &&
    (type === undefined || row.type === type) &&
    (state === undefined ? ENTERED_INTO.some((entered) => entered === row.state) : row.state === state);
