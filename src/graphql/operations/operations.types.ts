import { ArgsType, Field, ID, InputType, Int, ObjectType, OmitType } from '@nestjs/graphql';
import { PROJECTION_STATES } from '../../queries/projection-status.js';
import { namedEnum } from '../kit/enums.js';
import { JobError, JobState } from './jobs.js';
import { DateTime, Position } from '../kit/scalars.js';
import { PageArgs } from '../kit/args.js';
import { EVENT_ID, EVENT_TYPE, JOB_ERROR, JOB_STATE } from '../kit/meanings.js';

const ProjectionState = namedEnum('ProjectionState', PROJECTION_STATES, 'How a view stands to the log that it is made from.');

@ObjectType({ description: 'The latest rebuild of a view that this process began with `rebuildProjection`.' })
export class RebuildJob {
  @Field(() => JobState, { description: JOB_STATE }) readonly state: string;
  @Field(() => Int, { description: 'Events of the log that were read.' }) readonly events: number;
  @Field(() => JobError, { nullable: true, description: JOB_ERROR }) readonly error: JobError | null;
}

@InputType({ description: 'Which view is built anew from the log.' })
export class RebuildProjectionInput {
  @Field(() => String, { description: 'The view’s name.' }) readonly projection: string;
}

@ObjectType({ description: 'The rebuild that is under way now.' })
export class RebuildProjectionPayload {
  @Field(() => RebuildJob, { description: 'How far it is; `projectionStatus { rebuild }` tells it later.' })
  readonly rebuild: RebuildJob;
}

@ObjectType({ description: 'A build of a view aside, which will take the running one’s place.' })
export class ProjectionBuild {
  @Field(() => Int, { description: 'Of the view’s documents and of how they are made.' }) readonly version: number;
  @Field(() => String, { description: 'Hash of the code that makes it.' }) readonly codeHash: string;
  @Field(() => DateTime, { nullable: true, description: 'When it was begun; null: by a version that did not note it.' })
  readonly startedAt: string | null;
  @Field(() => Position, { description: 'How far it has come; empty: nothing is in it.' }) readonly position: string;
  @Field(() => Boolean, { description: 'Of the code that this server runs; another version of the program makes others.' })
  readonly isOwn: boolean;
  @Field(() => Boolean, {
    description: 'Nobody is at it, and no process runs that will be. It serves nobody, and a rebuild takes its place.',
  })
  readonly isAbandoned: boolean;
}

@ObjectType({ description: 'How far one view has taken in the log.' })
export class ProjectionStatus {
  @Field(() => String, { description: 'The view’s name.' }) readonly name: string;
  @Field(() => Int, { description: 'Of its documents and of how they are made.' }) readonly version: number;
  @Field(() => ProjectionState, { description: 'How it stands to the log.' }) readonly state: string;
  @Field(() => Position, { description: 'Everything up to here is in the view.' }) readonly position: string;
  @Field(() => Position, { description: 'Where the log stands.' }) readonly head: string;
  @Field(() => Int, { description: 'Events that wait to be taken in, counted up to 10,000.' }) readonly behind: number;
  @Field(() => Int, {
    description: 'Keys with an event that could not be folded, counted up to 1,000; later events of the same key wait behind it.',
  })
  readonly parked: number;
  @Field(() => ProjectionBuild, {
    nullable: true,
    description: 'What is built to take its place, by whatever process; null: nothing.',
  })
  readonly building: ProjectionBuild | null;
  @Field(() => RebuildJob, { nullable: true, description: 'Null where this process began none.' })
  readonly rebuild: RebuildJob | null;
}

@ObjectType({ description: 'An event that a view could not take in. The document of its key stands as before it.' })
export class ParkedEvent {
  @Field(() => String, { description: 'The view’s name.' }) readonly projection: string;
  @Field(() => String, { description: 'Of the document in the view.' }) readonly key: string;
  @Field(() => ID, { description: EVENT_ID }) readonly eventId: string;
  @Field(() => String, { description: EVENT_TYPE }) readonly type: string;
  @Field(() => Position, { description: 'Where the event stands in the log.' }) readonly position: string;
  @Field(() => String, { description: 'Why it could not be taken in.' }) readonly reason: string;
  @Field(() => Int, { description: 'Later events of the same key that wait behind it.' }) readonly waiting: number;
}

const VIEW = { nullable: true, description: 'Of this view; of all when absent.' } as const;
const KEY = { nullable: true, description: 'Of this document; of all when absent.' } as const;

@ArgsType()
export class ParkedArgs extends OmitType(PageArgs, ['minPosition', 'atPosition', 'knownAt'] as const, ArgsType) {
  @Field(() => String, VIEW) readonly projection?: string | null;
  @Field(() => String, KEY) readonly key?: string | null;
}

@InputType({ description: 'Which parked events are folded again.' })
export class ReplayParkedInput {
  @Field(() => String, VIEW) readonly projection?: string | null;
  @Field(() => String, KEY) readonly key?: string | null;
}

@InputType({ description: 'Which parked events are given up: their views go on without them.' })
export class DropParkedInput {
  @Field(() => String, { description: 'Of this view.' }) readonly projection: string;
  @Field(() => String, KEY) readonly key?: string | null;
}

@ObjectType({ description: 'What came of folding parked events again.' })
export class ReplayParkedPayload {
  @Field(() => Int, { description: 'Documents that are no longer parked.' }) readonly replayed: number;
  @Field(() => Int, { description: 'Documents of which an event could not be taken in again.' }) readonly stillParked: number;
}

@ObjectType({ description: 'How many parked events were given up.' })
export class DropParkedPayload {
  @Field(() => Int, { description: 'Events that were given up.' }) readonly dropped: number;
}

@ObjectType({ description: 'The filling of an empty log with a synthetic hospital, as this process carries it out.' })
export class DemoJob {
  @Field(() => JobState, { description: JOB_STATE }) readonly state: string;
  @Field(() => Int, { description: 'Events that were recorded.' }) readonly events: number;
  @Field(() => DateTime, { nullable: true, description: 'How far the made-up past has come; null before the first event.' })
  readonly upTo: string | null;
  @Field(() => JobError, { nullable: true, description: JOB_ERROR }) readonly error: JobError | null;
}

@InputType({ description: 'What made-up hospital an empty log is filled with.' })
export class FillDemoInput {
  @Field(() => Int, {
    nullable: true,
    description: 'Which hospital, 0 or more: the same for the same seed, years and day. 1 when absent.',
  })
  readonly seed?: number | null;
  @Field(() => Int, { nullable: true, description: 'How much past, 1 to 20 years; 2 when absent.' }) readonly years?:
    number | null;
}

@ObjectType({ description: 'The filling that is under way now.' })
export class FillDemoPayload {
  @Field(() => DemoJob, { description: 'How far it is.' }) readonly demo: DemoJob;
}
