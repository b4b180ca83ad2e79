import { event, type EventOf } from '../kernel/event.js';
import { result } from './fields.js';

export const AuditResultKept = event(
  'AuditResultKept',
  result,
  'A part of what the first run of an audit came to: to be read when a later version cannot compute it any more.',
);

export const AUDIT_EVENTS = [AuditResultKept] as const;
export type AuditEvent = EventOf<(typeof AUDIT_EVENTS)[number]>;
