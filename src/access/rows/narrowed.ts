import { LRUCache } from 'lru-cache';
import type { Identities } from '../../queries/identity/identities.js';
import { PERSPECTIVES } from '../../queries/memoize.js';
import type { ViewReader } from '../../queries/view-reader.js';
import type { Scope, Sides } from '../scope.js';
import { NarrowedReader, perspectiveOf } from './narrowed-reader.js';

/** By reader and by what is seen, so that all who see the same share what is computed of it. */
const readers = new WeakMap<ViewReader, LRUCache<string, ViewReader>>();

/** A reader as somebody sees it. */
export function narrowed(reader: ViewReader, scope: Scope, identities: Identities): ViewReader {
  if (scope === 'ALL') return reader;
  let known = readers.get(reader);
  if (!known) readers.set(reader, (known = new LRUCache<string, ViewReader>({ max: PERSPECTIVES })));
  const sides = withParts(scope, identities);
  const perspective = perspectiveOf(sides);
  let made = known.get(perspective);
  if (!made) known.set(perspective, (made = new NarrowedReader(reader, sides)));
  return made;
}

/** With what has become part of a department or a team: that is theirs as well, and its history is read with theirs. */
export function withParts(scope: Sides, of: Identities): Sides {
  if (of.isPlain) return scope;
  return {
    departments: distinct(scope.departments.flatMap((id) => of.departments.partsOf(id))),
    teams: distinct(scope.teams.flatMap((id) => of.teams.partsOf(id))),
  };
}
const distinct = (ids: readonly string[]): readonly string[] => [...new Set(ids)].sort();
