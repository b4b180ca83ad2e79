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
import { sharedController } from '../../any-signal.js';

@ArgsType()
class PositionAtArgs {
  @Field(() => DateTime, { description: 'A moment of recording, not in the future.' }) readonly moment: string;
}

const projections = new Logger('Projections');

/** Parked events belong to no department or team yet, so they cannot be filtered for a restricted caller. */
const isNarrowed = () =>
  new RapportError('FORBIDDEN', 'Parked events may concern any department and team, but you may see only some', {
    field: 'parkedEvents',
    remedy: 'Use a key for the whole organisation.',
  });

@Answers()
export class StatusResolver {
  private readonly rebuilds = new Jobs<Rebuilt, void>((error) => projections.error(error));

  constructor(
    private readonly askProjectionStatus: AskProjectionStatus,
    @Inject(PROJECTION_STATUS) private readonly projector: ProjectionStatusSource,
  ) {}

  @Query(() => [ProjectionStatus], { description: 'Question 5: the state and lag of each view.' })
  async projectionStatus() {
    const views = await this.askProjectionStatus.execute();
    return views.map((view) => ({ ...view, rebuild: rebuildJob(this.rebuilds.get(view.name)) }));
  }

  @Mutation(() => RebuildProjectionPayload, {
    nullable: true,
    description:
      'Starts to rebuild a view beside the running one, and switches over when it is done: `projectionStatus { rebuild }` shows the progress.',
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
    description: 'The last position of the log that was recorded by a moment, for `atPosition`; empty if there is none.',
  })
  positionAt(@Args() { moment }: PositionAtArgs, @Context() context: RequestContext) {
    return context.positionAt(context.asked(moment, 'moment')!);
  }

  @Query(() => ParkedEvents.type, {
    description: 'The events that a view could not fold, in the order of the log; the first ten thousand of each view.',
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
    description: 'Folds parked events again, with the events that wait behind them: after a repair of the projection.',
  })
  replayParked(@Args('input', { ...INPUT, type: () => ReplayParkedInput }) { projection, key }: ReplayParkedInput) {
    return this.projector.parked.replay(given({ projection, key }));
  }

  @Mutation(() => DropParkedPayload, {
    nullable: true,
    description:
      'Discards parked events in a view, and folds the events that wait behind them. The log keeps the events; every later build of the view skips them.',
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
  private readonly stopping = sharedController();

  constructor(@Inject(PROGRAM) private readonly program: Program) {}

  @Query(() => DemoJob, { nullable: true, description: 'The progress of `fillDemo`; null if this process started none.' })
  demo() {
    return demoJob(this.jobs.get(ONE));
  }

  @Mutation(() => FillDemoPayload, {
    nullable: true,
    description:
      'Starts to fill an empty log with a synthetic hospital, labelled as synthetic; `demo` shows the progress. A log with other events is refused.',
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
