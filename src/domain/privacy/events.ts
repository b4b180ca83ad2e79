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

export const PRIVACY_EVENTS = [DataSubjectErased, TextsExpired] as const;
export type PrivacyEvent = EventOf<(typeof PRIVACY_EVENTS)[number]>;
