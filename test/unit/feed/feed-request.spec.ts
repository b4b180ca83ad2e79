import { describe, expect, it } from 'vitest';
import { feedRequest } from '../../../src/http/feed.controller.js';

describe('feedRequest', () => {
  it('asks for everything from the first event on when nothing is said', () => {
    expect(feedRequest({}, undefined)).toEqual({ after: 'start', afterIn: 'after', filter: {}, limit: Infinity });
  });

  it('reads every parameter', () => {
    const stream = 'ticket-T1';
    const query = {
      after: '12',
      until: 'end',
      types: 'TicketLogged,TicketClosed',
      stream,
      department: 'icu',
      team: 'desk',
      limit: '5',
    };
    expect(feedRequest(query, undefined)).toEqual({
      after: '12',
      afterIn: 'after',
      until: 'end',
      filter: { types: new Set(['TicketLogged', 'TicketClosed']), stream, departmentId: 'icu', teamId: 'desk' },
      limit: 5,
    });
  });

  it('lets Last-Event-ID stand above after', () => {
    expect(feedRequest({ after: '12' }, '15')).toMatchObject({ after: '15', afterIn: 'Last-Event-ID' });
    expect(feedRequest({ after: '12' }, '').after).toBe('12');
  });

  it.each([
    ['an unknown parameter', { type: 'TicketLogged' }, 'type'],
    ['an unknown type', { types: 'TicketLogged,TicketLoged' }, 'types'],
    ['no type at all', { types: '' }, 'types'],
    ['a parameter given twice', { types: ['TicketLogged', 'TicketClosed'] }, 'types'],
    ['a department that is no id', { department: 'a b' }, 'department'],
    ['a team that is no id', { team: '' }, 'team'],
    ['a stream without a category', { stream: 'T1' }, 'stream'],
    ['a stream of no category of ours', { stream: 'constructor-T1' }, 'stream'],
    ['a category without an id', { stream: 'ticket-' }, 'stream'],
    ['a start that is empty', { after: '' }, 'after'],
    ['an end that is empty', { until: '' }, 'until'],
    ['an end given twice', { until: ['1', '2'] }, 'until'],
    ['a limit of none', { limit: '0' }, 'limit'],
    ['a limit that is no number', { limit: 'ten' }, 'limit'],
  ])('refuses %s and names it', (_, query, field) => {
    expect(() => feedRequest(query, undefined)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', field, remedy: expect.any(String) }),
    );
  });
});
