import { inGroups } from '../../access/rows/grouped-reader.js';
import { NOTHING } from '../../access/scope.js';
import type { Ask } from '../../queries/ask.js';
import type { PinnedAudit } from '../../queries/audits.js';
import { FORMULA_VERSION, type Policy } from '../../measures/policy.js';
import { Days, justBefore } from '../../queries/days.js';
import type { Identities } from '../../queries/identity/identities.js';
import type { IdentityRegister } from '../../queries/identity/identity-register.js';
import { everyPage } from '../../queries/paging/page.js';
import { ListDepartments, ListTeams } from '../../queries/register.js';
import type { ViewReader } from '../../queries/view-reader.js';
import { WordGroupsCache } from '../../queries/word-groups.js';
import { type AuditReport, type AuditWatch, hashOf, type ReportHash, reportOf } from './report.js';
import { AUDIT_VERSION, AUDIT_VIEWS } from './sections.js';
import { PROJECTIONS } from '../../../projections/index.js';
import type { ViewFilter, ViewQuery } from '../../view-store/view-store.js';

/** What an audit comes to. */
export interface ComputedAudit {
  readonly report: AuditReport;
  readonly hash: ReportHash;
  /** `name@version` of what computed it, sorted. */
  readonly formulae: readonly string[];
  /** What departments and teams were called then, by id: for people who read it. */
  readonly names: { readonly departments: Readonly<Record<string, string>>; readonly teams: Readonly<Record<string, string>> };
}

/** Computes audits, here or in another thread. Provided under AUDIT_COMPUTER. */
export interface AuditComputer {
  /** @throws RapportError INVALID_POSITION when the audit is pinned to a position that the log never gave out; BUSY when too many wait */
  compute(audit: PinnedAudit, policy: Policy, watch: AuditWatch): Promise<ComputedAudit>;
}
/** Under which what computes audits is provided. */
export const AUDIT_COMPUTER = Symbol('AuditComputer');

export interface AuditSources {
  /** The views as the log up to the audit's position makes them. */
  readonly reader: ViewReader;
  readonly ask: Ask;
  readonly register: IdentityRegister;
}

/** What this version computes audits by, the views aside. */
export const FORMULAE_COMPUTED: readonly string[] = [AUDIT_VERSION, `service-relationship-index@${FORMULA_VERSION}`];

/**
 * Computes an audit from nothing but the views of its position, by the questions that everybody can ask, as those are answered who are told no
 * single rating: an audit is one result, whoever runs it, and may not tell its readers more than they are told elsewhere.
 */
export async function computeAudit(
  { reader: then, ask, register }: AuditSources,
  audit: PinnedAudit,
  policy: Policy,
  watch: AuditWatch,
): Promise<ComputedAudit> {
  await then.prepare?.(AUDIT_VIEWS, watch);
  const recording = new RecordingReader(then);
  const reader = inGroups(recording, NOTHING, new WordGroupsCache());
  const { from, until, departmentIds } = audit;
  const last = justBefore(until);
  const identities = await register.at(reader, last);
  const names = await namesAt(ask, reader, last, identities);
  const scope = {
    reader,
    ask,
    from,
    until,
    departmentIds: departmentIds.length > 0 ? departmentIds.toSorted() : Object.keys(names.departments).sort(),
    isWhole: departmentIds.length === 0,
    policy,
    identities,
    days: new Days(audit.zone),
  };
  const report = await reportOf(scope, watch);
  const formulae = [...FORMULAE_COMPUTED, ...recording.versions()].sort();
  return { report, hash: hashOf(report), formulae, names };
}

async function namesAt(ask: Ask, reader: ViewReader, asOf: string, identities: Identities): Promise<ComputedAudit['names']> {
  const departments: [string, string][] = [];
  const teams: [string, string][] = [];
  const ofDepartments = everyPage((page) => ask(ListDepartments).execute(reader, undefined, page, asOf, identities));
  for await (const { departmentId, name } of ofDepartments) departments.push([departmentId, name ?? departmentId]);
  const ofTeams = everyPage((page) => ask(ListTeams).execute(reader, page, asOf, identities));
  for await (const { teamId, name } of ofTeams) teams.push([teamId, name]);
  return { departments: Object.fromEntries(departments), teams: Object.fromEntries(teams) };
}

/** Reads for another reader and remembers which views were read: they are part of what an audit was computed by. */
class RecordingReader implements ViewReader {
  private readonly read = new Set<string>();

  constructor(private readonly reader: ViewReader) {}

  get stale(): boolean {
    return this.reader.stale;
  }

  /** `view@version` of each, sorted. */
  versions(): readonly string[] {
    return [...this.read].map((view) => `${view}@${PROJECTIONS.find(({ name }) => name === view)?.version ?? '?'}`).sort();
  }

  get<D extends object>(view: string, keys: readonly string[]) {
    return this.noted(view).get<D>(view, keys);
  }
  find<D extends object>(view: string, query: ViewQuery) {
    return this.noted(view).find<D>(view, query);
  }
  count(view: string, filter: ViewFilter) {
    return this.noted(view).count(view, filter);
  }
  mark(view: string) {
    return this.noted(view).mark(view);
  }

  private noted(view: string): ViewReader {
    this.read.add(view);
    return this.reader;
  }
}
