import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { TicketDocument } from '../../../projections/ticket/document.js';
import { AskedOf } from '../asked-of.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import { readAll } from '../paging/read-all.js';
import type { ViewReader } from '../view-reader.js';
import { where } from '../where.js';

/** How much of the work is tied to a goal that a department has stated. */
export interface GoalLinkage {
  readonly tickets: number;
  /** Among them: logged with a goal. */
  readonly linked: number;
  /** linked / tickets; null without tickets. */
  readonly proportion: number | null;
  /** Distinct goals among them. */
  readonly goals: number;
}

/** Business goals (domain.md, 1 and 3.3): from <= logged < to, of one department or of all. */
export class AskGoalLinkage extends AskedOf<GoalLinkage> {
  constructor(
    reader: ViewReader,
    readonly departmentId: string | undefined,
    readonly from: string,
    readonly to: string,
    readonly identities: Identities = PLAIN,
  ) {
    super(reader);
  }
}

@QueryHandler(AskGoalLinkage)
export class AskGoalLinkageHandler implements IQueryHandler<AskGoalLinkage> {
  async execute({ reader, departmentId, from, to, identities }: AskGoalLinkage): Promise<GoalLinkage> {
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
      // A goal's id is its department's own.
      goals.add(`${whose}.${businessGoalId}`);
    }
    return { tickets, linked, proportion: tickets > 0 ? linked / tickets : null, goals: goals.size };
  }
}
