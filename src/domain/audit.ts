import type { Governance } from './governance/decider.js';
import { auditId } from './governance/events.js';
import { command, type Command } from './kernel/command.js';
import { decideBy, type Decider, evolveBy, ownProperty, type StreamKey, when } from './kernel/decider.js';
import { illegalMove, invalidInput, notFound } from './kernel/errors.js';
import { event, type EventOf } from './kernel/event.js';
import { confidential, id, integer, label, text } from './kernel/fields.js';

/**
 * The maximum length of a part. An append may weigh a megabyte: a part stays well below, together with the rest of its event.
 */
export const PART_CHARACTERS = 500_000;

const result = {
  organizationId: id('The organisation'),
  auditId,
  // Confidential: single answers could be guessed from an early audit's hash, see `restsOnSingleRatings`. Readers who may see
  // the hash find it in AuditRunRecorded.
  hash: confidential(label('SHA-256 of the whole report in canonical form, hexadecimal')),
  part: integer(1, 1_000, 'Number of the part, from 1'),
  parts: integer(1, 1_000, 'Number of parts'),
  content: confidential(text(PART_CHARACTERS, 'The result as JSON, gzip, base64, cut into parts')),
};

/**
 * Earlier audits counted each rating; since `culture-audit@4` they count people in groups
 * (docs/decisions/0025-audits-in-groups.md).
 */
const OF_SINGLE_RATINGS: ReadonlySet<string> = new Set(['culture-audit@1', 'culture-audit@2', 'culture-audit@3']);

/**
 * Whether results of these formulae reveal what single people said: two results by their difference, and a hash by trying out
 * values, because the numbers are few and small.
 */
export const restsOnSingleRatings = (formulae: readonly string[]): boolean => formulae.some((one) => OF_SINGLE_RATINGS.has(one));

export const AuditResultKept = event(
  'AuditResultKept',
  result,
  'A part of the result of an audit’s first run. It is read when a later version can no longer compute this result.',
);

export const AUDIT_EVENTS = [AuditResultKept] as const;
export type AuditEvent = EventOf<(typeof AUDIT_EVENTS)[number]>;

export class KeepAuditResult extends command({
  aggregate: 'audit',
  key: ['organizationId', 'auditId'],
  description: 'Stores a part of the result of an audit’s first run. Only that run can send it.',
  fields: result,
}) {}

export const AUDIT_COMMANDS = [KeepAuditResult] as const;

/**
 * The hash of the result, and the numbers of the parts on record; null: none. The content of the parts is left to their reader.
 */
export type AuditResultState = { readonly hash: string; readonly parts: readonly number[] } | null;

/** The governance stream says which audits exist, and the result of each. */
const consults = (command: Command): Readonly<Record<string, StreamKey>> =>
  command instanceof KeepAuditResult ? { governance: { aggregate: 'governance', key: command.organizationId } } : {};

/** The full result of an audit, recorded once, in its own stream: the organisation's other decisions are read without it. */
export const auditDecider: Decider<Command, AuditEvent, AuditResultState> = {
  initial: () => null,
  evolve: evolveBy<AuditEvent, AuditResultState>({
    AuditResultKept: (state, { hash, part }) => ({ hash, parts: [...(state?.parts ?? []), part] }),
  }),
  isReferable: (state) => state !== null,
  consults,
  decide: decideBy<AuditEvent, AuditResultState>([
    when(KeepAuditResult, ({ organizationId, auditId, hash, part, parts, content }, state, references) => {
      const { audits, runs } = references['governance'] as Governance;
      if (!ownProperty(audits, auditId)) throw notFound('auditId', 'audit', auditId, 'Pin the audit first, or correct the id.');
      if (part > parts)
        throw invalidInput('part', `there are only ${parts} parts`, 'Number the parts from 1.', {
          code: 'OUT_OF_RANGE',
          parameters: { least: 1, most: parts },
        });
      const first = state?.hash ?? ownProperty(runs, auditId)?.hash ?? hash;
      if (first !== hash) {
        const another = `has the result ${first} from its first run, not ${hash}`;
        throw illegalMove('hash', 'audit', auditId, another, 'Verify the audit to see which sections differ.', [
          { code: 'NOT_ONE_OF', parameters: { values: [first] } },
        ]);
      }
      if (state?.parts.includes(part)) return [];
      return [AuditResultKept({ organizationId, auditId, hash, part, parts, content })];
    }),
  ]),
};
