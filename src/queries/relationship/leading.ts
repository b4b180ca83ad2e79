import type { RelationshipDocument } from '../../../projections/relationship/document.js';

type Standing = Pick<RelationshipDocument, 'relationshipId' | 'state'>;
/** What holds now before what held once before what was never agreed. */
const RANK = { ESTABLISHED: 0, ENDED: 1, OBSERVED: 2 } as const;

/**
 * Of relationships that have become one, the one whose agreements stand for all: its own, if it has any; else those of the one that is in
 * force; the id decides among equals.
 * @param parts at least one
 */
export function leading<S extends Standing>(parts: readonly S[], relationshipId: string): S {
  const rank = (part: S): number => (part.relationshipId === relationshipId && part.state !== 'OBSERVED' ? -1 : RANK[part.state]);
  return parts.reduce((first, part) =>
    rank(part) < rank(first) || (rank(part) === rank(first) && part.relationshipId < first.relationshipId) ? part : first,
  );
}
