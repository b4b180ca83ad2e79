import type { PinnedAudit } from '../../queries/audits.js';
import type { LogReader } from '../../event-log/event-log.js';
import { type ComputedAudit, FORMULAE_COMPUTED } from './compute-audit.js';
import { keptResult } from './kept-result.js';
import type { AuditRun } from './run-audit.js';
import type { AuditDocument } from '../../../projections/audits/projection.js';
import type { SectionName } from './sections.js';

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

/** A run held against the one on record. */
export interface Verification {
  /** What the first run came to; null: none is on record. */
  readonly recorded: string | null;
  readonly recomputed: string;
  /** Null: there is nothing to compare with, or it was computed by a formula that this version cannot compute. */
  readonly same: boolean | null;
  /** The formulae on record that this version does not compute; empty where it can say whether it is the same. */
  readonly cannotCompute: readonly string[];
  /** The sections that came to something else. */
  readonly different: readonly SectionName[];
  /** What computed it now and not then, and the other way round: `- name@1`, `+ name@2`. A reason for a difference that is no defect. */
  readonly formulaeChanged: readonly string[];
}

/** Holds a run against the first of its audit. A difference is told from a formula that this version does not know: that is no verdict. */
export function verificationOf({ audit: { run }, hash: { hash, sections }, formulae }: AuditRun): Verification {
  if (run === null)
    return { recorded: null, recomputed: hash, same: null, cannotCompute: [], different: [], formulaeChanged: [] };
  const cannotCompute = notComputed(run);
  const before = new Map(run.sections.map((one) => [one.section, one.hash]));
  return {
    recorded: run.hash,
    recomputed: hash,
    same: cannotCompute.length > 0 ? null : run.hash === hash,
    cannotCompute,
    different: (Object.keys(sections) as SectionName[]).filter((name) => before.get(name) !== sections[name]),
    formulaeChanged: [
      ...run.formulae.filter((one) => !formulae.includes(one)).map((one) => `- ${one}`),
      ...formulae.filter((one) => !run.formulae.includes(one)).map((one) => `+ ${one}`),
    ],
  };
}

/** The formulae of a run that this version does not compute. Formulae, and not views: whose version may change without changing what they say. */
export const notComputed = (run: AuditDocument['run']): readonly string[] =>
  run?.formulae.filter((one) => FORMULAE.has(nameOf(one)) && !FORMULAE_COMPUTED.includes(one)) ?? [];

const nameOf = (versioned: string): string => versioned.slice(0, versioned.indexOf('@'));
const FORMULAE: ReadonlySet<string> = new Set(FORMULAE_COMPUTED.map(nameOf));
