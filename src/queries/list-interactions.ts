import { Injectable } from '@nestjs/common';
import type { InteractionDocument } from '../../projections/interaction/document.js';
import type { Identities } from './identity/identities.js';
import type { Page, PageArgs } from './paging/page.js';
import { paginate } from './paging/paginate.js';
import type { ViewReader } from './view-reader.js';
import { within, where } from './where.js';

export interface InteractionFilter {
  readonly teamId?: string;
  readonly departmentId?: string;
  readonly channel?: string;
  readonly direction?: string;
  readonly outcome?: string;
  /** Half-open: startedFrom <= startedAt < startedBefore. */
  readonly startedFrom?: string;
  readonly startedBefore?: string;
}
export const INTERACTION_ORDERS = {
  STARTED_AT_DESC: { orderBy: 'startedAt', descending: true },
  STARTED_AT_ASC: { orderBy: 'startedAt', descending: false },
} as const;
export type InteractionOrder = keyof typeof INTERACTION_ORDERS;

/** Lists the contacts between people. */
@Injectable()
export class ListInteractions {
  execute(
    reader: ViewReader,
    asked: InteractionFilter,
    order: InteractionOrder,
    page: PageArgs,
    identities: Identities,
  ): Promise<Page<InteractionDocument>> {
    const { teamId, departmentId, startedFrom, startedBefore, ...equal } = asked;
    const ranges = within('startedAt', startedFrom, startedBefore);
    const filter = identities.covered({ teamId, departmentId }).map((sides) => ({ ...where({ ...equal, ...sides }), ranges }));
    return paginate(reader, { view: 'interaction', filter, ...INTERACTION_ORDERS[order] }, page);
  }
}
