import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { BouncesDocument } from '../../../projections/bounces/document.js';
import { AskedOf } from '../asked-of.js';
import { readAll } from '../paging/read-all.js';
import type { ViewFilter } from '../../view-store/view-store.js';
import type { ViewReader } from '../view-reader.js';
import { where } from '../where.js';
import { BounceCount, type BounceMatrix } from './bounce-count.js';

/** Question 9: where tickets are handed from team to team, from <= when < to. */
export class AskBounceMatrix extends AskedOf<BounceMatrix> {
  constructor(
    reader: ViewReader,
    readonly departmentId: string | undefined,
    readonly from: string | undefined,
    readonly to: string | undefined,
  ) {
    super(reader);
  }
}

@QueryHandler(AskBounceMatrix)
export class AskBounceMatrixHandler implements IQueryHandler<AskBounceMatrix> {
  async execute({ reader, departmentId, from, to }: AskBounceMatrix): Promise<BounceMatrix> {
    const count = new BounceCount();
    const listing = { view: 'bounces', filter: { ...where({ departmentId }), ranges: months(from, to) }, orderBy: 'month' };
    for await (const document of readAll<BouncesDocument>(reader, listing)) {
      for (const bounce of document.bounces) {
        if ((from === undefined || bounce.at >= from) && (to === undefined || bounce.at < to)) count.add(bounce);
      }
    }
    return count.matrix();
  }
}

/** The months (`2026-03`) that reach into the stretch. A month sorts before every moment in it, so that `to` itself can be the bound. */
function months(from: string | undefined, to: string | undefined): NonNullable<ViewFilter['ranges']> {
  if (from === undefined && to === undefined) return [];
  return [{ field: 'month', ...(from !== undefined && { from: from.slice(0, 7) }), ...(to !== undefined && { before: to }) }];
}
