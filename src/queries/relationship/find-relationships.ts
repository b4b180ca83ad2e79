import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { RelationshipDocument } from '../../../projections/relationship/document.js';
import { AskedOf } from '../asked-of.js';
import type { Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { paginate } from '../paging/paginate.js';
import type { ViewReader } from '../view-reader.js';
import { where } from '../where.js';

export interface RelationshipFilter {
  readonly teamId?: string;
  readonly departmentId?: string;
  readonly state?: string;
  readonly type?: string;
}

/** A pair that merely met once (a ticket sent to the wrong team) is no relationship: it is shown when `state: OBSERVED` asks for it. */
export const ENTERED_INTO = ['ESTABLISHED', 'ENDED'] as const;

/** The relationships between teams and departments, by id. */
export class FindRelationships extends AskedOf<Page<RelationshipDocument>> {
  constructor(
    reader: ViewReader,
    readonly filter: RelationshipFilter,
    readonly page: PageArgs,
  ) {
    super(reader);
  }
}

@QueryHandler(FindRelationships)
export class FindRelationshipsHandler implements IQueryHandler<FindRelationships> {
  execute({ reader, filter, page }: FindRelationships): Promise<Page<RelationshipDocument>> {
    return paginate(reader, { view: 'relationship', filter: where({ state: ENTERED_INTO, ...filter }) }, page);
  }
}
