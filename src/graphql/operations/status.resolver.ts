import { Inject, Logger } from '@nestjs/common';
import { Args, ArgsType, Context, Field, Mutation } from '@nestjs/graphql';
import { notFound } from '../../domain/kernel/errors.js';
import {
  AskProjectionStatus,
  PROJECTION_STATUS,
  type ParkedEvent as Parked,
  type ProjectionStatusSource,
} from '../../queries/projection-status.js';
import { comparePlaces, pageOfList } from '../../queries/paging/paginate.js';
import { given } from '../kit/args.js';
import { type Job, Jobs } from './jobs.js';
import type { RequestContext } from '../request-context.js';
import { DateTime, Position } from '../kit/scalars.js';
import { ParkedEvents } from '../kit/connections.js';
import {
  DropParkedInput,
  DropParkedPayload,
  ParkedArgs,
  ProjectionStatus,
  RebuildProjectionInput,
  RebuildProjectionPayload,
  ReplayParkedInput,
  ReplayParkedPayload,
} from './operations.types.js';
import { Answers, Query } from '../kit/answers.js';

@ArgsType()
class PositionAtArgs {
  @Field(() => DateTime, { description: 'A moment of recording, not still to come.' }) readonly moment: string;
}

const logger = new Logger('Projections');

@Answers()
export class StatusResolver {
  private readonly rebuilds = new Jobs<Rebuilt, void>((error) => logger.error(error));

  constructor(
    private readonly askProjectionStatus: AskProjectionStatus,
    @Inject(PROJECTION_STATUS) private readonly projector: ProjectionStatusSource,
  ) {}

  @Query(() => [ProjectionStatus], { description: 'Question 5: how far each view has taken in the log.' })
  async projectionStatus() {
    const views = await this.askProjectionStatus.execute();
    return views.map((view) => ({ ...view, rebuild: shown(this.rebuilds.get(view.name)) }));
  }

  @Mutation(() => RebuildProjectionPayload, {
    nullable: true,
    description:
      'Begins to build a view anew beside the running one, and switches over once it is done: `projectionStatus { rebuild }` tells how far it is.',
  })
  async rebuildProjection(@Args('input', { type: () => RebuildProjectionInput }) { projection }: RebuildProjectionInput) {
    const views = await this.askProjectionStatus.execute();
    if (!views.some(({ name }) => name === projection))
      throw notFound('projection', 'view', projection, `Name one of: ${views.map(({ name }) => name).join(', ')}.`);
    const job = this.rebuilds.start(projection, (tell) => this.projector.rebuild(projection, tell));
    return { rebuild: shown(job) };
  }

  @Query(() => Position, {
    description: 'The last position of the log that was recorded by a moment, for `atPosition`; empty when nothing was.',
  })
  positionAt(@Args() { moment }: PositionAtArgs, @Context() context: RequestContext) {
    return context.positionAt(context.asked(moment, 'moment')!);
  }

  @Query(() => ParkedEvents.type, {
    description: 'The events that a view could not take in, in the log’s order; the first ten thousand of each view.',
  })
  async parkedEvents(@Args() { projection, key, ...page }: ParkedArgs) {
    const placeOf = ({ position: value, projection: view, key: document }: Parked) => ({ value, key: `${view}|${document}` });
    const parked = await this.projector.parked.list(given({ projection, key }));
    return pageOfList(
      parked.toSorted((a, b) => comparePlaces(placeOf(a), placeOf(b))),
      placeOf,
      'parked:position',
      page,
    );
  }

  @Mutation(() => ReplayParkedPayload, {
    nullable: true,
    description: 'Has the views take in parked events again, with what waits behind: after a repair of the projection.',
  })
  replayParked(@Args('input', { type: () => ReplayParkedInput }) { projection, key }: ReplayParkedInput) {
    return this.projector.parked.replay(given({ projection, key }));
  }

  @Mutation(() => DropParkedPayload, {
    nullable: true,
    description:
      'Gives parked events up in a view, and takes in what waits behind. The log keeps them: a rebuild meets them again.',
  })
  dropParked(@Args('input', { type: () => DropParkedInput }) { projection, key }: DropParkedInput) {
    return this.projector.parked.drop({ projection, ...given({ key }) });
  }
}

interface Rebuilt {
  readonly done: number;
}
const shown = (job: Job<Rebuilt, void> | null) => job && { ...job, events: job.progress?.done ?? 0 };
