import { describe, expect, it } from 'vitest';
import fc from '../../support/properties.js';
import { fold } from '../../../projections/kit/fold.js';
import type { Projection } from '../../../projections/kit/projection.js';
import { trialsProjection } from '../../../projections/trials/projection.js';
import * as c from '../../../src/domain/commitment/events.js';
import { SettingsAdopted } from '../../../src/domain/governance/events.js';
import * as i from '../../../src/domain/interaction/events.js';
import type { RecordedEvent } from '../../../src/domain/kernel/event.js';
import { CalendarAdopted, TargetsAdopted } from '../../../src/domain/team/events.js';
import * as t from '../../../src/domain/ticket/events.js';
import { CascadeTarget } from '../../../src/projector/cascade-target.js';
import type { ViewStore } from '../../../src/view-store/view-store.js';
import { MemoryViewStore } from '../../support/memory-view-store.js';
import { givenEvents, eventIn, type GivenEvent } from '../../unit/projections/given-events.js';

const projection = trialsProjection as unknown as Projection;

/** Hours after a moment: they go back and forth, since things are told late. */
const at = (hour: number) => new Date(Date.UTC(2026, 2, 2) + hour * 3_600_000).toISOString();
const of = (ticketId: string) => ({ ticketId, departmentId: 'ward' });
const by = (ticketId: string) => ({ ...of(ticketId), teamId: 'desk' });
const ofTicket = (id: string, hour: number, kind: number): GivenEvent => {
  const facts = [
    t.TicketLogged({ ...of(id), kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE' }),
    t.TicketAssigned({ ...of(id), toTeamId: 'desk', loggedAt: at(0) }),
    t.TicketAssigned({ ...of(id), toTeamId: 'network', loggedAt: at(0) }),
    t.TicketUpdateShared({ ...by(id), visibility: 'DEPARTMENT', proactive: true, human: true, nextUpdateBy: at(hour + 30) }),
    t.TicketUpdateChased(by(id)),
    t.TicketResolved({ ...by(id), from: 'IN_PROGRESS', cycle: 1, workaround: false, loggedAt: at(0) }),
    t.TicketReopened({ ...by(id), from: 'RESOLVED', cycle: 2 }),
    t.TicketUnassigned({ ...of(id), fromTeamId: 'desk' }),
  ];
  return eventIn(`ticket-${id}`, at(hour), facts[kind % facts.length]!);
};
const settings = (hour: number, kind: number): GivenEvent => {
  const effectiveAt = at(hour - 100);
  const facts = [
    eventIn(
      'team-desk',
      at(hour),
      TargetsAdopted({ teamId: 'desk', acknowledgeMinutes: 60 * (1 + (hour % 5)), updateMinutes: 120, effectiveAt }),
    ),
    eventIn(
      'team-desk',
      at(hour),
      CalendarAdopted({ teamId: 'desk', zone: 'Europe/Zurich', hours: [], holidays: ['2026-03-03'], effectiveAt }),
    ),
    eventIn(
      'governance-org',
      at(hour),
      SettingsAdopted({
        organizationId: 'org',
        zone: hour % 2 ? 'Asia/Tokyo' : 'UTC',
        graceDays: 7,
        claimWithinHours: 24,
        smallestGroup: 5,
        effectiveAt,
      }),
    ),
  ];
  return facts[kind % facts.length]!;
};
const contact = (hour: number, kind: number): readonly GivenEvent[] => {
  const [id, between] = [`I${kind % 2}`, { interactionId: `I${kind % 2}`, teamId: 'desk', departmentId: 'ward' }];
  const start = i.InteractionStarted({ ...between, channel: 'PHONE', direction: 'FROM_IT', participants: [] });
  return [
    eventIn(`interaction-${id}`, at(hour), start),
    eventIn(`interaction-${id}`, at(hour), i.InteractionLinkedToTicket({ ...between, ticketId: 'T0' })),
  ];
};
const others = (hour: number, kind: number): readonly GivenEvent[] => {
  const commitment = { commitmentId: 'C', teamId: 'desk', departmentId: 'ward', dueAt: at(40) };
  const feedback = i.InteractionFeedbackGiven({
    interactionId: 'I0',
    teamId: 'desk',
    departmentId: 'ward',
    respondentRef: `r${kind % 2}`,
    treatment: 1 + (kind % 5),
    factors: [],
    startedAt: at(0),
    earlierResponses: 0,
  });
  const told3 = [
    eventIn('commitment-C', at(hour), c.CommitmentMade({ ...commitment, promiseRef: 'x' })),
    eventIn('commitment-C', at(hour), c.CommitmentFulfilled(commitment)),
    eventIn('interaction-I0', at(hour), feedback),
  ];
  return [told3[kind % 3]!];
};
const hour = fc.integer({ min: 0, max: 60 });
const kind = fc.integer({ min: 0, max: 40 });
const facts = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.tuple(fc.constantFrom('T0', 'T1'), hour, kind).map(([id, h, k]) => [ofTicket(id, h, k)]) },
      { weight: 2, arbitrary: fc.tuple(hour, kind).map(([h, k]) => [settings(h, k)]) },
      { weight: 1, arbitrary: fc.tuple(hour, kind).map(([h, k]) => contact(h, k)) },
      { weight: 2, arbitrary: fc.tuple(hour, kind).map(([h, k]) => others(h, k)) },
    ),
    { minLength: 1, maxLength: 25 },
  )
  .map((all) => givenEvents(...all.flat()));

/** Documents without where pages were cut. */
const plain = (document: object) => ({ ...document, changedAt: undefined });
const alone = (events: readonly RecordedEvent[]) =>
  new Map([...fold(projection, events)].map(([key, document]) => [key, plain(document)]));

/** A collection in memory, with the projection's indexes. */
async function newStore(): Promise<ViewStore> {
  const store = new MemoryViewStore();
  await store.create('view', projection.indexes);
  return store;
}
async function contents(store: ViewStore): Promise<ReadonlyMap<string, object>> {
  const found = await store.find('view', { limit: 10_000 });
  return new Map(found.map(({ key, document }) => [key, plain(document)]));
}

/** Breaks off at the given calls that write. */
function breaking(store: ViewStore, crashes: readonly number[]): ViewStore {
  let calls = 0;
  const counted =
    <A extends readonly unknown[], R>(work: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      calls += 1;
      if (crashes.includes(calls)) throw new Error('crashed');
      return work(...args);
    };
  return Object.assign(Object.create(store) as ViewStore, {
    write: counted(store.write.bind(store)),
    saveCheckpoint: counted(store.saveCheckpoint.bind(store)),
  });
}

/** From the checkpoint to the end in pages; after a crash anew, in pages of another size. */
async function takeAll(events: readonly RecordedEvent[], sizes: readonly number[], store: ViewStore): Promise<void> {
  for (let run = 0; ; run += 1) {
    const target = new CascadeTarget(projection, 'view', store);
    const size = sizes[run % sizes.length]!;
    try {
      const reached = await target.resume();
      const rest = events.filter(({ position }) => position > reached);
      for (let from = 0; from < rest.length; from += size) await target.take(rest.slice(from, from + size));
      return;
    } catch (error) {
      if (!(error instanceof Error) || error.message !== 'crashed') throw error;
    }
  }
}

const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 });

describe('A view whose documents are made of others', () => {
  it('is what an event at a time makes it, however pages are cut and wherever it crashes', async () => {
    const crashes = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(facts, sizes, crashes, async (events, cuts, broken) => {
        const store = await newStore();
        await takeAll(events, cuts, breaking(store, broken));
        expect(await contents(store)).toEqual(alone(events));
      }),
      { numRuns: 20 },
    );
  });

  it('is the same when two projectors take it, each in pages of its own, in any interleaving', async () => {
    await fc.assert(
      fc.asyncProperty(facts, sizes, sizes, fc.scheduler(), async (events, one, other, scheduler) => {
        const store = await newStore();
        const inTurn = (): ViewStore =>
          Object.assign(Object.create(store) as ViewStore, {
            load: scheduler.scheduleFunction(store.load.bind(store)),
            write: scheduler.scheduleFunction(store.write.bind(store)),
            saveCheckpoint: scheduler.scheduleFunction(store.saveCheckpoint.bind(store)),
          });
        const both = [takeAll(events, one, inTurn()), takeAll(events, other, inTurn())];
        await scheduler.waitFor(Promise.all(both));
        expect(await contents(store)).toEqual(alone(events));
      }),
      { numRuns: 20 },
    );
  });

  it('does not depend on when settings were told, only on what they say', () => {
    fc.assert(
      fc.property(facts, (events) => {
        const isSettings = ({ stream }: RecordedEvent) => stream === 'team-desk' || stream === 'governance-org';
        const first = [...events.filter(isSettings), ...events.filter((event) => !isSettings(event))];
        expect(alone(first)).toEqual(alone(events));
      }),
      { numRuns: 30 },
    );
  });
});
