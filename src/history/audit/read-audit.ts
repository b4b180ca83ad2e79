import type { PinnedAudit } from '../../queries/audits.js';
import type { LogReader } from '../../event-log/event-log.js';
import type { ComputedAudit } from './compute-audit.js';
import { keptResult } from './kept-result.js';
import type { AuditRun } from './run-audit.js';
import { notComputed, type Verification, verificationOf } from './verify-run.js';

export const AUDIT_SOURCES = ['COMPUTED', 'KEPT', 'NOT_KEPT'] as const;

/**
 * What there is to read of an audit. COMPUTED: as it is computed now. KEPT: its first run was computed by a formula that this version does not
 * compute, so it is that run as it was put on record. NOT_KEPT: as before, but of that run only the hashes are on record.
 */
export type AuditReading = Pick<Verification, 'recorded' | 'same' | 'different' | 'cannotCompute' | 'formulaeChanged'> & {
  readonly audit: PinnedAudit;
  /** Of what stands here; of the first run where that is not COMPUTED. */
  readonly hash: string;
  /** What computed it. */
  readonly formulae: readonly string[];
} & (
    { readonly source: 'COMPUTED' | 'KEPT'; readonly said: ComputedAudit } | { readonly source: 'NOT_KEPT'; readonly said: null }
  );

/** Reads an audit. `compute` is called only where this version computes its formulae. */
export async function readAudit(log: LogReader, audit: PinnedAudit, compute: () => Promise<AuditRun>): Promise<AuditReading> {
  const cannotCompute = notComputed(audit.run);
  if (cannotCompute.length === 0) {
    const run = await compute();
    return {
      ...verificationOf(run),
      audit: run.audit,
      source: 'COMPUTED',
      said: run,
      hash: run.hash.hash,
      formulae: run.formulae,
    };
  }
  const said = await keptResult(log, audit);
  const { hash: recorded, formulae } = audit.run!;
  const onRecord = { audit, recorded, same: null, different: [], cannotCompute, formulaeChanged: [] };
  if (said === null) return { ...onRecord, source: 'NOT_KEPT', said, hash: recorded, formulae };
  return { ...onRecord, source: 'KEPT', said, hash: said.hash.hash, formulae: said.formulae };
}
