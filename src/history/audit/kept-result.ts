import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { AuditDocument } from '../../../projections/audits/projection.js';
import type { CommandRunner } from '../../commands/command-runner.js';
import { KeepAuditResult, type AuditEvent, PART_CHARACTERS } from '../../domain/audit.js';
import { canonicalJson } from '../../domain/kernel/same-data.js';
import type { RecordedEvent } from '../../domain/kernel/event.js';
import type { LogReader } from '../../event-log/event-log.js';
import { carryOut } from './carry-out.js';
import type { ComputedAudit } from './compute-audit.js';
import { hashOf } from './report.js';
import type { AuditRun } from './run-audit.js';
import { RecordAuditRun } from '../../domain/governance/commands.js';

const [pack, unpack] = [promisify(gzip), promisify(gunzip)];

/** Stores an audit's result next to its hash, because a later version may use another formula. Idempotent. */
export async function keepResult(
  runner: CommandRunner,
  { audit, report, formulae, names, hash: { hash } }: AuditRun,
): Promise<void> {
  const { organizationId, auditId } = audit;
  const packed = (await pack(canonicalJson({ report, formulae, names }))).toString('base64');
  const parts = Math.ceil(packed.length / PART_CHARACTERS);
  for (let part = 1; part <= parts; part += 1) {
    const content = packed.slice((part - 1) * PART_CHARACTERS, part * PART_CHARACTERS);
    await carryOut(runner, KeepAuditResult, { organizationId, auditId, hash, part, parts, content });
  }
}

/**
 * The stored result of an audit's first run. Null when none was stored (runs recorded by older versions) or when it does not
 * match its hash.
 */
export async function keptResult(log: LogReader, { organizationId, auditId, run }: AuditDocument): Promise<ComputedAudit | null> {
  const contents = new Map<number, string>();
  let all = 0;
  for await (const page of log.readStream(`audit-${organizationId}.${auditId}`)) {
    for (const { data } of page as readonly RecordedEvent<AuditEvent>[]) {
      contents.set(data.part, data.content);
      all = data.parts;
    }
  }
  if (all === 0 || contents.size < all) return null;
  const packed = Array.from({ length: all }, (_, place) => contents.get(place + 1) ?? '').join('');
  const result = JSON.parse((await unpack(Buffer.from(packed, 'base64'))).toString('utf8')) as Omit<ComputedAudit, 'hash'>;
  const hash = hashOf(result.report);
  return run?.hash === hash.hash ? { ...result, hash } : null;
}

/** Records an audit's first run. The result is stored before the run, so that every recorded run has its result. */
export async function recordRun(runner: CommandRunner, run: AuditRun): Promise<void> {
  await keepResult(runner, run);
  const { organizationId, auditId } = run.audit;
  const sections = Object.entries(run.hash.sections).map(([section, hash]) => ({ section, hash }));
  await carryOut(runner, RecordAuditRun, { organizationId, auditId, hash: run.hash.hash, sections, formulae: run.formulae });
}
