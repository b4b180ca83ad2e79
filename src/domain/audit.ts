import type { Governance } from './governance/decider.js';
import { auditId } from './governance/events.js';
import { command, type Command } from './kernel/command.js';
import { decideBy, type Decider, evolveBy, ownProperty, type StreamKey, when } from './kernel/decider.js';
import { illegalMove, invalidInput, notFound } from './kernel/errors.js';
import { event, type EventOf } from './kernel/event.js';
import { confidential, id, integer, label, text } from './kernel/fields.js';

/** One append takes a megabyte: a part is well below, whatever else stands in its event. */
export const PART_CHARACTERS = 500_000;

const result = {
  organizationId: id('The organisation'),
  auditId,
  // Of an early one answers could be guessed by it: see `restsOnSingleRatings`. The run on record tells it to whom it may be told.
  hash: confidential(label('SHA-256 of the whole report in canonical form, hexadecimal')),
  part: integer(1, 1_000, 'Which part, from 1 on'),
  parts: integer(1, 1_000, 'How many parts there are'),
  content: confidential(text(PART_CHARACTERS, 'The result as JSON, gzip, base64, cut into parts')),
};

/** Earlier audits counted each rating; since `culture-audit@4` they count people in groups (docs/decisions/0025-audits-in-groups.md). */
const OF_SINGLE_RATINGS: ReadonlySet<string> = new Set(['culture-audit@1', 'culture-audit@2', 'culture-audit@3']);

/**
 * Whether what was computed by these formulae tells what single people said: two results by what lies between them, and a hash, since the numbers
 * are few and small, by trying them.
 */
export const restsOnSingleRatings = (formulae: readonly string[]): boolean => formulae.some((one) => OF_SINGLE_RATINGS.has(one));

export const AuditResultKept = event(
  'AuditResultKept',
  result,
  'A part of what the first run of an audit came to: to be read when a later version cannot compute it any more.',
);

export const AUDIT_EVENTS = [AuditResultKept] as const;
export type AuditEvent = EventOf<(typeof AUDIT_EVENTS)[number]>;

export class KeepAuditResult extends command({
  aggregate: 'audit',
  key: ['organizationId', 'auditId'],
  description: 'Keeps a part of what the first run of an audit came to. Only that run sends it: nobody else has the result.',
  fields: result,
}) {}

export const AUDIT_COMMANDS = [KeepAuditResult] as const;

/** Which parts of which result are kept; null: none. What is in them is the reader's. */
export type AuditResultState = { readonly hash: string; readonly parts: readonly number[] } | null;

/** The organisation's decisions say which audits there are, and what each came to. */
const consults = (command: Command): Readonly<Record<string, StreamKey>> =>
  command instanceof KeepAuditResult ? { governance: { aggregate: 'governance', key: command.organizationId } } : {};

/** What an audit came to, whole and once, in a stream of its own: an organisation's other decisions are read without it. */
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
      if (!ownProperty(audits, auditId)) throw notFound('auditId', 'audit', auditId, 'Pin it first, or correct the id.');
      if (part > parts)
        throw invalidInput('part', `there are ${parts} parts only`, 'Number them from 1 on.', {
          code: 'OUT_OF_RANGE',
          parameters: { least: 1, most: parts },
        });
      const first = state?.hash ?? ownProperty(runs, auditId)?.hash ?? hash;
      if (first !== hash) {
        const another = `came to ${first} when it was first run, not to ${hash}`;
        throw illegalMove('hash', 'audit', auditId, another, 'Verify the audit.', [
          { code: 'NOT_ONE_OF', parameters: { values: [first] } },
        ]);
      }
      if (state?.parts.includes(part)) return [];
      return [AuditResultKept({ organizationId, auditId, hash, part, parts, content })];
    }),
  ]),
};
