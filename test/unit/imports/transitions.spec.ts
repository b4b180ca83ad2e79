import { describe, expect, it } from 'vitest';
import { commandsBetween } from '../../../src/imports/plan/state-steps.js';

describe('the way from one state to another', () => {
  it.each([
    ['NEW', 'IN_PROGRESS', 'StartTicketWork'],
    ['NEW', 'RESOLVED', 'ResolveTicket'],
    ['IN_PROGRESS', 'ON_HOLD', 'PlaceTicketOnHold'],
    ['ON_HOLD', 'IN_PROGRESS', 'ResumeTicket'],
    ['ON_HOLD', 'RESOLVED', 'ResolveTicket'],
    ['IN_PROGRESS', 'NEW', ''],
    ['RESOLVED', 'CLOSED', 'CloseTicket'],
    ['RESOLVED', 'IN_PROGRESS', 'ReopenTicket'],
    ['CLOSED', 'NEW', 'ReopenTicket'],
    ['CLOSED', 'ON_HOLD', 'ReopenTicket PlaceTicketOnHold'],
    ['CLOSED', 'RESOLVED', 'ReopenTicket ResolveTicket'],
    ['CLOSED', 'CLOSED', ''],
    ['IN_PROGRESS', 'CANCELLED', 'CancelTicket'],
  ] as const)('%s to %s: %s', (from, to, commands) => expect(commandsBetween(from, to).join(' ')).toBe(commands));
});
