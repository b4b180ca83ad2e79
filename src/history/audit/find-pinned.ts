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

/** What is to be audited. */
export interface ToPin {
  /** Made from the rest when absent. */
  readonly id: string | undefined;
  readonly from: string;
  readonly until: string;
  readonly departments: readonly string[];
  /** The one in force at the end when absent. */
  readonly policy: string | undefined;
  /** The log's head when absent. */
  readonly position: Position | undefined;
}
/** What an audit rests on, its position aside. */
export type Basis = Pick<AuditDocument, 'organizationId' | 'from' | 'until' | 'departmentIds' | 'policy'>;

/** The audit that is asked for, if it is pinned already: by its id, or by what it rests on. */
export const findPinned = (
  ask: Ask,
  reader: ViewReader,
  log: LogReader,
  basis: Basis,
  asked: ToPin,
): Promise<AuditDocument | undefined> =>
  asked.id === undefined ? findByBasis(ask, reader, log, basis, asked.position) : findById(ask, reader, basis, asked);

/** What was not asked for does not count: the policy in force, and the head, may be others by now. */
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
