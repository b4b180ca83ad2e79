import { describe, expect, it } from 'vitest';
import * as c from '../../../src/domain/commitment/events.js';
import { COMMITMENT_STATES, ListCommitments, type LedgerFilter } from '../../../src/queries/list-commitments.js';
import { FoldedViews } from '../../support/folded-views.js';
import { givenEvents, type GivenEvent, eventIn } from '../projections/given-events.js';
import { NO_MERGERS } from '../../../src/queries/identity/identities.js';

const on = (day: string) => `2026-03-${day}T00:00:00.000Z`;
const NOW = on('10');
const promise = (
  commitmentId: string,
  day: string,
  ...more: readonly (readonly [string, (about: never) => GivenEvent['fact'], object?])[]
) => {
  const about = { commitmentId, teamId: 'desk', departmentId: 'icu', dueAt: on(day) };
  return [
    eventIn(`commitment-${commitmentId}`, '2026-02-01T00:00:00.000Z', c.CommitmentMade({ ...about, promiseRef: 'x' })),
    ...more.map(([at, fact, extra]) => eventIn(`commitment-${commitmentId}`, at, fact({ ...about, ...extra } as never))),
  ];
};
const views = new FoldedViews();
views.show(
  givenEvents(
    ...promise('past', '01'),
    ...promise('kept', '02', [on('01'), c.CommitmentFulfilled]),
    ...promise('missed', '03', [on('04'), c.CommitmentMissed]),
    ...promise(
      'disputed',
      '04',
      [on('02'), c.CommitmentFulfilled],
      [on('08'), c.FulfilmentDisputed, { fulfilledAt: on('02'), byRef: 'r' }],
    ),
    ...promise('withdrawn', '05', [on('04'), c.CommitmentWithdrawn, { withdrawnBy: 'DEPARTMENT' }]),
    ...promise('now', '10'),
    ...promise('coming', '20'),
  ),
);
const list = async (filter: LedgerFilter, asOf = NOW) => {
  const page = await new ListCommitments().execute(await views.at({}), filter, asOf, {}, NO_MERGERS);
  return page.edges.map(({ node }) => `${node.commitmentId} ${node.state}`);
};

describe('ListCommitments', () => {
  it('lists those due from a moment on and before another', async () =>
    expect(await list({ from: on('02'), to: on('04') })).toEqual(['kept KEPT', 'missed MISSED']));

  it('tells overdue promises from those still to come', async () => {
    expect(await list({})).toEqual([
      'past OVERDUE',
      'kept KEPT',
      'missed MISSED',
      'disputed DISPUTED',
      'withdrawn WITHDRAWN',
      'now OPEN',
      'coming OPEN',
    ]);
    expect(await list({ state: 'OVERDUE' })).toEqual(['past OVERDUE']);
    expect(await list({ state: 'OPEN', from: on('01'), to: on('20') })).toEqual(['now OPEN']);
    expect(await list({ state: 'OVERDUE', to: on('01') })).toEqual([]);
  });

  it('lists by verdict what the score counts', async () => {
    expect(await list({ verdict: 'KEPT' })).toEqual(['kept KEPT']);
    expect(await list({ verdict: 'NOT_KEPT' })).toEqual(['past OVERDUE', 'missed MISSED', 'disputed DISPUTED', 'now OPEN']);
    expect(await list({ verdict: 'PENDING' })).toEqual(['coming OPEN']);
  });

  it('stands as it stood at a moment', async () => {
    expect(await list({ verdict: 'KEPT' }, on('07'))).toEqual(['kept KEPT', 'disputed KEPT']);
    expect(await list({ state: 'OPEN' }, '2026-02-15T00:00:00.000Z')).toHaveLength(7);
    expect(await list({}, '2026-01-15T00:00:00.000Z')).toEqual([]);
  });

  it('has every promise in exactly one state', async () => {
    const each = await Promise.all(COMMITMENT_STATES.map((state) => list({ state })));
    expect(each.flat().sort()).toEqual([...(await list({}))].sort());
  });

  it('finds those of a pair', async () => {
    expect(await list({ teamId: 'desk', departmentId: 'icu', state: 'KEPT' })).toEqual(['kept KEPT']);
    expect(await list({ teamId: 'desk', departmentId: 'lab' })).toEqual([]);
  });

  it('has each due date with whether notice was given: one agreed at the due date or after it changes nothing', async () => {
    const agreed = (at: string, dueAt: string) => [at, c.CommitmentRenegotiated, { dueAt }] as const;
    const others = new FoldedViews();
    others.show(givenEvents(...promise('moved', '05', agreed(on('04'), on('08')), agreed(on('08'), on('20')))));
    const page = await new ListCommitments().execute(await others.at({}), {}, on('09'), {}, NO_MERGERS);
    const [{ node }] = page.edges as [(typeof page.edges)[number]];
    expect([node.dueAt, node.state, node.dueDates]).toEqual([
      on('08'),
      'OVERDUE',
      [
        { dueAt: on('05'), agreedAt: '2026-02-01T00:00:00.000Z', noticeGiven: null },
        { dueAt: on('08'), agreedAt: on('04'), noticeGiven: true },
        { dueAt: on('20'), agreedAt: on('08'), noticeGiven: false },
      ],
    ]);
  });
});
