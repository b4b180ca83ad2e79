import { Injectable } from '@nestjs/common';
import type { DepartmentDocument } from '../../projections/department/document.js';
import { compareBy } from '../../projections/kit/sorted.js';
import type { TeamDocument } from '../../projections/team/projection.js';
import { inForceAt, type Version } from '../domain/kernel/versioned.js';
import type { ViewFilter } from '../view-store/view-store.js';
import type { Identities, Succession } from './identity/identities.js';
import { pageWith, mapPage, type Page, type PageArgs } from './paging/page.js';
import { paginate, type Listing } from './paging/paginate.js';
import type { ViewReader } from './view-reader.js';
import { where } from './where.js';

/** The names of a department or team at a moment. */
interface Named {
  readonly name: string | null;
  /** The earlier names, with the moment until which each was in use. */
  readonly formerNames: readonly { readonly name: string; readonly until: string }[];
}

/**
 * The names at a moment, derived from all names that were ever given, future ones included. Adopting the same name again does
 * not end its use.
 */
export function namedAt({ names: adopted }: { readonly names: readonly Version<string>[] }, at: string): Named {
  const names = adopted.filter(({ value }, place) => value !== adopted[place - 1]?.value);
  const current = names.findLastIndex(({ effectiveAt }) => effectiveAt <= at);
  return {
    name: names[current]?.value ?? null,
    formerNames: names
      .slice(0, Math.max(0, current))
      .map(({ value }, place) => ({ name: value, until: names[place + 1]!.effectiveAt })),
  };
}

type Stored = Omit<DepartmentDocument, 'name' | 'names' | 'parents' | 'liaisons'>;
type StoredLiaison = DepartmentDocument['liaisons'][number];
/** A department at a moment, including all departments that had been merged into it by then. */
export interface Department extends Stored, Named {
  /** The moment that the values hold at. */
  readonly asOf: string;
  readonly name: string | null;
  readonly retired: boolean;
  readonly liaisons: readonly Omit<StoredLiaison, 'until'>[];
}

/** The departments with these ids at a moment, in one read. Unknown ids are left out. */
export async function departmentsAt(
  reader: ViewReader,
  identities: Identities,
  ids: readonly string[],
  at: string,
): Promise<ReadonlyMap<string, Department>> {
  const stored = identities.hasNoMergers ? ids : [...new Set(ids.flatMap((id) => identities.departments.partsOf(id)))];
  const documents = await reader.get<DepartmentDocument>('department', stored);
  return from(ids, documents, identities, at);
}

/** The departments of these documents at a moment. Departments that were merged into them are read in addition. */
async function departmentsOf(
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

/**
 * Builds a department from the documents at hand; null when its own document is missing. Its tickets, relationships,
 * touchpoints and liaisons are those of all its parts.
 */
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

type Past = Partial<Pick<DepartmentDocument, 'splitInto' | 'splitAt' | 'mergedFrom' | 'splitFrom'>> &
  Pick<DepartmentDocument, 'mergedInto' | 'mergedAt'> & { readonly asOf: string };

/**
 * Leaves out mergers and splits that had not taken effect at its moment. A department or team read without a moment includes
 * those to come.
 */
export function inEffect<T extends Past>(one: T): T {
  const isBy = (at: string | null | undefined) => at !== null && at !== undefined && at <= one.asOf;
  return {
    ...one,
    ...(!isBy(one.mergedAt) && { mergedInto: null, mergedAt: null }),
    ...(one.splitInto && !isBy(one.splitAt) && { splitInto: [], splitAt: null }),
    ...(one.mergedFrom && { mergedFrom: one.mergedFrom.filter(({ effectiveAt }) => isBy(effectiveAt)) }),
    ...(one.splitFrom && { splitFrom: one.splitFrom.filter(({ effectiveAt }) => isBy(effectiveAt)) }),
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

/**
 * The liaisons at a moment. A person who is liaison of two merged departments is listed once, since the earlier of both
 * appointments.
 */
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

/**
 * Hides departments or teams that were merged into another and are found under that one. They are few, so they are counted
 * one by one.
 */
function merged<D extends object>(
  reader: ViewReader,
  view: string,
  succession: Succession,
  { where = {} }: ViewFilter,
): Pick<Listing<D>, 'hidden'> {
  if (succession.isEmpty) return {};
  const gone: ReadonlySet<string> = new Set(succession.merged);
  const admits = (document: D) =>
    Object.entries(where).every(([field, value]) => [value].flat().includes((document as Record<string, never>)[field]!));
  const count = async () => [...(await reader.get<D>(view, [...gone])).values()].filter(admits).length;
  return { hidden: { hides: (_, key) => gone.has(key), count } };
}

/**
 * The registered departments at a moment, by id. Departments that have only been seen in tickets are not included; a merged
 * department is found under its successor.
 */
@Injectable()
export class ListDepartments {
  async execute(
    reader: ViewReader,
    kind: string | undefined,
    args: PageArgs,
    asOf: string,
    identities: Identities,
  ): Promise<Page<Department>> {
    const filter = where({ registered: true, kind });
    const hidden = merged<DepartmentDocument>(reader, 'department', identities.departments, filter);
    const page = await paginate<DepartmentDocument>(reader, { view: 'department', filter, ...hidden }, args);
    const documents = new Map(page.edges.map(({ node }) => [node.departmentId, node]));
    const departments = await departmentsOf(reader, identities, documents, asOf);
    return pageWith(page, ({ departmentId }) => departments.get(departmentId));
  }
}

/** A service team at a moment. */
export interface Team extends Omit<TeamDocument, 'name' | 'names'>, Named {
  /** The moment that the values hold at. */
  readonly asOf: string;
  readonly name: string;
  readonly retired: boolean;
}

/** The teams with these ids at a moment, in one read. Unknown ids are left out. */
export async function teamsAt(reader: ViewReader, ids: readonly string[], at: string): Promise<ReadonlyMap<string, Team>> {
  const documents = await reader.get<TeamDocument>('team', ids);
  return new Map([...documents].map(([id, document]) => [id, teamAt(document, at)]));
}

/** A team at a moment, from its document. Before its first name took effect, it has that name. */
export function teamAt(document: TeamDocument, at: string): Team {
  const { names: _, ...rest } = document;
  const { name, ...named } = namedAt(document, at);
  const { retiredAt } = rest;
  return { ...rest, ...named, asOf: at, name: name ?? rest.name, retired: retiredAt !== null && retiredAt <= at };
}

/** The service teams at a moment, by id. A merged team is found under its successor. */
@Injectable()
export class ListTeams {
  async execute(reader: ViewReader, args: PageArgs, asOf: string, identities: Identities): Promise<Page<Team>> {
    const hidden = merged<TeamDocument>(reader, 'team', identities.teams, {});
    const page = await paginate<TeamDocument>(reader, { view: 'team', filter: {}, ...hidden }, args);
    return mapPage(page, (team) => teamAt(team, asOf));
  }
}
