import { Inject } from '@nestjs/common';
import { type IQueryHandler, type Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { AuditDocument } from '../../../projections/audits/document.js';
import { DEFAULT_POLICY, FORMULA_VERSION, type Policy } from '../../measures/policy.js';
import { AskedOf } from '../../queries/asked-of.js';
import { FindAudit } from '../../queries/audit/find-audit.js';
import { justBefore } from '../../queries/days.js';
import type { Identities } from '../../queries/identity/identities.js';
import { IdentityRegister } from '../../queries/identity/identity-register.js';
import { everyPage } from '../../queries/paging/every-page.js';
import { ListDepartments } from '../../queries/register/list-departments.js';
import { ListTeams } from '../../queries/register/list-teams.js';
import { adoptedPolicies } from '../../queries/score/adopted-policies.js';
import { VIEWS } from '../../queries/tokens.js';
import type { ViewReader, Views } from '../../queries/view-reader.js';
import { RecordingReader } from './recording-reader.js';
import { type AuditReport, hashOf, type AuditWatch, type ReportHash, reportOf } from './report.js';
import { AUDIT_VERSION, AUDIT_VIEWS } from './sections.js';

/** An audit, computed now. */
export interface AuditRun {
  readonly audit: AuditDocument;
  readonly report: AuditReport;
  readonly hash: ReportHash;
  /** `name@version` of what computed it, sorted. */
  readonly formulae: readonly string[];
  /** What departments and teams were called then, by id: for people who read it. */
  readonly names: { readonly departments: Readonly<Record<string, string>>; readonly teams: Readonly<Record<string, string>> };
}

/**
 * Question 18: computes a pinned audit, again and again the same. Which audit there is, is read at the moment asked about; what the audit
 * says, from the log up to the position that it is pinned to. Null: no such audit.
 */
export class RunAudit extends AskedOf<AuditRun | null> {
  constructor(
    reader: ViewReader,
    readonly auditId: string,
    readonly watch: AuditWatch = {},
  ) {
    super(reader);
  }
}

@QueryHandler(RunAudit)
export class RunAuditHandler implements IQueryHandler<RunAudit> {
  private readonly register = new IdentityRegister();

  constructor(
    @Inject(VIEWS) private readonly views: Views,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  /** @throws RapportError INVALID_POSITION when the audit is pinned to a position that the log never gave out */
  async execute({ reader: now, auditId, watch }: RunAudit): Promise<AuditRun | null> {
    const audit = await this.queries.execute(new FindAudit(now, auditId));
    if (!audit) return null;
    const then = await this.views.at({ atPosition: audit.position });
    await then.prepare?.(AUDIT_VIEWS, watch);
    const reader = new RecordingReader(then);
    const { from, until, departmentIds } = audit;
    const last = justBefore(until);
    const identities = await this.register.at(reader, last);
    const names = await this.names(reader, last, identities);
    const scope = {
      reader,
      ask: <A>(question: Query<A>) => this.queries.execute(question),
      from,
      until,
      departmentIds: departmentIds.length > 0 ? departmentIds.toSorted() : Object.keys(names.departments).sort(),
      isWhole: departmentIds.length === 0,
      policy: await policyOf(audit, now),
      identities,
    };
    const report = await reportOf(scope, watch);
    const formulae = [AUDIT_VERSION, `service-relationship-index@${FORMULA_VERSION}`, ...reader.versions()].sort();
    return { audit, report, hash: hashOf(report), formulae, names };
  }

  private async names(reader: ViewReader, asOf: string, identities: Identities): Promise<AuditRun['names']> {
    const departments: [string, string][] = [];
    const teams: [string, string][] = [];
    const ofDepartments = everyPage((page) =>
      this.queries.execute(new ListDepartments(reader, undefined, page, asOf, identities)),
    );
    for await (const { departmentId, name } of ofDepartments) departments.push([departmentId, name ?? departmentId]);
    const ofTeams = everyPage((page) => this.queries.execute(new ListTeams(reader, page, asOf, identities)));
    for await (const { teamId, name } of ofTeams) teams.push([teamId, name]);
    return { departments: Object.fromEntries(departments), teams: Object.fromEntries(teams) };
  }
}

/** A policy's version never changes, so it does not matter when it is read; it may have been adopted after the pinned position. */
async function policyOf({ auditId, policy }: AuditDocument, reader: ViewReader): Promise<Policy> {
  if (policy === null) return DEFAULT_POLICY;
  const adopted = (await adoptedPolicies(reader)).map((one) => one.policy);
  const found = adopted.find(({ name, version }) => name === policy.name && version === policy.version);
  if (!found) throw new Error(`audit ${auditId} rests on ${policy.name}@${policy.version}, which the policies do not hold`);
  return found;
}
