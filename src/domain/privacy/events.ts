import { event, type EventOf } from '../kernel/event.js';
import * as f from './fields.js';

const organisation = { organizationId: f.organizationId };

export const DataSubjectErased = event(
  'DataSubjectErased',
  { ...organisation, subjectRef: f.subjectRef, reason: f.erasureReason },
  'A person’s words and identity are forgotten, here and by whoever took something over. No number changes.',
);
export const TextsExpired = event(
  'TextsExpired',
  { ...organisation, kind: f.textKind, writtenBefore: f.writtenBefore, texts: f.texts },
  'Words of a kind were forgotten because they are older than they are kept.',
);
export const ReadsAnchored = event(
  'ReadsAnchored',
  { ...organisation, sequence: f.readSequence, hash: f.readHash, readAt: f.readAt },
  'The record of who looked at what had come so far. It has to have this record, with this hash, from then on.',
);

export const PRIVACY_EVENTS = [DataSubjectErased, TextsExpired, ReadsAnchored] as const;
export type PrivacyEvent = EventOf<(typeof PRIVACY_EVENTS)[number]>;
