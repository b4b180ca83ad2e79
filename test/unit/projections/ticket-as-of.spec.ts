import { describe, expect, it } from 'vitest';
import { ticketAsOf } from '../../../projections/ticket/as-of.js';
import type { RecordedEvent } from '../../../src/domain/kernel/event.js';
import type { TicketEvent } from '../../../src/domain/ticket/events.js';
import { givenEvents, type GivenEvent } from './given-events.js';
import { at, closed, historyCorrected, logged, reopened, resolved, taken, word } from './trials/ticket-life.js';

const asOf = (minutes: number, ...facts: readonly GivenEvent[]) =>
  ticketAsOf(givenEvents(...facts) as RecordedEvent<TicketEvent>[], at(minutes));

describe('a ticket as of a moment', () => {
  it('is none before it was logged', () => {
    expect(asOf(9, logged(10))).toBeNull();
    expect(asOf(10, logged(10))).toMatchObject({ state: 'NEW', loggedAt: at(10) });
  });
  it('stands as it did, whatever came of it, and bears the revision of the last that had happened', () => {
    const life = [logged(), taken(5), resolved(60), closed(90), reopened(200), taken(300, 'network')];
    expect(asOf(59, ...life)).toMatchObject({ state: 'NEW', teamId: 'desk', resolvedAt: null, revision: 1, lastEventAt: at(5) });
    expect(asOf(60, ...life)).toMatchObject({ state: 'RESOLVED', resolvedAt: at(60), cycle: 1, reopenings: 0 });
    expect(asOf(200, ...life)).toMatchObject({ state: 'IN_PROGRESS', closedAt: null, cycle: 2, reopenings: 1, reassignments: 0 });
    expect(asOf(300, ...life)).toMatchObject({ teamId: 'network', reassignments: 1, revision: 5 });
  });
  it('is told in the order in which it happened: of two teams the later one has it, though it was told first', () => {
    const life = [logged(), taken(100, 'network'), taken(50, 'desk')];
    expect(asOf(100, ...life)).toMatchObject({ teamId: 'network', reassignments: 1, lastEventAt: at(100), revision: 2 });
    expect(asOf(99, ...life)).toMatchObject({ teamId: 'desk', reassignments: 0 });
  });
  it('is taken up by a word that was told after the resolution', () => {
    const late = word(30);
    const told = { ...late, fact: { ...late.fact, data: { ...late.fact.data, from: 'RESOLVED' } } } as GivenEvent;
    expect(asOf(30, logged(), taken(5), resolved(60), told)).toMatchObject({ state: 'IN_PROGRESS', acknowledgedAt: at(30) });
    expect(asOf(60, logged(), taken(5), resolved(60), told)).toMatchObject({ state: 'RESOLVED' });
  });
  it('is as history that was told late has it: moved, and withdrawn', () => {
    const moved = [{ type: 'TicketResolved', was: at(60), at: at(40) }] as const;
    const withdrawn = [{ type: 'TicketReopened', at: at(200) }] as const;
    const life = [logged(), taken(5), resolved(60), reopened(200), historyCorrected(300, { moved, withdrawn })];
    expect(asOf(39, ...life)).toMatchObject({ state: 'NEW' });
    expect(asOf(40, ...life)).toMatchObject({ state: 'RESOLVED', resolvedAt: at(40) });
    expect(asOf(300, ...life)).toMatchObject({ state: 'RESOLVED', reopenings: 0, cycle: 1 });
  });
  it('was taken by the team that a correction names, of two that took it at one moment', () => {
    const withdrawn = [{ type: 'TicketAssigned', at: at(5), teamId: 'network' }] as const;
    const life = [logged(), taken(5, 'desk'), taken(5, 'network'), historyCorrected(300, { withdrawn })];
    expect(asOf(10, ...life)).toMatchObject({ teamId: 'desk' });
  });
});
