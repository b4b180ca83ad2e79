import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { TimelineDocument } from '../../../projections/timeline/document.js';
import { AskedOf } from '../asked-of.js';
import type { Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { paginate } from '../paging/paginate.js';
import type { ViewReader } from '../view-reader.js';

/** Question 3: what happened between a team and a department, the latest first. */
export class RelationshipTimeline extends AskedOf<Page<TimelineDocument>> {
  constructor(
    reader: ViewReader,
    readonly relationshipId: string,
    readonly page: PageArgs,
  ) {
    super(reader);
  }
}

@QueryHandler(RelationshipTimeline)
export class RelationshipTimelineHandler implements IQueryHandler<RelationshipTimeline> {
  execute({ reader, relationshipId, page }: RelationshipTimeline): Promise<Page<TimelineDocument>> {
    const filter = { where: { relationshipId } };
    return paginate(reader, { view: 'timeline', filter, orderBy: 'at', descending: true }, page);
  }
}
