import type { Command } from '../kernel/command.js';
import { canonicalJson } from '../kernel/same-data.js';
import { decideBy, type Decider, when } from '../kernel/decider.js';
import * as c from './commands.js';
import * as e from './events.js';

/** What was told, each with its moment. */
export type PrivacyState = ReadonlySet<string>;

const told = ({ type, data }: e.PrivacyEvent, at: string): string => canonicalJson([type, data, at]);
const unlessTold = (event: e.PrivacyEvent, at: string, state: PrivacyState) => (state.has(told(event, at)) ? [] : [event]);

/** What was forgotten: one stream an organisation. Whoever is erased may speak again, and be erased again. */
export const privacyDecider: Decider<Command, e.PrivacyEvent, PrivacyState> = {
  initial: () => new Set(),
  evolve: (state, event) => new Set([...state, told(event, event.metadata.occurredAt)]),
  isReferable: () => true,
  decide: decideBy<e.PrivacyEvent, PrivacyState>([
    when(c.EraseDataSubject, ({ organizationId, subjectRef, reason, occurredAt }, state) =>
      unlessTold(e.DataSubjectErased({ organizationId, subjectRef, reason }), occurredAt, state),
    ),
    when(c.RecordTextsExpired, ({ organizationId, kind, writtenBefore, texts, occurredAt }, state) =>
      unlessTold(e.TextsExpired({ organizationId, kind, writtenBefore, texts }), occurredAt, state),
    ),
    when(c.AnchorReads, ({ organizationId, sequence, hash, readAt, occurredAt }, state) =>
      unlessTold(e.ReadsAnchored({ organizationId, sequence, hash, readAt }), occurredAt, state),
    ),
  ]),
};
