import { expect, it } from 'vitest';
import { DatedSettings } from '../../../src/queries/dated-settings.js';
import { AskSilenceDistribution } from '../../../src/queries/silence.js';
import { FoldedViews } from '../../support/folded-views.js';
import { givenEvents, type GivenEvent, eventIn } from '../projections/given-events.js';
import { TicketAssigned, TicketCancelled, TicketLogged, TicketUpdateShared } from '../../../src/domain/ticket/events.js';
import { ServiceTeamRegistered } from '../../../src/domain/team/events.js';
import { at, cancelled, logged, taken, targets } from '../projections/trials/ticket-life.js';
import { NO_MERGERS } from '../../../src/queries/identity/identities.js';

/** A ticket with a promise of minute 0, due at minute 60, and what became of it. */
function ticket(id: string, ended: { word?: number; cancelled?: number }, departmentId = 'ward'): readonly GivenEvent[] {
  const about = { ticketId: id, departmentId };
  const held = { ...about, teamId: 'desk' };
  const tell = (minutes: number, fact: GivenEvent['fact']) => eventIn(`ticket-${id}`, at(minutes), fact);
  const shared = (nextUpdateBy?: string) =>
    TicketUpdateShared({ ...held, visibility: 'DEPARTMENT', proactive: true, human: true, nextUpdateBy });
  return [
    tell(0, TicketLogged({ ...about, kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE' })),
    tell(0, TicketAssigned({ ...about, toTeamId: 'desk', loggedAt: at(0) })),
    tell(0, shared(at(60))),
    ...(ended.word === undefined ? [] : [tell(ended.word, shared())]),
    ...(ended.cancelled === undefined ? [] : [tell(ended.cancelled, TicketCancelled({ ...held, from: 'IN_PROGRESS' }))]),
  ];
}
const views = new FoldedViews();
views.show(
  givenEvents(
    ...ticket('kept', { word: 50 }),
    ...ticket('void', { cancelled: 50 }),
    ...ticket('an-hour', { word: 120 }),
    ...ticket('more', { word: 121 }),
    ...ticket('a-day', { word: 60 + 1_440 }),
    ...ticket('missed', { cancelled: 60 + 5_000 }),
    ...ticket('open', {}),
    ...ticket('elsewhere', { word: 80 }, 'lab'),
  ),
);
const ask = async (departmentId?: string, from = at(0), to = at(1_440)) =>
  new AskSilenceDistribution(new DatedSettings()).execute(await views.at({}), departmentId, from, to, NO_MERGERS);

it('counts what fell due in the period, and how long the silences were that have ended', async () => {
  expect(await ask('ward')).toEqual({
    due: 6,
    kept: 1,
    late: 3,
    missed: 1,
    open: 1,
    silences: { upTo1Hour: 1, upTo4Hours: 1, upTo1Day: 1, upTo3Days: 0, longer: 1 },
    medianMinutes: 61,
    p90Minutes: 5_000,
  });
  expect(await ask()).toMatchObject({ due: 7, late: 4 });
  expect(await ask('nobody')).toMatchObject({ due: 0, medianMinutes: null, p90Minutes: null });
  expect(await ask('ward', at(61))).toMatchObject({ due: 0 });
  expect([await ask('ward', at(60)), await ask('ward', at(0), at(60))]).toMatchObject([{ due: 6 }, { due: 0 }]);
});

const desk = eventIn('team-desk', at(-2_000), ServiceTeamRegistered({ teamId: 'desk', name: 'Desk', externalIds: [] }));

it('counts a first answer that was due when its ticket ended, and none that was due later', async () => {
  const ended = async (minutes: number) => {
    const own = new FoldedViews();
    own.show(givenEvents(desk, targets({ acknowledgeMinutes: 60 }), logged(), taken(), cancelled(minutes)));
    const of = new AskSilenceDistribution(new DatedSettings());
    return of.execute(await own.at({}), undefined, at(0), at(1_440), NO_MERGERS);
  };
  expect([await ended(59), await ended(60)]).toMatchObject([{ due: 0 }, { due: 1, missed: 1 }]);
});
