import { createHash } from 'node:crypto';
import type { QueryBus } from '@nestjs/cqrs';
import type { AuditDocument } from '../../../projections/audits/document.js';
import type { CommandIo } from '../../app/owner/command-io.js';
import type { Services } from '../../app/services.js';
import { PinAudit } from '../../domain/governance/commands.js';
import { AuditFindingRecorded, AuditPinned, AuditRunRecorded } from '../../domain/governance/events.js';
import { RapportError } from '../../domain/kernel/errors.js';
import { type Position, START } from '../../domain/kernel/event.js';
import { sameData } from '../../domain/kernel/same-data.js';
import type { EventLog } from '../../event-log/event-log.js';
import { ListAudits } from '../../queries/audit/list-audits.js';
import { everyPage } from '../../queries/paging/every-page.js';
import type { ViewReader } from '../../queries/view-reader.js';
import { carryOut } from './carry-out.js';
import { policyNamed } from './policy-named.js';
import { upToDate } from './up-to-date.js';

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
type Basis = Pick<AuditDocument, 'organizationId' | 'from' | 'until' | 'departmentIds' | 'policy'>;

/**
 * Pins an audit, unless the same one is pinned already, and returns its id. At the head, that is: unless nothing but audits has happened
 * since, for these change no number. @throws RapportError as PinAudit, and INVALID_POSITION
 */
export async function pin(services: Services, queries: QueryBus, asked: ToPin, io: CommandIo): Promise<string> {
  const { log, readers, configuration } = services;
  const reader = await upToDate(services, io);
  const basis = {
    organizationId: configuration.organizationId,
    from: asked.from,
    until: asked.until,
    departmentIds: [...new Set(asked.departments)].sort(),
    policy: await policyNamed(reader, asked.policy, asked.until),
  };
  const pinned = await findPinned(queries, reader, log, basis, asked);
  if (pinned) return pinned.auditId;
  const position = asked.position ?? (await log.head());
  if (position === START) {
    throw new RapportError('ILLEGAL_MOVE', 'The log is empty: there is nothing to audit', {
      remedy: 'Import or record something first.',
    });
  }
  await readers.at({ atPosition: position });
  const { policy, ...rest } = basis;
  const auditId = asked.id ?? idOf(basis, position);
  await carryOut(services, PinAudit, { ...rest, ...(policy && { policy }), auditId, position });
  return auditId;
}

async function findPinned(
  queries: QueryBus,
  reader: ViewReader,
  log: EventLog,
  basis: Basis,
  { id, position }: ToPin,
): Promise<AuditDocument | undefined> {
  let latest: AuditDocument | undefined;
  for await (const audit of everyPage((page) => queries.execute(new ListAudits(reader, page)))) {
    const { organizationId, from, until, departmentIds, policy } = audit;
    if (!sameData({ organizationId, from, until, departmentIds: departmentIds.toSorted(), policy }, basis)) continue;
    if ((id ?? audit.auditId) !== audit.auditId || (position ?? audit.position) !== audit.position) continue;
    if (!latest || audit.position > latest.position) latest = audit;
  }
  if (!latest || position !== undefined) return latest;
  return (await onlyAuditsSince(log, latest.position)) ? latest : undefined;
}

const OF_AUDITS: ReadonlySet<string> = new Set([AuditPinned, AuditRunRecorded, AuditFindingRecorded].map(({ type }) => type));

async function onlyAuditsSince(log: EventLog, position: Position): Promise<boolean> {
  for await (const page of log.read(position)) if (page.some(({ type }) => !OF_AUDITS.has(type))) return false;
  return true;
}

/** `audit-2025-01-01-2026-01-01-1f2e3d4c`: readable, and the same for the same. */
function idOf(basis: Basis, position: Position): string {
  const { organizationId, from, until, departmentIds, policy } = basis;
  const all = [organizationId, position, from, until, departmentIds, policy && [policy.name, policy.version]];
  const short = createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 8);
  return `audit-${from.slice(0, 10)}-${until.slice(0, 10)}-${short}`;
}
