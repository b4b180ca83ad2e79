import { Module, Injectable } from '@nestjs/common';
import { Args, Context, ID, Subscription } from '@nestjs/graphql';
import { RapportError } from '../../domain/kernel/errors.js';
import { type FeedFilter, requireStream, requireTypes } from '../../feed/feed-filter.js';
import { FeedModule, FeedTail } from '../../feed/feed.module.js';
import type { VisibleEvent } from '../../access/single-answers.js';
import type { RequestContext } from '../request-context.js';
import { Position } from '../kit/scalars.js';
import { Event, toEvent } from '../event/event.types.js';
import { Answers } from '../kit/answers.js';
import type { NodeType } from '../kit/node.js';
import type { Identity } from '../../access/identity.js';
import { Reach } from '../../access/rows/reach.js';
import { type TailPage, firstPage, type Place } from '../../feed/log-tail.js';
import { DEPARTMENT_ID, TEAM_ID } from '../kit/meanings.js';

/**
 * Flattens a reader's pages into single events for GraphQL. `return` aborts the reader first: a plain generator would react to
 * it only after the next event, so a subscriber that leaves would never be released while the log is quiet.
 */
export function singleEvents(
  first: TailPage | undefined,
  rest: AsyncGenerator<TailPage, void, void>,
  reader: AbortController,
): AsyncIterableIterator<VisibleEvent> {
  const events = flatten(first, rest);
  return {
    next: () => events.next(),
    return: async () => {
      reader.abort();
      await events.return();
      // If `next` was never called, `events` has not started and does not close `rest`.
      await rest.return();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* flatten(first: TailPage | undefined, rest: AsyncIterable<TailPage>): AsyncGenerator<VisibleEvent, void, void> {
  if (first) yield* first.events;
  for await (const { events } of rest) yield* events;
}

const PATIENCE_MS = 5_000;

/** Opens readers of the log for GraphQL subscribers. */
@Injectable()
export class EventSubscriptions {
  constructor(
    private readonly tail: FeedTail,
    private readonly reach: Reach,
  ) {}

  /**
   * Subscribes to the events after a position (`start`: all), or only to future ones (`end`, null).
   * @throws RapportError INVALID_POSITION, LOG_UNAVAILABLE, and what `filter` throws
   */
  async open(
    identity: Identity,
    from: Place | null | undefined,
    filter: () => FeedFilter,
  ): Promise<AsyncIterableIterator<VisibleEvent>> {
    const reader = new AbortController();
    try {
      const wanted = { ...filter(), audience: this.reach.along(identity) };
      const { after } = await this.tail.stretch({ after: from ?? 'end', ends: false });
      const pages = this.tail.from(after, wanted, reader.signal);
      return singleEvents(await firstPage(pages, PATIENCE_MS, { after }), pages, reader);
    } catch (error) {
      reader.abort();
      throw error;
    }
  }
}

interface EventsWanted {
  readonly types?: readonly string[] | null;
  readonly stream?: string | null;
  readonly departmentId?: string | null;
  readonly teamId?: string | null;
}

/** The filter of the `events` subscription. @throws RapportError INVALID_INPUT for a type or a stream that cannot exist */
const eventsFilter = ({ types, stream, departmentId, teamId }: EventsWanted): FeedFilter => ({
  ...(types && { types: requireTypes(types) }),
  ...(typeof stream === 'string' && { stream: requireStream(stream) }),
  ...(typeof departmentId === 'string' && { departmentId }),
  ...(typeof teamId === 'string' && { teamId }),
});

const ticketFilter = (id: string): FeedFilter => ({ stream: `ticket-${keyOf('Ticket', id)}` });

/**
 * All events between the two, including their tickets and interactions.
 * @throws RapportError INVALID_INPUT unless `<teamId>.<departmentId>`
 */
function relationshipFilter(id: string): FeedFilter {
  const [teamId, departmentId] = keyOf('Relationship', id).split('.');
  if (teamId && departmentId) return { teamId, departmentId };
  throw new RapportError('INVALID_INPUT', `"${id}" is not a relationship`, {
    field: 'id',
    remedy: 'Give <teamId>.<departmentId> or the relationship’s `id`.',
    reasons: [{ field: 'id', code: 'NOT_LIKE', parameters: { example: 'imaging.radiology' } }],
  });
}

/** The own id of an object. Accepts a global id or an own id. */
function keyOf(type: NodeType, id: string): string {
  const text = Buffer.from(id, 'base64url').toString();
  return text.startsWith(`${type}:`) ? text.slice(type.length + 1) : id;
}

type Asked = Pick<RequestContext, 'asker'>;
type Events = Promise<AsyncIterableIterator<VisibleEvent>>;

@Answers(() => Event)
export class SubscriptionsResolver {
  constructor(private readonly subscriptions: EventSubscriptions) {}

  @Subscription(() => Event, {
    resolve: toEvent,
    description:
      'Recorded events in the order of the log: those after `after`, which may also be `start` (all) or `end` (new ones, the default). An unknown id is accepted, because its events may still be recorded.',
  })
  events(
    @Args('after', {
      type: () => Position,
      nullable: true,
      description: 'The position after which events are sent; only new ones when absent.',
    })
    after: string | null | undefined,
    @Args('types', { type: () => [String], nullable: true, description: 'Only of these types; of all when absent.' })
    types: readonly string[] | null | undefined,
    @Args('stream', { type: () => String, nullable: true, description: 'Only of this stream: `ticket-T1`.' })
    stream: string | null | undefined,
    @Args('departmentId', { type: () => ID, nullable: true, description: DEPARTMENT_ID })
    departmentId: string | null | undefined,
    @Args('teamId', { type: () => ID, nullable: true, description: TEAM_ID }) teamId: string | null | undefined,
    @Context() { asker }: Asked,
  ): Events {
    return this.subscriptions.open(asker.identity, after, () => eventsFilter({ types, stream, departmentId, teamId }));
  }

  @Subscription(() => Event, {
    resolve: toEvent,
    description: 'New events of a ticket. Query the ticket with the event’s position as `minPosition`.',
  })
  ticketChanged(
    @Args('id', { type: () => ID, description: 'Its id, or the global one.' }) id: string,
    @Context() { asker }: Asked,
  ): Events {
    return this.subscriptions.open(asker.identity, null, () => ticketFilter(id));
  }

  @Subscription(() => Event, {
    resolve: toEvent,
    description: 'New events of a team and a department, including their tickets and interactions.',
  })
  relationshipChanged(
    @Args('id', { type: () => ID, description: '<teamId>.<departmentId> or its `id`' }) id: string,
    @Context() { asker }: Asked,
  ): Events {
    return this.subscriptions.open(asker.identity, null, () => relationshipFilter(id));
  }
}

/** The GraphQL subscriptions. Needs EVENT_LOG and VIEWS from a global module. */
@Module({ imports: [FeedModule], providers: [EventSubscriptions, SubscriptionsResolver] })
export class SubscriptionsModule {}
