import { Injectable } from '@nestjs/common';
import type { DepartmentDocument } from '../../projections/department/document.js';
import { compareBy } from '../../projections/kit/sorted.js';
import type { TeamDocument } from '../../projections/team/projection.js';
import { inForceAt, type Version } from '../domain/kernel/versioned.js';
import type { ViewFilter } from '../view-store/view-store.js';
import { PLAIN, type Identities, type Succession } from './identity/identities.js';
import { pageWith, mapPage, type Page, type PageArgs } from './paging/page.js';
import { paginate, type Listing } from './paging/paginate.js';
import type { ViewReader } from './view-reader.js';
import { where } from './where.js';

/** What something is called at a moment. */
interface Named {
  readonly name: string | null;
  /** The names before that at the moment, and until when each was in use. */
  readonly formerNames: readonly { readonly name: string; readonly until: string }[];
}

/** What it is called at a moment, by all the names that it has been given, those to come included. Adopted anew without a change, a name goes on. */
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

type Past = Partial<Pick<DepartmentDocument, 'splitInto' | 'splitAt' | 'mergedFrom' | 'splitFrom'>> &
  Pick<DepartmentDocument, 'mergedInto' | 'mergedAt'> & { readonly asOf: string };

/** A department or team without the mergers and splits that had not taken effect at its moment. Of the present those to come are told as well. */
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

/** What a register passes over: those that go on as another, which are found there. They are few, and counted one by one. */
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
 * The registered departments as they are at a moment, by id. One that was only seen in tickets so far is not among them, and one that goes on
 * as another is found under that.
 */
@Injectable()
export class ListDepartments {
  async execute(
    reader: ViewReader,
    kind: string | undefined,
    args: PageArgs,
    asOf: string,
    identities: Identities = PLAIN,
  ): Promise<Page<Department>> {
    const filter = where({ registered: true, kind });
    const hidden = merged<DepartmentDocument>(reader, 'department', identities.departments, filter);
    const page = await paginate<DepartmentDocument>(reader, { view: 'department', filter, ...hidden }, args);
    const documents = new Map(page.edges.map(({ node }) => [node.departmentId, node]));
    const departments = await departmentsOf(reader, identities, documents, asOf);
    return pageWith(page, ({ departmentId }) => departments.get(departmentId));
  }
}

/** A service team as it is at a moment. */
export interface Team extends Omit<TeamDocument, 'name' | 'names'>, Named {
  /** The moment. */
  readonly asOf: string;
  readonly name: string;
  readonly retired: boolean;
}

/** The teams of these ids as they are at a moment; unknown ones are left out. One read. */
export async function teamsAt(reader: ViewReader, ids: readonly string[], at: string): Promise<ReadonlyMap<string, Team>> {
  const documents = await reader.get<TeamDocument>('team', ids);
  return new Map([...documents].map(([id, document]) => [id, teamAt(document, at)]));
}

/** A team as its document has it at a moment. Before its first name it is called by that. */
export function teamAt(document: TeamDocument, at: string): Team {
  const { names: _, ...rest } = document;
  const { name, ...named } = namedAt(document, at);
  const { retiredAt } = rest;
  return { ...rest, ...named, asOf: at, name: name ?? rest.name, retired: retiredAt !== null && retiredAt <= at };
}

/** The service teams as they are at a moment, by id. One that goes on as another is found under that. */
@Injectable()
export class ListTeams {
  async execute(reader: ViewReader, args: PageArgs, asOf: string, identities: Identities = PLAIN): Promise<Page<Team>> {
    const hidden = merged<TeamDocument>(reader, 'team', identities.teams, {});
    const page = await paginate<TeamDocument>(reader, { view: 'team', filter: {}, ...hidden }, args);
    return mapPage(page, (team) => teamAt(team, asOf));
  }
}
