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
  @Field(() => Boolean, { description: 'Whether events wait that the view has not taken in.' }) readonly behind: boolean;
  @Field(() => Int, { description: 'Documents set aside because an event could not be folded.' }) readonly parked: number;
}
