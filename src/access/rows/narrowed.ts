import type { Identities } from '../../queries/identity/identities.js';
import type { ViewReader } from '../../queries/view-reader.js';
import type { Scope, Sides } from '../scope.js';
import { NarrowedReader } from './narrowed-reader.js';

/** By reader and scope, so that those who see the same share what is computed of it. */
const readers = new WeakMap<ViewReader, Map<Sides, { readonly identities: Identities; readonly reader: ViewReader }>>();

/** A reader as somebody sees it. What has become part of a department or a team is theirs as well: its history is read with theirs. */
export function narrowed(reader: ViewReader, scope: Scope, identities: Identities): ViewReader {
  if (scope === 'ALL') return reader;
  let known = readers.get(reader);
  if (!known) readers.set(reader, (known = new Map<Sides, { readonly identities: Identities; readonly reader: ViewReader }>()));
  const before = known.get(scope);
  if (before?.identities === identities) return before.reader;
  const made = new NarrowedReader(reader, identities.isPlain ? scope : withParts(scope, identities));
  known.set(scope, { identities, reader: made });
  return made;
}

const withParts = ({ departments, teams }: Sides, of: Identities): Sides => ({
  departments: distinct(departments.flatMap((id) => of.departments.partsOf(id))),
  teams: distinct(teams.flatMap((id) => of.teams.partsOf(id))),
});
const distinct = (ids: readonly string[]): readonly string[] => [...new Set(ids)].sort();
