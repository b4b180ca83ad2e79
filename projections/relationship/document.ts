import type { ActorKind } from '../../src/domain/kernel/event.js';
import { NEVER } from '../trials/ticket-facts.js';

/** What a team and a department have agreed. */
export interface Terms {
  /** OBSERVED: the two met, or are the successor of another relationship, but never established one of their own. */
  readonly state: 'OBSERVED' | 'ESTABLISHED' | 'ENDED';
  readonly type: 'BASIC' | 'COOPERATIVE' | 'PARTNERSHIP' | null;
  readonly scope: string | null;
  readonly establishedAt: string | null;
  readonly endedAt: string | null;
  readonly successor: { readonly teamId: string; readonly departmentId: string } | null;
  /** The relationships that this one succeeds, by agreement; their history stays with them. */
  readonly predecessors: readonly Predecessor[];
  readonly charter: Charter | null;
  /** The open proposal of each side. */
  readonly proposals: Proposals;
  readonly maturity: { readonly it: number | null; readonly department: number | null };
}
interface CharterTerms {
  readonly expectations: readonly string[];
  readonly reviewCadenceDays: number | null;
  readonly updateCadenceMinutes: number | null;
  readonly acknowledgeMinutes: number | null;
}
export interface Charter extends CharterTerms {
  readonly agreedAt: string;
  /** The side that agreed to the other's proposal; null: the agreement was recorded for both sides. */
  readonly acceptedBy: 'IT' | 'DEPARTMENT' | null;
  /** In which capacity the agreement was recorded. */
  readonly recordedBy: ActorKind;
}
/** A charter that one side proposed. */
export interface CharterProposal extends CharterTerms {
  readonly proposalId: string;
  readonly side: 'IT' | 'DEPARTMENT';
  readonly proposedAt: string;
  /** Pseudonym of the person, or the name of the system. */
  readonly proposedBy: string;
  /** Null: from when the other side agrees. */
  readonly effectiveAt: string | null;
  /** The proposal of the other side that it answers with other terms. */
  readonly counters: string | null;
}
interface Proposals {
  readonly it: CharterProposal | null;
  readonly department: CharterProposal | null;
}
interface Predecessor {
  readonly teamId: string;
  readonly departmentId: string;
  readonly transferredAt: string;
}

/** An agreement or assessment made at a moment. */
export type TermsChange = Partial<Omit<Terms, 'maturity' | 'proposals' | 'predecessors'>> & {
  readonly at: string;
  readonly eventId: string;
  readonly maturity?: Partial<Terms['maturity']>;
  readonly proposals?: Partial<Proposals>;
  readonly predecessor?: Predecessor;
};

/**
 * The relationship of a team and a department. Key: `<teamId>.<departmentId>`. Holds the present terms and all changes that
 * led to them, so that the terms of any day can be derived. The trials of the two are in the view `trials`.
 */
export interface RelationshipDocument extends Terms {
  readonly relationshipId: string;
  readonly teamId: string;
  readonly departmentId: string;
  /** When they first met or agreed on something; NEVER if they are known by their trials only. */
  readonly metAt: string;
  /** By moment. */
  readonly changes: readonly TermsChange[];
}

export const NOTHING_AGREED: Terms = {
  state: 'OBSERVED',
  type: null,
  scope: null,
  establishedAt: null,
  endedAt: null,
  successor: null,
  predecessors: [],
  charter: null,
  proposals: { it: null, department: null },
  maturity: { it: null, department: null },
};

/** A relationship of which only the meeting is known. Ids contain no dot. */
export function observed(relationshipId: string, metAt = NEVER): RelationshipDocument {
  const dot = relationshipId.indexOf('.');
  const pair = { teamId: relationshipId.slice(0, dot), departmentId: relationshipId.slice(dot + 1) };
  return { relationshipId, ...pair, metAt, ...NOTHING_AGREED, changes: [] };
}

/** The terms in force at a moment; without a moment, the present ones. */
export const termsAt = (changes: readonly TermsChange[], at?: string): Terms =>
  changes.filter((change) => at === undefined || change.at <= at).reduce(changed, NOTHING_AGREED);

function changed(before: Terms, { at: _at, eventId: _eventId, maturity, proposals, predecessor, ...change }: TermsChange): Terms {
  return {
    ...before,
    ...change,
    maturity: { ...before.maturity, ...maturity },
    proposals: { ...before.proposals, ...proposals },
    predecessors: predecessor ? [...before.predecessors, predecessor].sort(byPair) : before.predecessors,
  };
}

const byPair = (a: Predecessor, b: Predecessor): number =>
  a.teamId !== b.teamId ? (a.teamId < b.teamId ? -1 : 1) : a.departmentId < b.departmentId ? -1 : 1;
