import { command, type Command } from './kernel/command.js';
import { decideBy, type Decider, when } from './kernel/decider.js';
import { event, type EventOf } from './kernel/event.js';
import { id, integer, label, moment, ref } from './kernel/fields.js';
import { canonicalJson } from './kernel/same-data.js';

/** Fields that privacy commands and events share, declared once with their meaning. */
const organizationId = id('The organisation');
const subjectRef = ref('Pseudonym of the person, or the stream of texts that no particular person wrote');
const erasureReason = label('The reason: on request, by law, by mistake. Nothing that identifies the person');
const textKind = label('Kind of text: the command and the field of its key, `LogTicket.summaryRef`');
const writtenBefore = moment('Texts written before this moment were erased');
const readSequence = integer(1, Number.MAX_SAFE_INTEGER, 'The number of the newest entry of the read log');
const readHash = label('Its keyed hash, which covers all earlier entries');
const readAt = moment('When the entry was made');
const texts = integer(1, Number.MAX_SAFE_INTEGER, 'How many');

const organisation = { organizationId };

export const DataSubjectErased = event(
  'DataSubjectErased',
  { ...organisation, subjectRef, reason: erasureReason },
  'A person’s texts and identity are erased, here and by every recipient of the feed. No number changes.',
);
export const TextsExpired = event(
  'TextsExpired',
  { ...organisation, kind: textKind, writtenBefore, texts },
  'Texts of a kind were erased because their retention period is over. Those that were recorded later are not affected.',
);
export const ReadsAnchored = event(
  'ReadsAnchored',
  { ...organisation, sequence: readSequence, hash: readHash, readAt },
  'The newest entry of the read log at that moment. The read log must contain this entry, with this hash, from then on.',
);

export const PRIVACY_EVENTS = [DataSubjectErased, TextsExpired, ReadsAnchored] as const;
type PrivacyEvent = EventOf<(typeof PRIVACY_EVENTS)[number]>;

const privacy = { aggregate: 'privacy', key: ['organizationId'] } as const;

export class EraseDataSubject extends command({
  ...privacy,
  description: 'Erases the texts and the identity of a person. No number changes.',
  fields: { ...organisation, subjectRef, reason: erasureReason },
}) {}
export class RecordTextsExpired extends command({
  ...privacy,
  description: 'Records that texts were erased because their retention period is over.',
  fields: { ...organisation, kind: textKind, writtenBefore, texts },
}) {}
export class AnchorReads extends command({
  ...privacy,
  description: 'Records the newest entry of the read log, so that removing entries from its end is detected.',
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
