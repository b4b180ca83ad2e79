import { describe, expect, it } from 'vitest';
import { ServiceTeamRegistered } from '../../../src/domain/team/events.js';
import { DatedSettings } from '../../../src/queries/dated-settings.js';
import { ListSilences, type SilenceFilter } from '../../../src/queries/silence.js';
import { FoldedViews } from '../../support/folded-views.js';
import { givenEvents, type GivenEvent, eventIn } from '../projections/given-events.js';
import {
  at,
  closed,
  corrected,
  DAY,
  logged,
  reopened,
  resolved,
  returned,
  targets,
  taken,
  word,
} from '../projections/trials/ticket-life.js';
import { NO_MERGERS } from '../../../src/queries/identity/identities.js';

const registered = eventIn('team-desk', at(-2000), ServiceTeamRegistered({ teamId: 'desk', name: 'Desk', externalIds: [] }));

async function silences(minutes: number, facts: readonly GivenEvent[], filter: SilenceFilter = {}) {
  const views = new FoldedViews();
  views.show(givenEvents(registered, targets(), ...facts));
  const page = await new ListSilences(new DatedSettings()).execute(await views.at({}), filter, at(minutes), {}, NO_MERGERS);
  return page.edges.map(({ node }) => `${node.kind} ${node.teamId} ${node.departmentId} ${node.dueAt}`);
}

describe('who waits in silence', () => {
  it('is told by the earliest due word and the first answer of the cycle, once they have passed', async () => {
    const facts = [logged(), taken()];
    expect(await silences(60, facts)).toEqual([]);
    expect(await silences(61, facts)).toEqual([`ACKNOWLEDGEMENT desk ward ${at(60)}`]);
    expect(await silences(120, facts)).toEqual([`ACKNOWLEDGEMENT desk ward ${at(60)}`]);
    expect(await silences(121, facts)).toEqual([`ACKNOWLEDGEMENT desk ward ${at(60)}`, `UPDATE desk ward ${at(120)}`]);
    expect(await silences(121, [...facts, word(100)])).toEqual([]);
  });
  it('does not change for a moment by what happened after it', async () => {
    const facts = [logged(), taken()];
    for (const later of [[word(500)], [resolved(500)], [closed(500)], [corrected(500, 'lab')]]) {
      expect(await silences(200, [...facts, ...later])).toEqual(await silences(200, facts));
    }
  });
  it('ends for good: a later word opens nothing again', async () => {
    const facts = [logged(), taken(), resolved(180, { actorKind: 'SYSTEM' })];
    expect(await silences(2 * DAY, facts)).toEqual([]);
    expect(await silences(2 * DAY, [...facts, word(6 * DAY)])).toEqual([]);
  });
  it('begins again after a reopening, from which it is counted', async () =>
    expect(await silences(30 * DAY, [logged(), taken(), word(5), resolved(30), reopened(60)])).toEqual([
      `ACKNOWLEDGEMENT desk ward ${at(120)}`,
      `UPDATE desk ward ${at(180)}`,
    ]));
  it('lists a ticket that no team takes within a day, from its logging or from when it was given back', async () => {
    expect(await silences(DAY, [logged()])).toEqual([]);
    expect(await silences(DAY + 1, [logged()])).toEqual([`UNCLAIMED null ward ${at(DAY)}`]);
    expect(await silences(2 * DAY, [logged(), taken(), word(5), returned(10)])).toContain(`UNCLAIMED null ward ${at(10 + DAY)}`);
    expect(await silences(2 * DAY, [logged(), taken(DAY + 30)])).not.toContain(`UNCLAIMED null ward ${at(DAY)}`);
  });
  it('lists a ticket known from snapshots as nobody’s only since it was given back by what is no snapshot', async () => {
    const snapshot = { fidelity: 'SNAPSHOT' } as const;
    const seen = [logged(0, snapshot), taken(0, 'desk', snapshot)];
    expect(await silences(9 * DAY, [...seen, returned(10, snapshot)])).toEqual([]);
    expect(await silences(9 * DAY, [...seen, returned(10)])).toEqual([`UNCLAIMED null ward ${at(10 + DAY)}`]);
    expect(await silences(9 * DAY, [logged(0, snapshot)])).toEqual([]);
  });
  it('lists one that nobody took until it was resolved or closed, for the days before', async () => {
    for (const end of [resolved(3 * DAY), closed(3 * DAY)]) {
      expect(await silences(2 * DAY, [logged(), end])).toEqual([`UNCLAIMED null ward ${at(DAY)}`]);
      expect(await silences(4 * DAY, [logged(), end])).toEqual([]);
    }
  });
  it('lists a first answer that fell due while nobody had the ticket, once a team has taken it: it is nobody’s', async () =>
    expect(await silences(90, [logged(), taken(70)])).toEqual([`ACKNOWLEDGEMENT null ward ${at(60)}`]));
  it('knows no silence of a snapshot’s logging, but of what followed natively', async () => {
    const snapshot = { fidelity: 'SNAPSHOT' } as const;
    expect(await silences(9 * DAY, [logged(0, snapshot)])).toEqual([]);
    expect(await silences(9 * DAY, [logged(0, snapshot), taken(0, 'desk', snapshot), returned(10)])).toEqual([
      `UNCLAIMED null ward ${at(10 + DAY)}`,
    ]);
  });
  it('is found by team and by department', async () => {
    const facts = [logged(), taken()];
    expect(await silences(61, facts, { teamId: 'desk', departmentId: 'ward' })).toHaveLength(1);
    expect(await silences(61, facts, { teamId: 'network' })).toEqual([]);
    expect(await silences(2 * DAY, [logged()], { teamId: 'desk' })).toEqual([]);
  });
  it('is found by what is waited for', async () => {
    const facts = [logged(), taken()];
    expect(await silences(121, facts, { kinds: ['UPDATE', 'UNCLAIMED'] })).toEqual([`UPDATE desk ward ${at(120)}`]);
    expect(await silences(2 * DAY, [logged()], { kinds: ['UNCLAIMED'] })).toHaveLength(1);
  });
});
