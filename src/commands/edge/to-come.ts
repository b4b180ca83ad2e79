import { RapportError } from '../../domain/kernel/errors.js';

/** How far ahead of ours another clock may run, in milliseconds. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** Whether a moment is still to come, by more than clocks differ. Both in UTC. */
export const isToCome = (at: string, now: string): boolean => at > now && Date.parse(at) - Date.parse(now) > CLOCK_SKEW_MS;

/**
 * What has not happened yet is no event: until its day it would be the latest word in every view, and the record cannot be corrected.
 * @throws RapportError INVALID_INPUT naming `occurredAt`
 */
export function requireHappened(occurredAt: string, now: string): void {
  if (!isToCome(occurredAt, now)) return;
  throw new RapportError('INVALID_INPUT', `\`occurredAt\` is ${occurredAt}, which is still to come: here it is ${now}.`, {
    field: 'occurredAt',
    remedy:
      'Say when it happened, or leave the field out for the present moment. What is planned or promised has fields of its own.',
  });
}
