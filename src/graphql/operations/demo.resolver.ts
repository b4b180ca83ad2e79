import { Inject, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Args, Mutation } from '@nestjs/graphql';
import { invalidInput } from '../../domain/kernel/errors.js';
import type { DemoTally } from '../../demo/demo-tally.js';
import { type Job, Jobs } from './jobs.js';
import { PROGRAM, type Program } from '../tokens.js';
import { DemoJob, FillDemoInput, FillDemoPayload } from './operations.types.js';
import { Answers, Query } from '../kit/answers.js';

const logger = new Logger('Demo');

/** The synthetic hospital for those who look around first. */
@Answers()
export class DemoResolver implements OnModuleDestroy {
  private readonly jobs = new Jobs<DemoTally, DemoTally>((error) => logger.error(error));
  private readonly stopping = new AbortController();

  constructor(@Inject(PROGRAM) private readonly program: Program) {}

  @Query(() => DemoJob, { nullable: true, description: 'How far `fillDemo` has come; null where this process began none.' })
  demo() {
    return shown(this.jobs.get(ONE));
  }

  @Mutation(() => FillDemoPayload, {
    nullable: true,
    description:
      'Begins to fill an empty log with a synthetic hospital, labelled synthetic; `demo` tells how far it is. A log that holds anything else is refused.',
  })
  async fillDemo(@Args('input', { type: () => FillDemoInput }) input: FillDemoInput) {
    const seed = within(input.seed ?? 1, 'seed', 0, 2 ** 31 - 1);
    const years = within(input.years ?? 2, 'years', 1, 20);
    const running = this.jobs.get(ONE);
    if (running?.state === 'RUNNING') return { demo: shown(running) };
    const end = await this.program.demo.endOf({ seed, years });
    const { signal } = this.stopping;
    return { demo: shown(this.jobs.start(ONE, (tell) => this.program.demo.fill({ seed, years, end }, signal, tell))) };
  }

  onModuleDestroy(): void {
    this.stopping.abort();
  }
}

/** There is one log to fill. */
const ONE = 'demo';

function within(value: number, field: string, least: number, most: number): number {
  if (value >= least && value <= most) return value;
  throw invalidInput(field, `${value} is not a whole number from ${least} to ${most}`, 'Correct it, or leave it out.');
}

const shown = (job: Job<DemoTally, DemoTally> | null) =>
  job && { ...job, events: job.progress?.events ?? 0, upTo: job.progress?.to ?? null };
