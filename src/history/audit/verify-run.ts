import type { AuditDocument } from '../../../projections/audits/projection.js';
import { FORMULAE_COMPUTED } from './compute-audit.js';
import type { AuditRun } from './run-audit.js';
import type { SectionName } from './sections.js';

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
