import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { CommitmentDocument } from '../../../projections/commitments/document.js';
import { AskedOf } from '../asked-of.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import { mapPage, type Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { paginate } from '../paging/paginate.js';
import type { Listing } from '../paging/walk.js';
import { relationshipId } from '../relationship/relationship-id.js';
import type { ViewReader } from '../view-reader.js';
import { where } from '../where.js';

/** As the document says, but a promise that nobody has spoken of since is OVERDUE once its date has passed. */
export const COMMITMENT_STATES = ['OPEN', 'OVERDUE', 'KEPT', 'MISSED', 'DISPUTED', 'WITHDRAWN'] as const;
export type CommitmentState = (typeof COMMITMENT_STATES)[number];
export type Commitment = Omit<CommitmentDocument, 'state'> & { readonly state: CommitmentState };

export interface LedgerFilter {
  readonly teamId?: string;
  readonly departmentId?: string;
  readonly state?: CommitmentState;
  /** Half-open, by the due date in force. */
  readonly from?: string;
  readonly to?: string;
}

/** Questions 10 and 11: what was promised, by when, and what became of it; the earliest due date first. */
export class ListCommitments extends AskedOf<Page<Commitment>> {
  constructor(
    reader: ViewReader,
    readonly filter: LedgerFilter,
    readonly now: string,
    readonly page: PageArgs,
    readonly identities: Identities = PLAIN,
  ) {
    super(reader);
  }
}

@QueryHandler(ListCommitments)
export class ListCommitmentsHandler implements IQueryHandler<ListCommitments> {
  async execute({ reader, filter, now, page, identities }: ListCommitments): Promise<Page<Commitment>> {
    const listing = ledger(filter, now, identities);
    return mapPage(await paginate<CommitmentDocument>(reader, listing, page), (one) => commitmentAt(one, now));
  }
}

/** How a promise stands at a moment. */
export const commitmentAt = (document: CommitmentDocument, now: string): Commitment => ({
  ...document,
  state: document.state === 'OPEN' && document.dueAt < now ? 'OVERDUE' : document.state,
});

function ledger({ state, from, to, ...sides }: LedgerFilter, now: string, identities: Identities): Listing<CommitmentDocument> {
  const dueFrom = state === 'OPEN' ? latest(from, now) : from;
  const dueBefore = state === 'OVERDUE' ? earliest(to, now) : to;
  const due = {
    field: 'dueAt',
    ...(dueFrom !== undefined && { from: dueFrom }),
    ...(dueBefore !== undefined && { before: dueBefore }),
  };
  const filter = identities.covered(sides).map(({ teamId, departmentId }) => ({
    ...where({
      ...(teamId !== undefined && departmentId !== undefined
        ? { relationshipId: relationshipId(teamId, departmentId) }
        : { teamId, departmentId }),
      state: state === 'OVERDUE' ? 'OPEN' : state,
    }),
    ranges: dueFrom === undefined && dueBefore === undefined ? [] : [due],
  }));
  return { view: 'commitments', filter, orderBy: 'dueAt' };
}

const latest = (a: string | undefined, b: string): string => (a !== undefined && a > b ? a : b);
const earliest = (a: string | undefined, b: string): string => (a !== undefined && a < b ? a : b);
