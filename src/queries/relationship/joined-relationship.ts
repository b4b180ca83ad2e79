import { TALLIED } from '../../../projections/kit/tallies.js';
import { CELLS } from '../../../projections/relationship/contact-counts.js';
import type { RelationshipDocument } from '../../../projections/relationship/document.js';
import { perComponent } from '../../measures/components.js';
import type { Identities, MergedPair } from '../identity/identities.js';
import { onceFor } from '../once-for.js';
import type { ViewReader } from '../view-reader.js';
import { joinedCounts } from './joined-counts.js';
import { leading } from './leading.js';
import { pairOf, relationshipId } from './relationship-id.js';

/** A relationship as it is read at a moment: its own record and those of all that have become one with it. */
export interface JoinedRelationship extends RelationshipDocument {
  /** The relationships besides its own that its numbers add up, by id. */
  readonly mergedFrom: readonly string[];
  /** Under which other pair its numbers are read as well, since a side of it goes on as another. */
  readonly mergedInto: MergedPair | null;
}

/** A relationship of which nobody has become one with another: the same object for the same document. */
export const asItIs = onceFor((document: RelationshipDocument): JoinedRelationship => ({
  ...document,
  mergedFrom: [],
  mergedInto: null,
}));

/** The relationships of these ids as they are read; those of which there is no record at all are left out. One read. */
export async function relationshipsAt(
  reader: ViewReader,
  identities: Identities,
  ids: readonly string[],
): Promise<ReadonlyMap<string, JoinedRelationship>> {
  const stored = identities.isPlain ? ids : [...new Set(ids.flatMap((id) => identities.relationshipsOf(pairOf(id))))];
  const documents = await reader.get<RelationshipDocument>('relationship', stored);
  return new Map(
    ids.flatMap((id) => {
      const joined = joinedRelationship(id, documents, identities);
      return joined ? [[id, joined] as const] : [];
    }),
  );
}

/** A relationship as it is read, from the records at hand; null when none of them is its. */
export function joinedRelationship(
  id: string,
  documents: ReadonlyMap<string, RelationshipDocument>,
  identities: Identities,
): JoinedRelationship | null {
  if (identities.isPlain) {
    const document = documents.get(id);
    return document ? asItIs(document) : null;
  }
  const pair = pairOf(id);
  const parts = identities.relationshipsOf(pair).flatMap((part) => documents.get(part) ?? []);
  if (parts.length === 0) return null;
  return {
    ...(parts.length === 1 && parts[0]!.relationshipId === id ? parts[0]! : added(id, parts)),
    mergedFrom: parts.flatMap((part) => (part.relationshipId === id ? [] : part.relationshipId)),
    mergedInto: identities.mergedInto(pair),
  };
}

/** Counts add up. What was agreed does not: it is that of one of them. */
function added(id: string, parts: readonly RelationshipDocument[]): RelationshipDocument {
  const agreed = leading(parts, id);
  const { successor } = agreed;
  return {
    ...agreed,
    ...pairOf(id),
    relationshipId: id,
    successor: successor && id === relationshipId(successor.teamId, successor.departmentId) ? null : successor,
    predecessors: parts.flatMap(({ predecessors }) => predecessors),
    components: perComponent((component) =>
      joinedCounts(
        parts.map(({ components }) => components[component]),
        TALLIED,
      ),
    ),
    contacts: joinedCounts(
      parts.map(({ contacts }) => contacts),
      CELLS,
    ),
    resolutions: sum(parts, ({ resolutions }) => resolutions),
    interactions: sum(parts, ({ interactions }) => interactions),
  };
}

const sum = (parts: readonly RelationshipDocument[], count: (part: RelationshipDocument) => number): number =>
  parts.reduce((total, part) => total + count(part), 0);
