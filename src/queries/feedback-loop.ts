import { Injectable } from '@nestjs/common';
import type { ActionDocument } from '../../projections/actions/projection.js';
import type { ImprovementDocument } from '../../projections/improvements/projection.js';
import type { Identities } from './identity/identities.js';
import { mapPage, type Page, type PageArgs } from './paging/page.js';
import { paginate, readAll } from './paging/paginate.js';
import type { ViewReader } from './view-reader.js';

/** What was proposed, its origin in feedback, and its outcome. */
export interface FeedbackAnswer {
  readonly improvement: ImprovementDocument;
  /** The dates on which the outcome is reported back to the respondents, in order. */
  readonly toldBack: readonly ActionDocument[];
}

/**
 * Question 12: what did we say, and what was done about it? The latest first, including declined and abandoned ones, because a
 * no is an answer too. Two reads per page.
 */
@Injectable()
export class AskFeedbackLoop {
  async execute(reader: ViewReader, departmentId: string, args: PageArgs, identities: Identities): Promise<Page<FeedbackAnswer>> {
    const filter = identities.departments.partsOf(departmentId).map((id) => ({ where: { departmentId: id } }));
    const listing = { view: 'improvements', filter, orderBy: 'proposedAt', descending: true };
    const page = await paginate<ImprovementDocument>(reader, listing, args);
    const actions = await actionsOf(
      reader,
      page.edges.map(({ node }) => node.improvementId),
    );
    return mapPage(page, (improvement) => ({
      improvement,
      toldBack: actions.filter(({ improvementId }) => improvementId === improvement.improvementId),
    }));
  }
}

async function actionsOf(reader: ViewReader, improvementIds: readonly string[]): Promise<readonly ActionDocument[]> {
  const actions: ActionDocument[] = [];
  if (improvementIds.length === 0) return actions;
  const filter = { where: { improvementId: improvementIds } };
  for await (const action of readAll<ActionDocument>(reader, { view: 'actions', filter })) actions.push(action);
  return actions.sort((a, b) => (a.at < b.at ? -1 : 1));
}
