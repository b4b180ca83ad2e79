import { command, type Command } from './kernel/command.js';
import { decideBy, type Decider, when } from './kernel/decider.js';
import { event, type EventOf } from './kernel/event.js';
import { id, integer, label, moment, ref } from './kernel/fields.js';
import { canonicalJson } from './kernel/same-data.js';

/** Fields that privacy commands and events share, declared once with their meaning. */
const organizationId = id('The organisation');
const subjectRef = ref('Pseudonym of the person, or the stream of what nobody in particular said');
const erasureReason = label('Why: on request, by law, by mistake. Nothing that tells who it is');
const textKind = label('What the words are: the command and the field of their key, `LogTicket.summaryRef`');
const writtenBefore = moment('Those said before this moment went');
const readSequence = integer(1, Number.MAX_SAFE_INTEGER, 'The number of the newest record of who looked at what');
const readHash = label('Its keyed hash, which rests on all before it');
const readAt = moment('When it was made');
const texts = integer(1, Number.MAX_SAFE_INTEGER, 'How many');

const organisation = { organizationId };

export const DataSubjectErased = event(
  'DataSubjectErased',
  { ...organisation, subjectRef, reason: erasureReason },
  'A person’s words and identity are forgotten, here and by whoever took something over. No number changes.',
);
export const TextsExpired = event(
  'TextsExpired',
  { ...organisation, kind: textKind, writtenBefore, texts },
  'Words of a kind are forgotten because they are older than they are kept. Those that came here later are not meant.',
);
export const ReadsAnchored = event(
  'ReadsAnchored',
  { ...organisation, sequence: readSequence, hash: readHash, readAt },
  'The record of who looked at what had come so far. It has to have this record, with this hash, from then on.',
);

export const PRIVACY_EVENTS = [DataSubjectErased, TextsExpired, ReadsAnchored] as const;
type PrivacyEvent = EventOf<(typeof PRIVACY_EVENTS)[number]>;

const privacy = { aggregate: 'privacy', key: ['organizationId'] } as const;

export class EraseDataSubject extends command({
  ...privacy,
  description: 'Forgets the words and the identity of a person. What was counted stays counted.',
  fields: { ...organisation, subjectRef, reason: erasureReason },
}) {}
export class RecordTextsExpired extends command({
  ...privacy,
  description: 'Notes that words were forgotten because they are older than they are kept.',
  fields: { ...organisation, kind: textKind, writtenBefore, texts },
}) {}
export class AnchorReads extends command({
  ...privacy,
  description: 'Notes how far the record of who looked at what had come, so that its newest end cannot be cut off unseen.',
  fields: { ...organisation, sequence: readSequence, hash: readHash, readAt },
}) {}

export const PRIVACY_COMMANDS = [EraseDataSubject, RecordTextsExpired, AnchorReads] as const;

/**
 * The latest event about each person, each kind of text and the read records, with its moment: enough to recognise a repeat. Anchors come every
 * hour for years, so no more is kept of them.
 */
export type PrivacyState = ReadonlyMap<string, string>;

/** What an event is about. */
function subjectOf(event: PrivacyEvent): string {
  if (event.type === 'DataSubjectErased') return `person ${event.data.subjectRef}`;
  return event.type === 'TextsExpired' ? `kind ${event.data.kind}` : 'reads';
}
const contentOf = ({ type, data }: PrivacyEvent, at: string): string => canonicalJson([type, data, at]);
const unlessRepeated = (event: PrivacyEvent, at: string, state: PrivacyState) =>
  state.get(subjectOf(event)) === contentOf(event, at) ? [] : [event];

/** What was forgotten: one stream per organisation. A person who was erased may write again, and be erased again. */
export const privacyDecider: Decider<Command, PrivacyEvent, PrivacyState> = {
  initial: () => new Map(),
  evolve: (state, event) => new Map(state).set(subjectOf(event), contentOf(event, event.metadata.occurredAt)),
  isReferable: () => true,
  decide: decideBy<PrivacyEvent, PrivacyState>([
    when(EraseDataSubject, ({ organizationId, subjectRef, reason, occurredAt }, state) =>
      unlessRepeated(DataSubjectErased({ organizationId, subjectRef, reason }), occurredAt, state),
    ),
    when(RecordTextsExpired, ({ organizationId, kind, writtenBefore, texts, occurredAt }, state) =>
      unlessRepeated(TextsExpired({ organizationId, kind, writtenBefore, texts }), occurredAt, state),
    ),
    when(AnchorReads, ({ organizationId, sequence, hash, readAt, occurredAt }, state) =>
      unlessRepeated(ReadsAnchored({ organizationId, sequence, hash, readAt }), occurredAt, state),
    ),
  ]),
};
