import { Injectable } from '@nestjs/common';
import type { CommitmentDocument } from '../../projections/commitments/projection.js';
import { commitmentStatus, commitmentVerdict, occurredBy } from '../../projections/trials/agreements.js';
import type { Identities } from './identity/identities.js';
import type { Page, PageArgs } from './paging/page.js';
import { comparePlaces, pageOfList, readAll } from './paging/paginate.js';
import { relationshipId } from './relationship/joined-relationship.js';
import type { ViewReader } from './view-reader.js';
import { where } from './where.js';

/** The state of a promise as reported. Whether it counts as kept is its verdict. */
export const COMMITMENT_STATES = ['OPEN', 'OVERDUE', 'KEPT', 'MISSED', 'DISPUTED', 'WITHDRAWN'] as const;
export type CommitmentState = (typeof COMMITMENT_STATES)[number];
/** KEPT, NOT_KEPT: what the score counts. PENDING: the due date is still to come. */
export type CommitmentVerdict = 'KEPT' | 'NOT_KEPT' | 'PENDING';

/** A promise as of a moment, from what had happened by then. */
export interface Commitment extends Omit<CommitmentDocument, 'facts'> {
  readonly state: CommitmentState;
  /** Null when it does not count, because the department withdrew it by its due date. */
  readonly counts: CommitmentVerdict | null;
  readonly dueDates: readonly { readonly dueAt: string; readonly agreedAt: string; readonly noticeGiven: boolean | null }[];
  readonly verdict: { readonly at: string; readonly kept: boolean } | null;
  readonly fulfilledAt: string | null;
  readonly confirmedAt: string | null;
  readonly disputedAt: string | null;
  readonly missedAt: string | null;
  readonly withdrawnAt: string | null;
  readonly withdrawnBy: 'IT' | 'DEPARTMENT' | null;
}

export interface LedgerFilter {
  readonly teamId?: string;
  readonly departmentId?: string;
  readonly state?: CommitmentState;
  readonly verdict?: CommitmentVerdict;
  /** Half-open range of the current due date. */
  readonly from?: string;
  readonly to?: string;
}

/** Questions 10 and 11: what was promised, by when, and what became of it? Ordered by due date. */
@Injectable()
export class ListCommitments {
  /** The due date as of a past moment is in no index, so all promises of the sides are read and sorted. */
  async execute(
    reader: ViewReader,
    filter: LedgerFilter,
    asOf: string,
    page: PageArgs,
    identities: Identities,
  ): Promise<Page<Commitment>> {
    const { state, verdict, from, to, ...sides } = filter;
    const listed: Commitment[] = [];
    const filters = identities
      .covered(sides)
      .map(({ teamId, departmentId }) =>
        teamId !== undefined && departmentId !== undefined
          ? where({ relationshipId: relationshipId(teamId, departmentId) })
          : where({ teamId, departmentId }),
      );
    for await (const document of readAll<CommitmentDocument>(reader, { view: 'commitments', filter: filters })) {
      const one = commitmentAt(document, asOf);
      if (one === null || (state !== undefined && one.state !== state) || (verdict !== undefined && one.counts !== verdict))
        continue;
      if ((from === undefined || one.dueAt >= from) && (to === undefined || one.dueAt < to)) listed.push(one);
    }
    const placeOf = ({ dueAt: value, commitmentId: key }: Commitment) => ({ value, key });
    listed.sort((a, b) => comparePlaces(placeOf(a), placeOf(b)));
    return pageOfList(listed, placeOf, 'commitments:dueAt', page);
  }
}

/** A promise as of a moment; null when it had not been made by then. */
export function commitmentAt({ facts: all, ...document }: CommitmentDocument, asOf: string): Commitment | null {
  const facts = occurredBy(all, asOf);
  const status = commitmentStatus(facts);
  if (status === null) return null;
  const kept = commitmentVerdict(facts, asOf);
  const { dueAt, fulfilledAt, confirmedAt, isDisputed, missedAt, withdrawnAt, withdrawnBy, isReleased } = status;
  return {
    ...document,
    dueAt,
    state: stateOf(status, asOf),
    counts: isReleased ? null : dueAt > asOf ? 'PENDING' : kept ? 'KEPT' : 'NOT_KEPT',
    dueDates: dueDatesOf(facts),
    verdict: kept === null ? null : { at: dueAt, kept },
    fulfilledAt,
    confirmedAt,
    disputedAt: facts.findLast(({ what }) => what === 'DISPUTED' && isDisputed)?.at ?? null,
    missedAt,
    withdrawnAt,
    withdrawnBy,
  };
}

function stateOf(
  { withdrawnAt, isDisputed, fulfilledAt, dueAt, missedAt }: NonNullable<ReturnType<typeof commitmentStatus>>,
  asOf: string,
): CommitmentState {
  if (withdrawnAt !== null) return 'WITHDRAWN';
  if (isDisputed) return 'DISPUTED';
  if (fulfilledAt !== null) return fulfilledAt <= dueAt ? 'KEPT' : 'MISSED';
  if (missedAt !== null) return 'MISSED';
  return dueAt < asOf ? 'OVERDUE' : 'OPEN';
}

/** The original due date and those agreed since. A change agreed after the due date has no effect. */
function dueDatesOf(facts: CommitmentDocument['facts']): Commitment['dueDates'] {
  const dates: { dueAt: string; agreedAt: string; noticeGiven: boolean | null }[] = [];
  let inForce = '';
  for (const { what, at, dueAt } of facts) {
    if (dueAt === undefined || (what !== 'MADE' && what !== 'RENEGOTIATED')) continue;
    const noticeGiven = what === 'MADE' ? null : at < inForce;
    if (noticeGiven !== false) inForce = dueAt;
    dates.push({ dueAt, agreedAt: at, noticeGiven });
  }
  return dates;
}
