import type { DepartmentDocument } from '../../../projections/department/document.js';
import { inForceAt } from '../../domain/kernel/versioned.js';
import { compareBy } from '../../../projections/kit/sorted.js';
import type { Identities } from '../identity/identities.js';
import type { ViewReader } from '../view-reader.js';
import { type Named, namedAt } from './named-at.js';

type Stored = Omit<DepartmentDocument, 'name' | 'names' | 'parents' | 'liaisons'>;
type StoredLiaison = DepartmentDocument['liaisons'][number];
/** A department as it is at a moment, with all that has become one with it by then. */
export interface Department extends Stored, Named {
  /** The moment. */
  readonly asOf: string;
  readonly name: string | null;
  readonly retired: boolean;
  readonly liaisons: readonly Omit<StoredLiaison, 'until'>[];
}

/** The departments of these ids as they are at a moment; unknown ones are left out. One read. */
export async function departmentsAt(
  reader: ViewReader,
  identities: Identities,
  ids: readonly string[],
  at: string,
): Promise<ReadonlyMap<string, Department>> {
  const stored = identities.isPlain ? ids : [...new Set(ids.flatMap((id) => identities.departments.partsOf(id)))];
  const documents = await reader.get<DepartmentDocument>('department', stored);
  return from(ids, documents, identities, at);
}

/** The departments of these documents as they are at a moment. What has become one with one of them is read in addition. */
export async function departmentsOf(
  reader: ViewReader,
  identities: Identities,
  documents: ReadonlyMap<string, DepartmentDocument>,
  at: string,
): Promise<ReadonlyMap<string, Department>> {
  const ids = [...documents.keys()];
  const missing = ids.flatMap((id) => identities.departments.partsOf(id)).filter((id) => !documents.has(id));
  const more = missing.length === 0 ? [] : await reader.get<DepartmentDocument>('department', missing);
  return from(ids, new Map([...documents, ...more]), identities, at);
}

const from = (
  ids: readonly string[],
  documents: ReadonlyMap<string, DepartmentDocument>,
  identities: Identities,
  at: string,
): ReadonlyMap<string, Department> =>
  new Map(
    ids.flatMap((id) => {
      const department = departmentAt(id, documents, identities, at);
      return department ? [[id, department] as const] : [];
    }),
  );

/** A department from the documents at hand; null when its own is not among them. What stands between it and IT is that of all its parts. */
function departmentAt(
  id: string,
  documents: ReadonlyMap<string, DepartmentDocument>,
  identities: Identities,
  at: string,
): Department | null {
  const own = documents.get(id);
  if (!own) return null;
  const { names: _, parents, liaisons: _liaisons, ...rest } = own;
  const parts = identities.departments.partsOf(id).flatMap((part) => documents.get(part) ?? []);
  return {
    ...rest,
    ...(parts.length > 1 && together(parts)),
    liaisons: liaisonsAt(parts, at),
    asOf: at,
    ...namedAt(own, at),
    parentId: inForceAt(parents, at) ?? null,
    retired: own.retiredAt !== null && own.retiredAt <= at,
  };
}

type Dealings = Pick<DepartmentDocument, 'tickets' | 'relationships' | 'touchpoints'>;

const byTeam = compareBy<Dealings['relationships'][number]>(({ teamId }) => teamId);
const byPerson = compareBy<StoredLiaison>(
  ({ teamId }) => teamId,
  ({ side }) => side,
  ({ personRef }) => personRef,
);
const bySince = compareBy<StoredLiaison>(({ since }) => since);
const byPlan = compareBy<Dealings['touchpoints'][number]>(
  ({ plannedFor }) => plannedFor,
  ({ teamId }) => teamId,
  ({ touchpointId }) => touchpointId,
);

/** Who looks after it at a moment. Whoever looks after two of its parts looks after the one, since the first of both. */
const liaisonsAt = (parts: readonly DepartmentDocument[], at: string): Department['liaisons'] =>
  parts
    .flatMap(({ liaisons }) => liaisons)
    .filter(({ since, until }) => since <= at && (until === null || until > at))
    .sort((a, b) => byPerson(a, b) || bySince(a, b))
    .filter((one, place, all) => place === 0 || byPerson(all[place - 1]!, one) !== 0)
    .map(({ until: _until, ...liaison }) => liaison);

function together(parts: readonly DepartmentDocument[]): Dealings {
  const tickets = { ...parts[0]!.tickets };
  for (const part of parts.slice(1)) {
    for (const state of Object.keys(tickets) as (keyof typeof tickets)[]) tickets[state] += part.tickets[state];
  }
  return {
    tickets,
    relationships: parts.flatMap(({ relationships }) => relationships).sort(byTeam),
    touchpoints: parts.flatMap(({ touchpoints }) => touchpoints).sort(byPlan),
  };
}
