import { LRUCache } from 'lru-cache';
import { isRapportError, RapportError } from '../../domain/kernel/errors.js';
import { Field, ObjectType } from '@nestjs/graphql';
import { namedEnum } from '../kit/enums.js';
import { JsonScalar } from '../kit/scalars.js';
import { sharedController } from '../../any-signal.js';

/** The state of a long-running job of this process. */
export interface Job<Progress, Result> {
  state: 'RUNNING' | 'DONE' | 'FAILED' | 'STOPPED';
  progress: Progress | null;
  result: Result | null;
  error: JobError | null;
}

const MAX_JOBS = 100;

/**
 * Jobs that take seconds to minutes: the caller gets an answer at once and polls the progress. Only the latest hundred are
 * kept, in the memory of this process; their results are in the log.
 */
export class Jobs<Progress, Result> {
  private readonly jobs = new LRUCache<string, Job<Progress, Result>>({ max: MAX_JOBS });
  private readonly stops = new WeakMap<Job<Progress, Result>, AbortController>();

  /** @param failed called with an unexpected error, of which the caller is told only that it occurred */
  constructor(private readonly failed: (error: unknown) => void) {}

  get(id: string): Job<Progress, Result> | null {
    return this.jobs.get(id) ?? null;
  }

  /**
   * Starts the job, unless it is running.
   * @param work can be stopped only if it observes the signal
   */
  start(
    id: string,
    work: (progress: (progress: Progress) => void, signal: AbortSignal) => Promise<Result>,
  ): Job<Progress, Result> {
    const existing = this.jobs.get(id);
    if (existing?.state === 'RUNNING') return existing;
    const job: Job<Progress, Result> = { state: 'RUNNING', progress: null, result: null, error: null };
    const stop = sharedController();
    this.jobs.set(id, job);
    this.stops.set(job, stop);
    void work((progress) => (job.progress = progress), stop.signal).then(
      (result) => Object.assign(job, { state: 'DONE', result }),
      (error: unknown) =>
        Object.assign(job, stop.signal.aborted ? { state: 'STOPPED' } : { state: 'FAILED', error: this.reported(error) }),
    );
    return job;
  }

  /**
   * Asks a running job to stop. It is STOPPED once it has ended, or DONE if it finished first. Does nothing if the job is not
   * running.
   */
  stop(id: string): void {
    const job = this.jobs.get(id);
    if (job) this.stops.get(job)!.abort(new RapportError('ABANDONED', 'The work was stopped'));
  }

  private reported(error: unknown): JobError {
    if (isRapportError(error)) {
      const { code, message, field = null, remedy = null, reasons = [] } = error;
      return { code, message, field, remedy, reasons };
    }
    this.failed(error);
    const remedy = 'Try again; if it persists, see the log.';
    return { code: 'INTERNAL', message: 'An internal error occurred.', field: null, remedy, reasons: [] };
  }
}

export const JobState = namedEnum<Job<unknown, unknown>['state']>(
  'JobState',
  {
    RUNNING: 'It is still at work.',
    DONE: 'It finished, and has its result.',
    FAILED: 'It ended with an error.',
    STOPPED: 'It was asked to stop, and ended before it finished.',
  },
  'The state of a long job.',
);

@ObjectType({ description: 'The reason for a refused field, as a code; docs/errors.md lists the codes.' })
export class RefusalReason {
  @Field(() => String, { description: 'The field, by its path.' }) readonly field: string;
  @Field(() => String, { description: 'The reason.' }) readonly code: string;
  @Field(() => JsonScalar, { nullable: true, description: 'The parameters of the code, by name; null if it has none.' })
  readonly parameters?: object;
}

@ObjectType({ description: 'Why a long job failed, as in `extensions` of any error.' })
export class JobError {
  @Field(() => String, { description: 'As `extensions.code` of any error.' }) readonly code: string;
  @Field(() => String, { description: 'The message.' }) readonly message: string;
  @Field(() => String, { nullable: true, description: 'The field concerned; null if there is none.' }) readonly field:
    string | null;
  @Field(() => [RefusalReason], { description: 'The reason for each refused field; empty if there are none.' })
  readonly reasons: readonly RefusalReason[];
  @Field(() => String, { nullable: true, description: 'The remedy; null if there is none.' }) readonly remedy: string | null;
}
