import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { TimelineDocument } from '../../../projections/timeline/document.js';
import { AskedOf } from '../asked-of.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import type { Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { paginate } from '../paging/paginate.js';
import type { Listing } from '../paging/walk.js';
import { pairOf } from '../relationship/relationship-id.js';
import type { ViewReader } from '../view-reader.js';
import { where } from '../where.js';

/** Question 3: what happened between a team and a department, the latest first. */
export class RelationshipTimeline extends AskedOf<Page<TimelineDocument>> {
  constructor(
    reader: ViewReader,
    readonly relationshipId: string,
    readonly page: PageArgs,
    readonly identities: Identities = PLAIN,
  ) {
    super(reader);
  }
}

@QueryHandler(RelationshipTimeline)
export class RelationshipTimelineHandler implements IQueryHandler<RelationshipTimeline> {
  execute({ reader, relationshipId, page, identities }: RelationshipTimeline): Promise<Page<TimelineDocument>> {
    const ids = identities.relationshipsOf(pairOf(relationshipId));
    const listing: Listing<TimelineDocument> = {
      view: 'timeline',
      filter: ids.map((id) => ({ where: { relationshipId: id } })),
      orderBy: 'at',
      descending: true,
      ...(ids.length > 1 && { hidden: toldTwice(reader, ids) }),
    };
    return paginate(reader, listing, page);
  }
}

/** What passed from one of these relationships to another is told of both; where they are read as one, it is shown once. */
const toldTwice = (reader: ViewReader, ids: readonly string[]): NonNullable<Listing<TimelineDocument>['hidden']> => {
  const before = (one: string) => ids.filter((other) => other < one);
  return {
    hides: ({ relationshipId, otherRelationshipId: other }) => other !== null && before(relationshipId).includes(other),
    count: async () => {
      const counts = ids.map((id) => reader.count('timeline', where({ relationshipId: id, otherRelationshipId: before(id) })));
      return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    },
  };
};
