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
  readonly charter: {
    readonly agreedAt: string;
    readonly expectations: readonly string[];
    readonly reviewCadenceDays: number | null;
    readonly updateCadenceMinutes: number | null;
    readonly acknowledgeMinutes: number | null;
  } | null;
  readonly maturity: { readonly it: number | null; readonly department: number | null };
}
interface Predecessor {
  readonly teamId: string;
  readonly departmentId: string;
  readonly transferredAt: string;
}

/** An agreement or assessment made at a moment. */
export type TermsChange = Partial<Omit<Terms, 'maturity' | 'predecessors'>> & {
  readonly at: string;
  readonly eventId: string;
  readonly maturity?: Partial<Terms['maturity']>;
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

function changed(before: Terms, { at: _at, eventId: _eventId, maturity, predecessor, ...change }: TermsChange): Terms {
  return {
    ...before,
    ...change,
    maturity: { ...before.maturity, ...maturity },
    predecessors: predecessor ? [...before.predecessors, predecessor].sort(byPair) : before.predecessors,
  };
}

const byPair = (a: Predecessor, b: Predecessor): number =>
  a.teamId !== b.teamId ? (a.teamId < b.teamId ? -1 : 1) : a.departmentId < b.departmentId ? -1 : 1;
