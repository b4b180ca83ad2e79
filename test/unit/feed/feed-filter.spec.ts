import { describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../../../src/domain/kernel/event.js';
import { accepts, type FeedFilter } from '../../../src/feed/feed-filter.js';
import { newEvent } from '../../support/new-events.js';

const recorded = (type: string, data: object): RecordedEvent => ({
  ...newEvent({ type, data }),
  stream: 'ticket-T1',
  revision: 0,
  position: '1',
  recordedAt: '2026-03-01T08:00:00.000Z',
});

describe('accepts', () => {
  const reassigned = recorded('TicketReassigned', { departmentId: 'icu', fromTeamId: 'desk', toTeamId: 'network' });
  const corrected = recorded('TicketDepartmentCorrected', { fromDepartmentId: 'icu', toDepartmentId: 'lab' });

  it.each([
    ['no filter', {}, true],
    ['its type', { types: new Set(['TicketReassigned']) }, true],
    ['another type', { types: new Set(['TicketClosed']) }, false],
    ['its department', { departmentId: 'icu' }, true],
    ['another department', { departmentId: 'lab' }, false],
    ['the team it left', { teamId: 'desk' }, true],
    ['the team it went to', { teamId: 'network' }, true],
    ['another team', { teamId: 'icu' }, false],
    ['its stream', { stream: 'ticket-T1' }, true],
    ['another stream', { stream: 'ticket-T2' }, false],
    ['one part that holds and one that does not', { departmentId: 'icu', teamId: 'printing' }, false],
  ])('%s', (_, filter, expected) => expect(accepts(filter, reassigned)).toBe(expected));

  it('finds a correction under both departments', () => {
    expect(accepts({ departmentId: 'icu' }, corrected)).toBe(true);
    expect(accepts({ departmentId: 'lab' }, corrected)).toBe(true);
  });

  it('counts an unsolicited hand-over for the team that made it', () => {
    expect(accepts({ teamId: 'desk' }, recorded('TicketAssigned', { teamId: 'network', byTeamId: 'desk' }))).toBe(true);
  });
  it('tells a narrowed reader of nobody else, and nothing of the organisation', () => {
    const scope = { departments: ['icu'], teams: ['desk'] };
    const told = (filter: FeedFilter, type: string, data: object) => accepts(filter, recorded(type, data), scope);
    expect(told({}, 'TicketLogged', { departmentId: 'icu' })).toBe(true);
    expect(told({}, 'TicketAssigned', { departmentId: 'lab', toTeamId: 'desk' })).toBe(true);
    expect(told({}, 'TicketLogged', { departmentId: 'lab' })).toBe(false);
    expect(told({ departmentId: 'lab' }, 'TicketLogged', { departmentId: 'lab' })).toBe(false);
    expect(told({}, 'SettingsAdopted', { zone: 'UTC' })).toBe(false);
    expect(accepts({}, recorded('TicketLogged', { departmentId: 'icu' }), { departments: [], teams: [] })).toBe(false);
    expect(accepts({}, recorded('SettingsAdopted', { zone: 'UTC' }), 'ALL')).toBe(true);
  });
});
