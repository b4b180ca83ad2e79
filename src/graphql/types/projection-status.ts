import { Field, Int, ObjectType } from '@nestjs/graphql';
import { PROJECTION_STATES } from '../../queries/projection-status.js';
import { namedEnum } from '../inputs/enums.js';
import { Position } from '../scalars/position.js';

const ProjectionState = namedEnum('ProjectionState', PROJECTION_STATES);

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
}
