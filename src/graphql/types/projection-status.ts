import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { PROJECTION_STATES } from '../../queries/projection-status.js';
import { namedEnum } from '../inputs/enums.js';
import { JobError, JobState } from './job.js';
import { Position } from '../scalars/position.js';

const ProjectionState = namedEnum('ProjectionState', PROJECTION_STATES);

@ObjectType({ description: 'The latest rebuild of a view that this process began with `rebuildProjection`.' })
export class RebuildJob {
  @Field(() => JobState) readonly state: string;
  @Field(() => Int, { description: 'Events of the log that were read.' }) readonly events: number;
  @Field(() => JobError, { nullable: true }) readonly error: JobError | null;
}

@InputType()
export class RebuildProjectionInput {
  @Field(() => String, { description: 'The view’s name.' }) readonly projection: string;
}

@ObjectType()
export class RebuildProjectionPayload {
  @Field(() => RebuildJob) readonly rebuild: RebuildJob;
}

@ObjectType({ description: 'How far one view has taken in the log.' })
export class ProjectionStatus {
  @Field(() => String) readonly name: string;
  @Field(() => Int) readonly version: number;
  @Field(() => ProjectionState) readonly state: string;
  @Field(() => Position, { description: 'Everything up to here is in the view.' }) readonly position: string;
  @Field(() => Position, { description: 'Where the log stands.' }) readonly head: string;
  @Field(() => Int, { description: 'Events that wait to be taken in, counted up to 10,000.' }) readonly behind: number;
  @Field(() => Int, {
    description: 'Keys with an event that could not be folded, counted up to 1,000; later events of the same key wait behind it.',
  })
  readonly parked: number;
  @Field(() => RebuildJob, { nullable: true, description: 'Null where this process began none.' })
  readonly rebuild: RebuildJob | null;
}
