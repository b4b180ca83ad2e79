import type { Ask } from '../../queries/ask.js';
import { createHash } from 'node:crypto';
import type { AuditDocument } from '../../../projections/audits/projection.js';
import type { CommandRunner } from '../../commands/command-runner.js';
import { PinAudit } from '../../domain/governance/commands.js';
import { RapportError } from '../../domain/kernel/errors.js';
import { type Position, START } from '../../domain/kernel/event.js';
import type { LogReader } from '../../event-log/event-log.js';
import { DEFAULT_POLICY } from '../../measures/policy.js';
import { DatedSettings } from '../../queries/dated-settings.js';
import { Days } from '../../queries/days.js';
import { adoptedPolicies, choosePolicy } from '../../queries/score/policies.js';
import type { ViewReader, Views } from '../../queries/view-reader.js';
import { type Basis, findPinned, type ToPin } from './find-pinned.js';
import { carryOut } from './carry-out.js';

/** The dependencies of pinning. */
export interface PinSources {
  readonly log: LogReader;
  readonly views: Views;
  readonly runner: CommandRunner;
  readonly ask: Ask;
  readonly organizationId: string;
}

/**
 * Pins an audit unless it is pinned already, and returns its id.
 * Without a given id the audit is identified by its inputs. When no position is given, an audit pinned earlier is reused as
 * long as only events about audits were appended since, because these change no number.
 * @param reader reads views that are caught up with the log
 * @throws RapportError the errors of PinAudit, among them ALREADY_EXISTS when the id names another audit; INVALID_POSITION
 */
export async function pinAudit(sources: PinSources, reader: ViewReader, asked: ToPin): Promise<string> {
  const { log, views, runner, ask, organizationId } = sources;
  const { from, until, departments } = asked;
  const policy = await policyNamed(reader, asked.policy, until);
  const basis: Basis = { organizationId, from, until, departmentIds: [...new Set(departments)].sort(), policy };
  const pinned = await findPinned(ask, reader, log, basis, asked);
  if (pinned) return pinned.auditId;
  const position = asked.position ?? (await log.head());
  if (position === START) {
    throw new RapportError('ILLEGAL_MOVE', 'The log is empty: there is nothing to audit', {
      field: 'atPosition',
      remedy: 'Import or record something first.',
      reasons: [{ field: 'atPosition', code: 'NOTHING_THERE' }],
    });
  }
  await views.at({ atPosition: position });
  const auditId = asked.id ?? idOf(basis, position, await daysKnownAt(ask, reader, position));
  await carryOut(runner, PinAudit, { ...basis, policy: policy ?? undefined, auditId, position });
  return auditId;
}

/**
 * The policy given as `name` (latest version) or `name@version`. Without a name: the policy in force at the moment, null
 * before the first one.
 * @throws RapportError NOT_FOUND when no such policy was adopted
 */
async function policyNamed(reader: ViewReader, given: string | undefined, at: string): Promise<AuditDocument['policy']> {
  const policy = choosePolicy(await adoptedPolicies(reader), at, given === undefined ? {} : { name: given });
  return given === undefined && policy === DEFAULT_POLICY ? null : { name: policy.name, version: policy.version };
}

/** The organisation's calendar days as known at a position; when absent, as known at the reader's position. */
export async function daysKnownAt(ask: Ask, reader: ViewReader, position: Position | undefined): Promise<Days> {
  const settings = await ask(DatedSettings).of(reader);
  return new Days(position === undefined ? settings.zone : settings.zoneKnownAt(position));
}

/** A readable and deterministic id: `audit-2025-01-01-2026-01-01-1f2e3d4c`. */
function idOf(basis: Basis, position: Position, days: Days): string {
  const { organizationId, from, until, departmentIds, policy } = basis;
  const all = [organizationId, position, from, until, departmentIds, policy && [policy.name, policy.version]];
  const short = createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 8);
  return `audit-${days.date(from)}-${days.date(until)}-${short}`;
}
