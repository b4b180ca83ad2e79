import { Args, ArgsType, Context, Field, ID, Parent } from '@nestjs/graphql';
import { AGGREGATES } from '../../domain/aggregates.js';
import { maySee, neededForStream, whoMay } from '../../access/policy.js';
import { type VisibleEvent, visibleEvent } from '../../access/single-answers.js';
import { RapportError } from '../../domain/kernel/errors.js';
import type { RecordedEvent } from '../../domain/kernel/event.js';
import { requireStream } from '../../feed/feed-filter.js';
import { EventHistory } from '../../queries/event-history.js';
import type { Page } from '../../queries/paging/page.js';
import { IdArgs, NestedPageArgs, PageArgs } from '../kit/args.js';
import { askedMoment, type Moment } from '../moment.js';
import type { RequestContext } from '../request-context.js';
import { Commitment } from '../commitment/commitment.types.js';
import { Events } from '../kit/connections.js';
import { Event, toEvent } from './event.types.js';
import { Improvement } from '../improvement/improvement.types.js';
import { Interaction } from '../interaction/interaction.types.js';
import { Relationship } from '../relationship/relationship.types.js';
import { Ticket } from '../ticket/ticket.types.js';
import { Trial } from '../score/score.types.js';
import { Answers, Query, ResolveField } from '../kit/answers.js';

@ArgsType()
class EventsOfArgs extends PageArgs {
  @Field(() => ID, { description: 'The shared `correlationId` of events with one cause.' }) readonly id: string;
}

@ArgsType()
class StreamArgs extends PageArgs {
  @Field(() => String, { description: '`<category>-<id>`, as `ticket-T1`.' }) readonly stream: string;
}

/** Returns the function that redacts an event for the caller. */
async function visibilityFor(context: RequestContext): Promise<(event: RecordedEvent) => VisibleEvent> {
  const audience = { ratings: await context.ratings(), subject: context.asker.identity.subject };
  return (event) => visibleEvent(event, audience);
}

const isOpenTo = ({ asker }: RequestContext, stream: string) => maySee(asker.identity.permissions, stream);

const closed = (stream: string) =>
  new RapportError('FORBIDDEN', `You may not read the stream ${stream}.`, {
    field: 'stream',
    remedy: whoMay(neededForStream(stream)!),
  });

async function visibleEvents(events: readonly RecordedEvent[], context: RequestContext): Promise<readonly Event[]> {
  const visible = await visibilityFor(context);
  return events.map((event) => toEvent(visible(event)));
}

async function visiblePage(page: Page<RecordedEvent>, context: RequestContext): Promise<Page<Event>> {
  const nodes = await visibleEvents(
    page.edges.map(({ node }) => node),
    context,
  );
  return { ...page, edges: page.edges.map(({ cursor }, place) => ({ cursor, node: nodes[place]! })) };
}

/** The recorded events, redacted as in the feed. */
@Answers(() => Event)
export class EventResolver {
  constructor(private readonly history: EventHistory) {}

  @Query(() => Event, { nullable: true, description: 'A recorded event, by its id: as in `eventId` and `eventIds`.' })
  async event(@Args() args: IdArgs, @Context() context: RequestContext) {
    const { live, until } = await placesOf(args, context);
    const [found] = await this.history.find(live, [args.id], until);
    return found && isOpenTo(context, found.stream) ? (await visibleEvents([found], context))[0]! : null;
  }

  @Query(() => Events.type, { description: 'The events of a stream, the oldest first; `last` returns the newest.' })
  async streamEvents(@Args() args: StreamArgs, @Context() context: RequestContext) {
    const stream = requireStream(args.stream);
    if (!isOpenTo(context, stream)) throw closed(stream);
    const { reader } = await context.at(args);
    return visiblePage(await this.history.ofStream(reader, stream, args), context);
  }

  @Query(() => Events.type, {
    description: 'The events with this `correlationId`, in the order in which they were recorded.',
  })
  async correlation(@Args() args: EventsOfArgs, @Context() context: RequestContext) {
    const { live, until } = await placesOf(args, context);
    const visible = await visibilityFor(context);
    // That a rating belongs to a conversation may reveal who gave it.
    const isVisible = (event: RecordedEvent) => isOpenTo(context, event.stream) && !visible(event).isWithheld;
    return visiblePage(await this.history.correlated(live, args.id, until, isVisible, args), context);
  }
}

/** The live index of the log, and the last position that the caller may see. */
async function placesOf(args: { readonly minPosition?: string | null }, context: RequestContext) {
  const { reader } = await context.at(args);
  if (reader.until === undefined) return { live: reader, until: undefined };
  const { reader: live } = await context.at({ minPosition: args.minPosition ?? null });
  return { live, until: reader.until };
}

interface Source {
  readonly moment: Moment;
}

/** Adds the field `events` to a type whose objects have a stream of their own. */
function eventsOf(type: () => unknown, aggregate: keyof typeof AGGREGATES, keyOf: (node: never) => string) {
  @Answers(type as () => never)
  class StreamResolver {
    constructor(private readonly history: EventHistory) {}

    @ResolveField(() => Events.type, {
      description: 'Its events, the oldest first; `last` returns the newest. As of a moment: those that had happened by then.',
    })
    async events(@Parent() node: Source, @Args() page: NestedPageArgs, @Context() context: RequestContext) {
      const stream = `${aggregate}-${keyOf(node as never)}`;
      return visiblePage(await this.history.ofStream(node.moment.reader, stream, page, askedMoment(node)), context);
    }
  }
  Reflect.defineMetadata('design:paramtypes', [EventHistory], StreamResolver);
  Object.defineProperty(StreamResolver, 'name', { value: `${aggregate}EventsResolver` });
  return StreamResolver;
}

@Answers(() => Trial)
export class TrialResolver {
  constructor(private readonly history: EventHistory) {}

  @ResolveField(() => [Event], { description: 'The events that led to the verdict, in the order of their stream.' })
  async events({ eventIds, moment }: Trial & Source, _args: unknown, context: RequestContext) {
    const { reader: live } = await context.at({});
    return visibleEvents(await this.history.find(live, eventIds, moment.reader.until), context);
  }
}

export const EVENT_RESOLVERS = [
  EventResolver,
  TrialResolver,
  eventsOf(
    () => Ticket,
    'ticket',
    ({ ticketId }: Ticket) => ticketId,
  ),
  eventsOf(
    () => Interaction,
    'interaction',
    ({ interactionId }: Interaction) => interactionId,
  ),
  eventsOf(
    () => Commitment,
    'commitment',
    ({ commitmentId }: Commitment) => commitmentId,
  ),
  eventsOf(
    () => Improvement,
    'improvement',
    ({ improvementId }: Improvement) => improvementId,
  ),
  eventsOf(
    () => Relationship,
    'relationship',
    ({ relationshipId }: Relationship) => relationshipId,
  ),
];
