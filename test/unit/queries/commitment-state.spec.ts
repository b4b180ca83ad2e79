import { describe, expect, it } from '@jest/globals';
import type { CommitmentDocument } from '../../../projections/commitments/document.js';
import {
  COMMITMENT_STATES,
  type CommitmentState,
  ListCommitments,
  ListCommitmentsHandler,
} from '../../../src/queries/commitments/list-commitments.js';
import { MemoryViews } from '../../support/memory-views.js';

const NOW = '2026-03-10T00:00:00.000Z';
const commitment = (commitmentId: string, state: CommitmentDocument['state'], day: string): readonly [string, object] => [
  commitmentId,
  { commitmentId, relationshipId: 'desk.icu', teamId: 'desk', departmentId: 'icu', state, dueAt: `2026-03-${day}T00:00:00.000Z` },
];
const views = new MemoryViews({
  commitments: Object.fromEntries([
    commitment('past', 'OPEN', '01'),
    commitment('kept', 'KEPT', '02'),
    commitment('missed', 'MISSED', '03'),
    commitment('now', 'OPEN', '10'),
    commitment('coming', 'OPEN', '20'),
  ]),
});
const list = async (filter: { state?: CommitmentState; from?: string; to?: string; teamId?: string; departmentId?: string }) => {
  const page = await new ListCommitmentsHandler().execute(new ListCommitments(views.reader(), filter, NOW, {}));
  return page.edges.map(({ node }) => `${node.commitmentId} ${node.state}`);
};

describe('ListCommitments', () => {
  it('tells overdue promises from those still to come', async () => {
    expect(await list({})).toEqual(['past OVERDUE', 'kept KEPT', 'missed MISSED', 'now OPEN', 'coming OPEN']);
    expect(await list({ state: 'OVERDUE' })).toEqual(['past OVERDUE']);
    expect(await list({ state: 'OPEN' })).toEqual(['now OPEN', 'coming OPEN']);
    expect(await list({ state: 'OPEN', from: '2026-03-01T00:00:00.000Z', to: '2026-03-20T00:00:00.000Z' })).toEqual(['now OPEN']);
    expect(await list({ state: 'OVERDUE', to: '2026-03-01T00:00:00.000Z' })).toEqual([]);
  });

  it('has every promise in exactly one state', async () => {
    const each = await Promise.all(COMMITMENT_STATES.map((state) => list({ state })));
    expect(each.flat().sort()).toEqual([...(await list({}))].sort());
  });

  it('finds those of a pair', async () => {
    expect(await list({ teamId: 'desk', departmentId: 'icu', state: 'KEPT' })).toEqual(['kept KEPT']);
    expect(await list({ teamId: 'desk', departmentId: 'lab' })).toEqual([]);
  });
});
