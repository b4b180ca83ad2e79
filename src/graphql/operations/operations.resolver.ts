import { Inject, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Args, ArgsType, Context, Field, Mutation } from '@nestjs/graphql';
import { permission } from '../../access/policy.js';
import { notFound, invalidInput, RapportError } from '../../domain/kernel/errors.js';
import {
  AskProjectionStatus,
  PROJECTION_STATUS,
  type ParkedEvent as Parked,
  type ProjectionStatusSource,
} from '../../queries/projection-status.js';
import { comparePlaces, pageOfList } from '../../queries/paging/paginate.js';
import { given, INPUT } from '../kit/args.js';
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
  DemoJob,
  FillDemoInput,
  FillDemoPayload,
} from './operations.types.js';
import { Answers, Query } from '../kit/answers.js';
import type { DemoTally } from '../../demo/fill-demo.js';
import { PROGRAM, type Program } from '../tokens.js';

@ArgsType()
class PositionAtArgs {
  @Field(() => DateTime, { description: 'A moment of recording, not still to come.' }) readonly moment: string;
}

const projections = new Logger('Projections');

/** Parked events belong to no department or team yet, so they cannot be filtered for a restricted caller. */
const isNarrowed = () =>
  new RapportError('FORBIDDEN', 'Parked events are of any department and team, and you may ask of some alone.', {
    field: 'parkedEvents',
    remedy: 'Ask with a key that is everywhere.',
  });

@Answers()
export class StatusResolver {
  private readonly rebuilds = new Jobs<Rebuilt, void>((error) => projections.error(error));

  constructor(
    private readonly askProjectionStatus: AskProjectionStatus,
    @Inject(PROJECTION_STATUS) private readonly projector: ProjectionStatusSource,
  ) {}

  @Query(() => [ProjectionStatus], { description: 'Question 5: how far each view has taken in the log.' })
  async projectionStatus() {
    const views = await this.askProjectionStatus.execute();
    return views.map((view) => ({ ...view, rebuild: rebuildJob(this.rebuilds.get(view.name)) }));
  }

  @Mutation(() => RebuildProjectionPayload, {
    nullable: true,
    description:
      'Begins to build a view anew beside the running one, and switches over once it is done: `projectionStatus { rebuild }` tells how far it is.',
  })
  async rebuildProjection(
    @Args('input', { ...INPUT, type: () => RebuildProjectionInput }) { projection }: RebuildProjectionInput,
  ) {
    const views = await this.askProjectionStatus.execute();
    if (!views.some(({ name }) => name === projection))
      throw notFound('projection', 'view', projection, `Name one of: ${views.map(({ name }) => name).join(', ')}.`);
    const job = this.rebuilds.start(projection, (report) => this.projector.rebuild(projection, report));
    return { rebuild: rebuildJob(job) };
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
  async parkedEvents(@Args() { projection, key, ...page }: ParkedArgs, @Context() { asker: { identity } }: RequestContext) {
    if (identity.actsFor(permission('Query', 'parkedEvents')) !== 'ALL') throw isNarrowed();
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
  replayParked(@Args('input', { ...INPUT, type: () => ReplayParkedInput }) { projection, key }: ReplayParkedInput) {
    return this.projector.parked.replay(given({ projection, key }));
  }

  @Mutation(() => DropParkedPayload, {
    nullable: true,
    description:
      'Gives parked events up in a view, and takes in what waits behind. The log keeps them: a rebuild meets them again.',
  })
  dropParked(@Args('input', { ...INPUT, type: () => DropParkedInput }) { projection, key }: DropParkedInput) {
    return this.projector.parked.drop({ projection, ...given({ key }) });
  }
}

interface Rebuilt {
  readonly done: number;
}
const rebuildJob = (job: Job<Rebuilt, void> | null) => job && { ...job, events: job.progress?.done ?? 0 };

const demo = new Logger('Demo');

/** The synthetic hospital, for trying out the program. */
@Answers()
export class DemoResolver implements OnModuleDestroy {
  private readonly jobs = new Jobs<DemoTally, DemoTally>((error) => demo.error(error));
  private readonly stopping = new AbortController();

  constructor(@Inject(PROGRAM) private readonly program: Program) {}

  @Query(() => DemoJob, { nullable: true, description: 'How far `fillDemo` has come; null where this process began none.' })
  demo() {
    return demoJob(this.jobs.get(ONE));
  }

  @Mutation(() => FillDemoPayload, {
    nullable: true,
    description:
      'Begins to fill an empty log with a synthetic hospital, labelled synthetic; `demo` tells how far it is. A log that holds anything else is refused.',
  })
  async fillDemo(@Args('input', { ...INPUT, type: () => FillDemoInput }) input: FillDemoInput) {
    const seed = within(input.seed ?? 1, 'seed', 0, 2 ** 31 - 1);
    const years = within(input.years ?? 2, 'years', 1, 20);
    const running = this.jobs.get(ONE);
    if (running?.state === 'RUNNING') return { demo: demoJob(running) };
    const end = await this.program.demo.endOf({ seed, years });
    const { signal } = this.stopping;
    return { demo: demoJob(this.jobs.start(ONE, (report) => this.program.demo.fill({ seed, years, end }, signal, report))) };
  }

  onModuleDestroy(): void {
    this.stopping.abort();
  }
}

/** The only job id, since there is one log to fill. */
const ONE = 'demo';

function within(value: number, field: string, least: number, most: number): number {
  if (value >= least && value <= most) return value;
  throw invalidInput(field, `${value} is not a whole number from ${least} to ${most}`, 'Correct it, or leave it out.', {
    code: 'OUT_OF_RANGE',
    parameters: { least, most },
  });
}

const demoJob = (job: Job<DemoTally, DemoTally> | null) =>
  job && { ...job, events: job.progress?.events ?? 0, upTo: job.progress?.to ?? null };
