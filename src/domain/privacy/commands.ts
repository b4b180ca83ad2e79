import { command } from '../kernel/command.js';
import * as f from './fields.js';

const privacy = { aggregate: 'privacy', key: ['organizationId'] } as const;
const organisation = { organizationId: f.organizationId };

export class EraseDataSubject extends command({
  ...privacy,
  description: 'Forgets the words and the identity of a person. What was counted stays counted.',
  fields: { ...organisation, subjectRef: f.subjectRef, reason: f.erasureReason },
}) {}
export class RecordTextsExpired extends command({
  ...privacy,
  description: 'Notes that words were forgotten because they are older than they are kept.',
  fields: { ...organisation, kind: f.textKind, writtenBefore: f.writtenBefore, texts: f.texts },
}) {}
export class AnchorReads extends command({
  ...privacy,
  description: 'Notes how far the record of who looked at what had come, so that its newest end cannot be cut off unseen.',
  fields: { ...organisation, sequence: f.readSequence, hash: f.readHash, readAt: f.readAt },
}) {}

export const PRIVACY_COMMANDS = [EraseDataSubject, RecordTextsExpired, AnchorReads] as const;
