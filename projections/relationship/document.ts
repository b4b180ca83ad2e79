import { NEVER } from '../trials/ticket-facts.js';

/** What a team and a department have agreed. */
export interface Terms {
  /** OBSERVED: the two met, or are to carry another relationship on, but nobody established one. */
  readonly state: 'OBSERVED' | 'ESTABLISHED' | 'ENDED';
  readonly type: 'BASIC' | 'COOPERATIVE' | 'PARTNERSHIP' | null;
  readonly scope: string | null;
  readonly establishedAt: string | null;
  readonly endedAt: string | null;
  readonly successor: { readonly teamId: string; readonly departmentId: string } | null;
  /** Those that it carries on, by agreement; their history stays with them. */
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

/** What was agreed, or judged, at a moment. */
export type TermsChange = Partial<Omit<Terms, 'maturity' | 'predecessors'>> & {
  readonly at: string;
  readonly eventId: string;
  readonly maturity?: Partial<Terms['maturity']>;
  readonly predecessor?: Predecessor;
};

/**
 * What a team and a department are to each other. Key: `<teamId>.<departmentId>`. The terms now, and what led there, so that it can be said
 * what they were on any day. What counts between them is in the view `trials`.
 */
export interface RelationshipDocument extends Terms {
  readonly relationshipId: string;
  readonly teamId: string;
  readonly departmentId: string;
  /** When they first met, or agreed on something; NEVER where that is known by their trials alone. */
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

/** A team and a department of whom nothing is known but that they met. Ids have no dot. */
export function observed(relationshipId: string, metAt = NEVER): RelationshipDocument {
  const dot = relationshipId.indexOf('.');
  const pair = { teamId: relationshipId.slice(0, dot), departmentId: relationshipId.slice(dot + 1) };
  return { relationshipId, ...pair, metAt, ...NOTHING_AGREED, changes: [] };
}

/** The terms in force at a moment; as far as is known when it is left out. */
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
