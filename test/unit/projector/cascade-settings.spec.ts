import { expect, it } from 'vitest';
import { fold } from '../../../projections/kit/fold.js';
import type { Projection } from '../../../projections/kit/projection.js';
import { trialsProjection } from '../../../projections/trials/projection.js';
import { TargetsAdopted } from '../../../src/domain/team/events.js';
import type { RecordedEvent } from '../../../src/domain/kernel/event.js';
import * as t from '../../../src/domain/ticket/events.js';
import { CascadeTarget } from '../../../src/projector/cascade-target.js';
import { MemoryViewStore } from '../../support/memory-view-store.js';
import { eventIn, givenEvents } from '../projections/given-events.js';

const projection = trialsProjection as unknown as Projection;
const march = (day: number) => `2026-03-${String(day).padStart(2, '0')}T08:00:00.000Z`;
const adopted = (acknowledgeMinutes: number) =>
  eventIn(
    'team-desk',
    march(20),
    TargetsAdopted({ teamId: 'desk', acknowledgeMinutes, updateMinutes: 120, effectiveAt: march(1) }),
  );
const events = givenEvents(
  ...['T0', 'T1', 'T2'].flatMap((ticketId) => [
    eventIn(
      `ticket-${ticketId}`,
      march(2),
      t.TicketLogged({ ticketId, departmentId: 'ward', kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE' }),
    ),
    eventIn(
      `ticket-${ticketId}`,
      march(3),
      t.TicketAssigned({ ticketId, departmentId: 'ward', toTeamId: 'desk', loggedAt: march(2) }),
    ),
  ]),
  adopted(60),
  adopted(10_000),
);
const [facts, settings] = [events.slice(0, -2), events.slice(-2)];

/** Documents without where pages were cut. */
const plain = (document: object) => ({ ...document, changedAt: undefined });
const folded = (all: readonly RecordedEvent[]) =>
  new Map([...fold(projection, all)].map(([key, document]) => [key, plain(document)]));

async function newStore() {
  const store = new MemoryViewStore();
  await store.create('view', projection.indexes);
  const contents = async () =>
    new Map((await store.find('view', { limit: 1_000 })).map(({ key, document }) => [key, plain(document)]));
  return { store, contents };
}

it('Settings that concern more sources than are held in memory count once for each', async () => {
  const { store, contents } = await newStore();
  const many = Object.assign(Object.create(store) as MemoryViewStore, { count: async () => 60_000 });
  const target = new CascadeTarget(projection, 'view', many);
  await target.resume();
  await target.take(events);
  expect(await contents()).toEqual(folded(events));
});

it('Settings that another projector had taken one by one when it died, in the midst of one, count once', async () => {
  const { store, contents } = await newStore();
  const target = new CascadeTarget(projection, 'view', store);
  await target.resume();
  await target.take(facts);
  let writes = 0;
  const dying = Object.assign(Object.create(store) as MemoryViewStore, {
    write: async (...written: Parameters<MemoryViewStore['write']>) => {
      if ((writes += 1) > 1) throw new Error('dead');
      return store.write(...written);
    },
  });
  const other = new CascadeTarget(projection, 'view', dying);
  await other.resume();
  await expect(other.take(settings.slice(0, 1))).rejects.toThrow('dead');
  await target.take(settings);
  expect(await contents()).toEqual(folded(events));
});
