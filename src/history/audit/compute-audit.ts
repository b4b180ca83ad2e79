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
import { DatedSettings } from '../../queries/dated-settings.js';
import { WordGroupsCache } from '../../queries/word-groups.js';
import { type AuditReport, type AuditWatch, hashOf, type ReportHash, reportOf } from './report.js';
import { AUDIT_VERSION, AUDIT_VIEWS } from './sections.js';
import { PROJECTIONS } from '../../../projections/index.js';
import type { ViewFilter, ViewQuery } from '../../view-store/view-store.js';

/** The result of computing an audit. */
export interface ComputedAudit {
  readonly report: AuditReport;
  readonly hash: ReportHash;
  /** The formulae and views that computed it, as `name@version`, sorted. */
  readonly formulae: readonly string[];
  /** The names of departments and teams at the end of the period, by id; for display only. */
  readonly names: { readonly departments: Readonly<Record<string, string>>; readonly teams: Readonly<Record<string, string>> };
}

/** Computes audits, in this thread or in another one. Injected by AUDIT_COMPUTER. */
export interface AuditComputer {
  /**
   * @throws RapportError INVALID_POSITION when the log never issued the position that the audit is pinned to; BUSY when the
   *   queue is full
   */
  compute(audit: PinnedAudit, policy: Policy, watch: AuditWatch): Promise<ComputedAudit>;
}
/** Injection token of the AuditComputer. */
export const AUDIT_COMPUTER = Symbol('AuditComputer');

export interface AuditSources {
  /** The views as of the audit's position. */
  readonly reader: ViewReader;
  readonly ask: Ask;
  readonly register: IdentityRegister;
}

/** The formulae, apart from the views, with which this version computes audits. */
export const FORMULAE_COMPUTED: readonly string[] = [AUDIT_VERSION, `service-relationship-index@${FORMULA_VERSION}`];

/**
 * Computes an audit from the views at its position alone, using the public queries.
 * It reads as a caller who may see no single ratings: the result must be the same whoever runs the audit, and must not reveal
 * more than a reader could query elsewhere.
 */
export async function computeAudit(
  { reader: then, ask, register }: AuditSources,
  audit: PinnedAudit,
  policy: Policy,
  watch: AuditWatch,
): Promise<ComputedAudit> {
  await then.prepare?.(AUDIT_VIEWS, watch);
  const recording = new RecordingReader(then);
  const reader = inGroups(recording, NOTHING, new WordGroupsCache(new DatedSettings()));
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

/** Delegates to another reader and records which views were read; their versions are part of the audit's formulae. */
class RecordingReader implements ViewReader {
  private readonly read = new Set<string>();

  constructor(private readonly reader: ViewReader) {}

  get stale(): boolean {
    return this.reader.stale;
  }

  /** `view@version` of every view that was read, sorted. */
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
