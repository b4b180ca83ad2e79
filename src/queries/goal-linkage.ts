import { Injectable } from '@nestjs/common';
import type { TicketDocument } from '../../projections/ticket/document.js';
import type { Identities } from './identity/identities.js';
import { readAll } from './paging/paginate.js';
import type { ViewReader } from './view-reader.js';
import { where } from './where.js';

/** The share of the work that is linked to a goal of the department. */
export interface GoalLinkage {
  readonly tickets: number;
  /** Those logged with a goal. */
  readonly linked: number;
  /** linked / tickets; null without tickets. */
  readonly proportion: number | null;
  /** The number of distinct goals among them. */
  readonly goals: number;
}

/** Business goals (docs/measures.md): tickets with from <= logged < to, of one department or of all. */
@Injectable()
export class AskGoalLinkage {
  async execute(
    reader: ViewReader,
    departmentId: string | undefined,
    from: string,
    to: string,
    identities: Identities,
  ): Promise<GoalLinkage> {
    let [tickets, linked] = [0, 0];
    const goals = new Set<string>();
    const ranges = [{ field: 'loggedAt', from, before: to }];
    const filter = identities.covered({ departmentId }).map((sides) => ({ ...where({ ...sides }), ranges }));
    for await (const { departmentId: whose, businessGoalId } of readAll<TicketDocument>(reader, {
      view: 'ticket',
      filter,
      orderBy: 'loggedAt',
    })) {
      tickets += 1;
      if (businessGoalId === null) continue;
      linked += 1;
      // A goal's id is unique only within its department.
      goals.add(`${whose}.${businessGoalId}`);
    }
    return { tickets, linked, proportion: tickets > 0 ? linked / tickets : null, goals: goals.size };
  }
}
