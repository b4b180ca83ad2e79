import { createHash } from 'node:crypto';
import type { QueryBus } from '@nestjs/cqrs';
import type { CommandIo } from '../../app/owner/command-io.js';
import type { Services } from '../../app/services.js';
import { PinAudit } from '../../domain/governance/commands.js';
import { RapportError } from '../../domain/kernel/errors.js';
import { type Position, START } from '../../domain/kernel/event.js';
import { carryOut } from './carry-out.js';
import { type Basis, findPinned, type ToPin } from './find-pinned.js';
import { policyNamed } from './policy-named.js';
import { upToDate } from './up-to-date.js';

/**
 * Pins an audit, unless it is pinned already, and returns its id. An id that is given names it. Without one it is known by what it rests on;
 * at the head, that is: unless nothing but audits has happened since, for these change no number.
 * @throws RapportError as PinAudit, ALREADY_EXISTS for an id that names another audit among them, and INVALID_POSITION
 */
export async function pin(services: Services, queries: QueryBus, asked: ToPin, io: CommandIo): Promise<string> {
  const { log, readers, configuration } = services;
  const reader = await upToDate(services, io);
  const { from, until, departments } = asked;
  const { organizationId } = configuration;
  const policy = await policyNamed(reader, asked.policy, until);
  const basis: Basis = { organizationId, from, until, departmentIds: [...new Set(departments)].sort(), policy };
  const pinned = await findPinned(queries, reader, log, basis, asked);
  if (pinned) return pinned.auditId;
  const position = asked.position ?? (await log.head());
  if (position === START) {
    throw new RapportError('ILLEGAL_MOVE', 'The log is empty: there is nothing to audit', {
      remedy: 'Import or record something first.',
    });
  }
  await readers.at({ atPosition: position });
  const auditId = asked.id ?? idOf(basis, position);
  await carryOut(services, PinAudit, { ...basis, policy: policy ?? undefined, auditId, position });
  return auditId;
}

/** `audit-2025-01-01-2026-01-01-1f2e3d4c`: readable, and the same for the same. */
function idOf(basis: Basis, position: Position): string {
  const { organizationId, from, until, departmentIds, policy } = basis;
  const all = [organizationId, position, from, until, departmentIds, policy && [policy.name, policy.version]];
  const short = createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 8);
  return `audit-${from.slice(0, 10)}-${until.slice(0, 10)}-${short}`;
}
