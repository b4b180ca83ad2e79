import { expect, it } from 'vitest';
import { observed } from '../../../projections/relationship/document.js';
import { fold } from '../../../projections/kit/fold.js';
import { relationshipProjection } from '../../../projections/relationship/projection.js';
import {
  RelationshipEnded,
  RelationshipEstablished,
  RelationshipMaturityAssessed,
} from '../../../src/domain/relationship/events.js';
import { DatedSettings } from '../../../src/queries/dated-settings.js';
import { NO_MERGERS } from '../../../src/queries/identity/identities.js';
import { FindRelationships, RankRelationships } from '../../../src/queries/relationship/find-relationships.js';
import { Scores } from '../../../src/queries/score/scores.js';
import { MemoryViews } from '../../support/memory-views.js';
import { trialViews } from '../../support/view-documents.js';
import { eventIn, givenEvents, type GivenEvent } from '../projections/given-events.js';

const on = (day: number) => new Date(Date.UTC(2026, 2, day, 8)).toISOString();
const tell = (teamId: string, day: number, make: (pair: { teamId: string; departmentId: string }) => GivenEvent['fact']) =>
  eventIn(`relationship-${teamId}.icu`, on(day), make({ teamId, departmentId: 'icu' }));
const relationships = fold(
  relationshipProjection,
  givenEvents(
    tell('desk', 1, (pair) => RelationshipEstablished({ ...pair, type: 'BASIC' })),
    tell('net', 3, (pair) => RelationshipEstablished({ ...pair, type: 'PARTNERSHIP' })),
    tell('desk', 4, (pair) => RelationshipMaturityAssessed({ ...pair, side: 'IT', level: 3 })),
    tell('desk', 5, (pair) => RelationshipEnded({ ...pair, reason: 'moved' })),
  ),
);
const reader = new MemoryViews({ relationship: Object.fromEntries(relationships) }).reader();
const scores = new Scores(new DatedSettings());
const [find, rank] = [new FindRelationships(scores), new RankRelationships(scores)];

it.each([
  [0, {}, []],
  [2, {}, ['desk ESTABLISHED null']],
  [2, { state: 'ENDED' }, []],
  [3, {}, ['desk ESTABLISHED null', 'net ESTABLISHED null']],
  [4, { type: 'BASIC' }, ['desk ESTABLISHED 3']],
  [5, {}, ['desk ENDED 3', 'net ESTABLISHED null']],
  [5, { state: 'ESTABLISHED' }, ['net ESTABLISHED null']],
])('in any order the relationships of day %s by %j are those that stood so then', async (day, filter, expected) => {
  const pages = [
    await find.execute(reader, filter, {}, NO_MERGERS, on(day)),
    ...(await Promise.all(
      (['ATTENTION', 'BEST'] as const).map((order) =>
        rank.execute(reader, { filter, order, policy: {}, asOf: on(day), agreedAsOf: on(day) }, {}, NO_MERGERS),
      ),
    )),
  ];
  const listed = pages.map(({ edges }) =>
    edges.map(({ node: { teamId, state, maturity } }) => `${teamId} ${state} ${maturity.it}`),
  );
  expect(listed).toEqual([expected, expected, expected]);
});

it.each([
  [1, []],
  // By what counts alone: whoever is said to have resolved a ticket never had it.
  [2, ['pacs']],
  [3, ['lab', 'pacs']],
])('as of day %s those are observed that had met by then', async (day, expected) => {
  const resolved = { counted: 'resolutions', teamId: 'pacs', departmentId: 'icu', at: on(2), from: on(2) } as const;
  const views = new MemoryViews({
    relationship: { 'lab.icu': observed('lab.icu', on(3)) },
    trials: trialViews([{ ...resolved, trialId: 'T#r', subject: 'T', success: true, eventIds: [] }]),
  });
  const page = await new FindRelationships(new Scores(new DatedSettings())).execute(
    views.reader(),
    { state: 'OBSERVED' },
    {},
    NO_MERGERS,
    on(day),
  );
  expect(page.edges.map(({ node: { teamId } }) => teamId)).toEqual(expected);
});

it('without a moment they stand as they stand now', async () => {
  const page = await rank.execute(reader, { filter: {}, order: 'ATTENTION', policy: {}, asOf: on(2) }, {}, NO_MERGERS);
  expect(page.edges.map(({ node: { teamId, state } }) => [teamId, state])).toEqual([
    ['desk', 'ENDED'],
    ['net', 'ESTABLISHED'],
  ]);
});

it('shows a ranking from the documents that it ranked, and reads none of them again', async () => {
  const views = new MemoryViews({ relationship: Object.fromEntries(relationships) });
  const ranked = () => rank.execute(views.reader(), { filter: {}, order: 'BEST', policy: {}, asOf: on(5) }, {}, NO_MERGERS);
  const first = await ranked();
  views.reads = [];
  expect((await ranked()).edges).toEqual(first.edges);
  expect(views.reads).toEqual([]);
});
