import { expect, it } from 'vitest';
import fc from '../../support/properties.js';
import { fold } from '../../../projections/kit/fold.js';
import { type TimelineLine, timelineProjection } from '../../../projections/timeline/projection.js';
import { TicketReassigned, TicketUpdateChased } from '../../../src/domain/ticket/events.js';
import type { Identities } from '../../../src/queries/identity/identities.js';
import type { Page, PageArgs } from '../../../src/queries/paging/page.js';
import { RelationshipTimeline } from '../../../src/queries/timeline/relationship-timeline.js';
import { MemoryViews } from '../../support/memory-views.js';
import { givenEvents, eventIn } from '../../unit/projections/given-events.js';

const TEAMS = ['a', 'b', 'c'];
const team = fc.constantFrom(...TEAMS);
/** Moments of two months, some of them the same. */
const at = fc.integer({ min: 0, max: 59 }).map((day) => new Date(Date.UTC(2026, 0, 25 + day)).toISOString());
const fact = fc.tuple(fc.nat({ max: 5 }), at, team, team).map(([ticket, moment, from, to]) => {
  const of = { ticketId: `T${ticket}`, departmentId: 'ward', teamId: from };
  const reassigned = TicketReassigned({ ...of, fromTeamId: from, toTeamId: to });
  return eventIn(`ticket-T${ticket}`, moment, from === to ? TicketUpdateChased(of) : reassigned);
});

/** Moments with ids of events. */
const byMoment = (lines: readonly TimelineLine[]) => lines.map(({ at: moment, eventId }) => `${moment} ${eventId}`);

it('A timeline is walked through without gap or repeat, by pages of any size and from either end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fact, { maxLength: 60 }),
      fc.subarray(TEAMS, { minLength: 1 }),
      fc.integer({ min: 1, max: 25 }),
      fc.boolean(),
      async (facts, teams, size, isBackward) => {
        const events = givenEvents(...facts);
        const pages = fold(timelineProjection, events);
        const reader = new MemoryViews({ timeline: Object.fromEntries(pages) }).reader();
        const ids = teams.map((id) => `${id}.ward`);
        const identities = { relationshipsOf: () => ids } as unknown as Identities;
        const ask = (page: PageArgs): Promise<Page<TimelineLine>> =>
          new RelationshipTimeline().execute(reader, ids[0]!, page, identities);

        const walked: TimelineLine[] = [];
        let cursor: string | null = null;
        for (;;) {
          const page: Page<TimelineLine> = await ask(
            isBackward ? { last: size, before: cursor } : { first: size, after: cursor },
          );
          const nodes = page.edges.map(({ node }) => node);
          expect(nodes.length).toBeLessThanOrEqual(size);
          if (isBackward) walked.unshift(...nodes);
          else walked.push(...nodes);
          expect(await (isBackward ? page.hasNextPage() : page.hasPreviousPage())).toBe(
            cursor !== null && walked.length > nodes.length,
          );
          cursor = isBackward ? page.startCursor : page.endCursor;
          if (!(await (isBackward ? page.hasPreviousPage() : page.hasNextPage()))) break;
        }
        const expected = events.filter(({ data }) => {
          const { teamId, toTeamId } = data as { teamId: string; toTeamId?: string };
          return teams.includes(teamId) || (toTeamId !== undefined && teams.includes(toTeamId));
        });
        expect(byMoment(walked).toSorted()).toEqual(
          expected.map(({ metadata, id }) => `${metadata.occurredAt} ${id}`).toSorted(),
        );
        const moments = walked.map((line) => line.at);
        expect(moments).toEqual(moments.toSorted().toReversed());
        expect(await (await ask({ first: 1 })).totalCount()).toBe(expected.length);
      },
    ),
    { numRuns: 60 },
  );
});
