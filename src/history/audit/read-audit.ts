import type { PinnedAudit } from '../../queries/audits.js';
import type { LogReader } from '../../event-log/event-log.js';
import { type ComputedAudit, FORMULAE_COMPUTED } from './compute-audit.js';
import { keptResult } from './kept-result.js';
import type { AuditRun } from './run-audit.js';
import type { AuditDocument } from '../../../projections/audits/projection.js';
import type { SectionName } from './sections.js';

/**
 * How an audit's content was obtained.
 * COMPUTED: computed now. KEPT: this version cannot compute the formula of the first run, so the stored result of that run is
 * returned. NOT_KEPT: likewise, but only the hashes of that run are stored.
 */
export type AuditReading = Pick<Verification, 'recorded' | 'same' | 'different' | 'cannotCompute' | 'formulaeChanged'> & {
  readonly audit: PinnedAudit;
  /** The hash of the returned content; of the first run when the state is not COMPUTED. */
  readonly hash: string;
  /** The formulae that computed the content. */
  readonly formulae: readonly string[];
} & (
    { readonly source: 'COMPUTED' | 'KEPT'; readonly said: ComputedAudit } | { readonly source: 'NOT_KEPT'; readonly said: null }
  );

/** Reads an audit. Calls `compute` only when this version can compute the audit's formulae. */
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

/** The comparison of a run with the first run on record. */
export interface Verification {
  /** The hash of the first run; null when none is on record. */
  readonly recorded: string | null;
  readonly recomputed: string;
  /** Null when there is no run to compare with, or when this version cannot compute its formula. */
  readonly same: boolean | null;
  /** The recorded formulae that this version cannot compute; empty when the runs are comparable. */
  readonly cannotCompute: readonly string[];
  /** The sections whose results differ; none where the formulae cannot be compared. */
  readonly different: readonly SectionName[];
  /** The formulae that changed since the first run: `- name@1`, `+ name@2`. They may explain a difference that is no defect. */
  readonly formulaeChanged: readonly string[];
}

/**
 * Compares a run with its audit's first run. When this version does not know the formula of the first run, the result is
 * "unknown", not "different".
 */
export function verificationOf({ audit: { run }, hash: { hash, sections }, formulae }: AuditRun): Verification {
  if (run === null)
    return { recorded: null, recomputed: hash, same: null, cannotCompute: [], different: [], formulaeChanged: [] };
  const cannotCompute = notComputed(run);
  const before = new Map(run.sections.map((one) => [one.section, one.hash]));
  const differing = (Object.keys(sections) as SectionName[]).filter((name) => before.get(name) !== sections[name]);
  return {
    recorded: run.hash,
    recomputed: hash,
    same: cannotCompute.length > 0 ? null : run.hash === hash,
    cannotCompute,
    different: cannotCompute.length > 0 ? [] : differing,
    formulaeChanged: [
      ...run.formulae.filter((one) => !formulae.includes(one)).map((one) => `- ${one}`),
      ...formulae.filter((one) => !run.formulae.includes(one)).map((one) => `+ ${one}`),
    ],
  };
}

/**
 * The formulae of a run that this version cannot compute. Views are left out: a view's version may change without changing any
 * number.
 */
export const notComputed = (run: AuditDocument['run']): readonly string[] =>
  run?.formulae.filter((one) => FORMULAE.has(nameOf(one)) && !FORMULAE_COMPUTED.includes(one)) ?? [];

const nameOf = (versioned: string): string => versioned.slice(0, versioned.indexOf('@'));
const FORMULAE: ReadonlySet<string> = new Set(FORMULAE_COMPUTED.map(nameOf));
