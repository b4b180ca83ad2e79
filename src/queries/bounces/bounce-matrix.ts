import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { BouncesDocument } from '../../../projections/bounces/document.js';
import { AskedOf } from '../asked-of.js';
import { readAll } from '../paging/read-all.js';
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
    for await (const document of readAll<BouncesDocument>(reader, 'bounces', where({ departmentId }))) {
      if (!mayHold(document.month, from, to)) continue;
      for (const bounce of document.bounces) {
        if ((from === undefined || bounce.at >= from) && (to === undefined || bounce.at < to)) count.add(bounce);
      }
    }
    return count.matrix();
  }
}

/** Whether a month reaches into the stretch; spares looking at the others' bounces one by one. */
const mayHold = (month: string, from: string | undefined, to: string | undefined): boolean =>
  (from === undefined || month >= from.slice(0, 7)) && (to === undefined || month <= to.slice(0, 7));
