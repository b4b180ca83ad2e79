import { ArgsType, Field, ID, InputType, Int, ObjectType, OmitType } from '@nestjs/graphql';
import type { ProjectionStatus as Status } from '../../queries/projection-status.js';
import { namedEnum } from '../kit/enums.js';
import { JobError, JobState } from './jobs.js';
import { DateTime, Position } from '../kit/scalars.js';
import { PageArgs } from '../kit/args.js';
import { EVENT_ID, EVENT_TYPE, JOB_ERROR, JOB_STATE } from '../kit/meanings.js';

const ProjectionState = namedEnum<Status['state']>(
  'ProjectionState',
  {
    LIVE: 'It has taken in all events of the log.',
    CATCHING_UP: 'There are events that it has still to take in.',
    REBUILDING: 'A new build of it is being made in the background, and will replace the active one.',
    STALLED:
      'It does not advance though there are events to take in; or it is ahead of the log, and so belongs to another log; or another version of the program has switched it to its own build.',
  },
  'The state of a view in relation to the log.',
);

@ObjectType({ description: 'The latest rebuild of a view that this process started with `rebuildProjection`.' })
export class RebuildJob {
  @Field(() => JobState, { description: JOB_STATE }) readonly state: string;
  @Field(() => Int, { description: 'Events of the log that were read.' }) readonly events: number;
  @Field(() => JobError, { nullable: true, description: JOB_ERROR }) readonly error: JobError | null;
}

@InputType({ description: 'The view that is rebuilt from the log.' })
export class RebuildProjectionInput {
  @Field(() => String, { description: 'The view’s name.' }) readonly projection: string;
}

@ObjectType({ description: 'The rebuild in progress.' })
export class RebuildProjectionPayload {
  @Field(() => RebuildJob, { description: 'The progress; later `projectionStatus { rebuild }` shows it.' })
  readonly rebuild: RebuildJob;
}

@ObjectType({ description: 'A build of a view that will replace the running one.' })
export class ProjectionBuild {
  @Field(() => Int, { description: 'The version of the view’s documents and folds.' }) readonly version: number;
  @Field(() => String, { description: 'Hash of the code that builds it.' }) readonly codeHash: string;
  @Field(() => DateTime, { nullable: true, description: 'When it was started; null: by a version that did not record it.' })
  readonly startedAt: string | null;
  @Field(() => Position, { description: 'The position that it has reached; empty: it contains nothing yet.' })
  readonly position: string;
  @Field(() => Boolean, {
    description: 'Whether it belongs to the code of this server; if not, another version of the program builds it.',
  })
  readonly isOwn: boolean;
  @Field(() => Boolean, {
    description: 'Whether no process is building it or will. It is not in use, and a rebuild replaces it.',
  })
  readonly isAbandoned: boolean;
}

@ObjectType({ description: 'The state and lag of one view.' })
export class ProjectionStatus {
  @Field(() => String, { description: 'The view’s name.' }) readonly name: string;
  @Field(() => Int, { description: 'The version of its documents and folds.' }) readonly version: number;
  @Field(() => ProjectionState, { description: 'Its state.' }) readonly state: string;
  @Field(() => Position, { description: 'The view contains everything up to this position.' }) readonly position: string;
  @Field(() => Position, { description: 'The newest position of the log.' }) readonly head: string;
  @Field(() => Int, { description: 'Events not folded yet, counted up to 10,000.' }) readonly behind: number;
  @Field(() => Int, {
    description: 'Keys with an event that could not be folded, counted up to 1,000; later events of the same key wait behind it.',
  })
  readonly parked: number;
  @Field(() => ProjectionBuild, {
    nullable: true,
    description: 'The build that will replace it, in any process; null: none.',
  })
  readonly building: ProjectionBuild | null;
  @Field(() => RebuildJob, { nullable: true, description: 'Null if this process started none.' })
  readonly rebuild: RebuildJob | null;
}

@ObjectType({ description: 'An event that a view could not fold. The document of its key has the state before it.' })
export class ParkedEvent {
  @Field(() => String, { description: 'The view’s name.' }) readonly projection: string;
  @Field(() => String, { description: 'Of the document in the view.' }) readonly key: string;
  @Field(() => ID, { description: EVENT_ID }) readonly eventId: string;
  @Field(() => String, { description: EVENT_TYPE }) readonly type: string;
  @Field(() => Position, { description: 'The position of the event in the log.' }) readonly position: string;
  @Field(() => String, { description: 'Why it could not be folded.' }) readonly reason: string;
  @Field(() => Int, { description: 'Later events of the same key that wait behind it.' }) readonly waiting: number;
}

const VIEW = { nullable: true, description: 'Only of this view; of all when absent.' } as const;
const KEY = { nullable: true, description: 'Only of this document; of all when absent.' } as const;

@ArgsType()
export class ParkedArgs extends OmitType(PageArgs, ['minPosition', 'atPosition', 'knownAt'] as const, ArgsType) {
  @Field(() => String, VIEW) readonly projection?: string | null;
  @Field(() => String, KEY) readonly key?: string | null;
}

@InputType({ description: 'The parked events to fold again.' })
export class ReplayParkedInput {
  @Field(() => String, VIEW) readonly projection?: string | null;
  @Field(() => String, KEY) readonly key?: string | null;
}

@InputType({ description: 'The parked events to discard: their views continue without them.' })
export class DropParkedInput {
  @Field(() => String, { description: 'Of this view.' }) readonly projection: string;
  @Field(() => String, KEY) readonly key?: string | null;
}

@ObjectType({ description: 'The result of folding parked events again.' })
export class ReplayParkedPayload {
  @Field(() => Int, { description: 'Documents that are no longer parked.' }) readonly replayed: number;
  @Field(() => Int, { description: 'Documents with an event that could not be folded again.' }) readonly stillParked: number;
}

@ObjectType({ description: 'The number of discarded events.' })
export class DropParkedPayload {
  @Field(() => Int, { description: 'Events that were discarded.' }) readonly dropped: number;
}

@ObjectType({ description: 'The filling of an empty log with a synthetic hospital, in this process.' })
export class DemoJob {
  @Field(() => JobState, { description: JOB_STATE }) readonly state: string;
  @Field(() => Int, { description: 'Events recorded.' }) readonly events: number;
  @Field(() => DateTime, {
    nullable: true,
    description: 'The moment up to which the synthetic history is recorded; null before the first event.',
  })
  readonly upTo: string | null;
  @Field(() => JobError, { nullable: true, description: JOB_ERROR }) readonly error: JobError | null;
}

@InputType({ description: 'The synthetic hospital to fill an empty log with.' })
export class FillDemoInput {
  @Field(() => Int, {
    nullable: true,
    description: 'The seed, 0 or more: the same hospital for the same seed, years and day. 1 when absent.',
  })
  readonly seed?: number | null;
  @Field(() => Int, { nullable: true, description: 'Number of years of history, 1 to 20; 2 when absent.' }) readonly years?:
    number | null;
}

@ObjectType({ description: 'The filling in progress.' })
export class FillDemoPayload {
  @Field(() => DemoJob, { description: 'The progress.' }) readonly demo: DemoJob;
}
