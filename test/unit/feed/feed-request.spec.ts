import { describe, expect, it } from '@jest/globals';
import { feedRequest } from '../../../src/http/feed-request.js';

describe('feedRequest', () => {
  it('asks for everything from the first event on when nothing is said', () => {
    expect(feedRequest({}, undefined)).toEqual({ after: '', filter: {}, limit: Infinity });
  });

  it('reads every parameter', () => {
    const query = { after: '12', types: 'TicketLogged,TicketClosed', department: 'icu', team: 'desk', limit: '5' };
    expect(feedRequest(query, undefined)).toEqual({
      after: '12',
      filter: { types: new Set(['TicketLogged', 'TicketClosed']), departmentId: 'icu', teamId: 'desk' },
      limit: 5,
    });
  });

  it('lets Last-Event-ID stand above after', () => {
    expect(feedRequest({ after: '12' }, '15').after).toBe('15');
    expect(feedRequest({ after: '12' }, '').after).toBe('12');
  });

  it.each([
    ['an unknown parameter', { type: 'TicketLogged' }, 'type'],
    ['an unknown type', { types: 'TicketLogged,TicketLoged' }, 'types'],
    ['no type at all', { types: '' }, 'types'],
    ['a parameter given twice', { types: ['TicketLogged', 'TicketClosed'] }, 'types'],
    ['a department that is no id', { department: 'a b' }, 'department'],
    ['a team that is no id', { team: '' }, 'team'],
    ['a limit of none', { limit: '0' }, 'limit'],
    ['a limit that is no number', { limit: 'ten' }, 'limit'],
  ])('refuses %s and names it', (_, query, field) => {
    expect(() => feedRequest(query, undefined)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', field, remedy: expect.any(String) }),
    );
  });
});
