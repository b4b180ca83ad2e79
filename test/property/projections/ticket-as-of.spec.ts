import { describe, expect, it } from 'vitest';
import fc from '../../support/properties.js';
import { fold } from '../../../projections/kit/fold.js';
import { ticketAsOf } from '../../../projections/ticket/as-of.js';
import { ticketProjection } from '../../../projections/ticket/projection.js';
import { trialsProjection } from '../../../projections/trials/projection.js';
import { Settings, type SettingsDocument } from '../../../projections/trials/settings.js';
import type { TicketFacts } from '../../../projections/trials/ticket-facts.js';
import type { RecordedEvent } from '../../../src/domain/kernel/event.js';
import type { TicketEvent } from '../../../src/domain/ticket/events.js';
import { ticketAt } from '../../../src/queries/ticket/ticket-clocks.js';
import { runs } from '../../support/runs.js';
import { givenEvents } from '../../unit/projections/given-events.js';
import { hospitalHistory } from '../queries/hospital-histories.js';

const TICKETS = ['T1', 'T2'];
const inStream = (events: readonly RecordedEvent[], ticketId: string) =>
  events.filter(({ stream }) => stream === `ticket-${ticketId}`) as RecordedEvent<TicketEvent>[];
const isInOrder = (events: readonly RecordedEvent[]) =>
  events.every(({ metadata }, i) => i === 0 || events[i - 1]!.metadata.occurredAt <= metadata.occurredAt);

describe('a ticket as of a moment', () => {
  it('stands where its clocks say that it stood, and is not changed by what happened later', () =>
    fc.assert(
      fc.property(hospitalHistory, ({ facts, asOfs }) => {
        const events = givenEvents(...facts);
        const documents = fold(trialsProjection, events);
        const settings = new Settings([...documents.values()].filter((one): one is SettingsDocument => one.kind === 'SETTINGS'));
        for (const id of TICKETS) {
          for (const asOf of asOfs) {
            const told = inStream(events, id);
            const ticket = ticketAsOf(told, asOf);
            const clocks = ticketAt(documents.get(`ticket:${id}`) as TicketFacts, settings, asOf);
            expect([ticket?.state, ticket?.teamId, ticket?.departmentId, ticket?.cycle, ticket?.reassignments]).toEqual([
              clocks?.story.status,
              clocks?.story.teamId,
              clocks?.departmentId,
              clocks && 1 + told.filter((one) => one.type === 'TicketReopened' && one.metadata.occurredAt <= asOf).length,
              clocks?.story.handOvers.length,
            ]);
            expect(
              ticketAsOf(
                told.filter(({ metadata }) => metadata.occurredAt <= asOf),
                asOf,
              ),
            ).toEqual(ticket);
          }
        }
      }),
      { numRuns: runs(20, 1_000) },
    ));
  it('is the board’s, once all has happened and nothing was told late', () =>
    fc.assert(
      fc.property(hospitalHistory, ({ facts, asOfs }) => {
        const events = givenEvents(...facts);
        const board = fold(ticketProjection, events);
        for (const id of TICKETS) {
          const told = inStream(events, id);
          if (isInOrder(told)) expect(ticketAsOf(told, asOfs.at(-1)!)).toEqual(board.get(id));
        }
      }),
      { numRuns: runs(20, 1_000) },
    ));
});
