import type { Ask } from '../../queries/ask.js';
import type { AuditDocument } from '../../../projections/audits/projection.js';
import { AuditResultKept } from '../../domain/audit.js';
import { AuditFindingRecorded, AuditPinned, AuditRunRecorded } from '../../domain/governance/events.js';
import type { Position } from '../../domain/kernel/event.js';
import { sameData } from '../../domain/kernel/same-data.js';
import type { LogReader } from '../../event-log/event-log.js';
import { FindAudit, ListAudits } from '../../queries/audits.js';
import { everyPage } from '../../queries/paging/page.js';
import type { ViewReader } from '../../queries/view-reader.js';

/** What the caller wants to audit. */
export interface ToPin {
  /** Derived from the other fields when absent. */
  readonly id: string | undefined;
  readonly from: string;
  readonly until: string;
  readonly departments: readonly string[];
  /** When absent: the policy in force at the end of the period. */
  readonly policy: string | undefined;
  /** When absent: the log's head. */
  readonly position: Position | undefined;
}
/** The inputs of an audit, apart from its position. */
export type Basis = Pick<AuditDocument, 'organizationId' | 'from' | 'until' | 'departmentIds' | 'policy'>;

/** Finds the audit when it is pinned already: by its id if one is given, otherwise by its inputs. */
export const findPinned = (
  ask: Ask,
  reader: ViewReader,
  log: LogReader,
  basis: Basis,
  asked: ToPin,
): Promise<AuditDocument | undefined> =>
  asked.id === undefined ? findByBasis(ask, reader, log, basis, asked.position) : findById(ask, reader, basis, asked);

/** Ignores options that the caller left out: the policy in force and the head may have changed since the audit was pinned. */
async function findById(
  ask: Ask,
  reader: ViewReader,
  basis: Basis,
  { id, policy, position }: ToPin,
): Promise<AuditDocument | undefined> {
  const audit = await ask(FindAudit).execute(reader, id!);
  if (!audit || (position ?? audit.position) !== audit.position) return undefined;
  return sameData(basisOf(audit), policy === undefined ? { ...basis, policy: audit.policy } : basis) ? audit : undefined;
}

async function findByBasis(
  ask: Ask,
  reader: ViewReader,
  log: LogReader,
  basis: Basis,
  position: Position | undefined,
): Promise<AuditDocument | undefined> {
  let latest: AuditDocument | undefined;
  for await (const audit of everyPage((page) => ask(ListAudits).execute(reader, page))) {
    if (!sameData(basisOf(audit), basis) || (position ?? audit.position) !== audit.position) continue;
    if (!latest || audit.position > latest.position) latest = audit;
  }
  if (!latest || position !== undefined) return latest;
  return (await onlyAuditsSince(log, latest.position)) ? latest : undefined;
}

const basisOf = ({ organizationId, from, until, departmentIds, policy }: AuditDocument): Basis => ({
  organizationId,
  from,
  until,
  departmentIds: departmentIds.toSorted(),
  policy,
});

const OF_AUDITS: ReadonlySet<string> = new Set(
  [AuditPinned, AuditResultKept, AuditRunRecorded, AuditFindingRecorded].map(({ type }) => type),
);

async function onlyAuditsSince(log: LogReader, position: Position): Promise<boolean> {
  for await (const page of log.read(position)) if (page.some(({ type }) => !OF_AUDITS.has(type))) return false;
  return true;
}
