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

/** Everything recorded so far, each with its moment. */
export type PrivacyState = ReadonlySet<string>;

const keyOf = ({ type, data }: PrivacyEvent, at: string): string => canonicalJson([type, data, at]);
const unlessRecorded = (event: PrivacyEvent, at: string, state: PrivacyState) => (state.has(keyOf(event, at)) ? [] : [event]);

/** What was forgotten: one stream per organisation. A person who was erased may write again, and be erased again. */
export const privacyDecider: Decider<Command, PrivacyEvent, PrivacyState> = {
  initial: () => new Set(),
  evolve: (state, event) => new Set([...state, keyOf(event, event.metadata.occurredAt)]),
  isReferable: () => true,
  decide: decideBy<PrivacyEvent, PrivacyState>([
    when(EraseDataSubject, ({ organizationId, subjectRef, reason, occurredAt }, state) =>
      unlessRecorded(DataSubjectErased({ organizationId, subjectRef, reason }), occurredAt, state),
    ),
    when(RecordTextsExpired, ({ organizationId, kind, writtenBefore, texts, occurredAt }, state) =>
      unlessRecorded(TextsExpired({ organizationId, kind, writtenBefore, texts }), occurredAt, state),
    ),
    when(AnchorReads, ({ organizationId, sequence, hash, readAt, occurredAt }, state) =>
      unlessRecorded(ReadsAnchored({ organizationId, sequence, hash, readAt }), occurredAt, state),
    ),
  ]),
};
