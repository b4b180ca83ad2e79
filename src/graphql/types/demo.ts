import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../scalars/date-time.js';
import { JobError, JobState } from './job.js';

@ObjectType({ description: 'The filling of an empty log with a synthetic hospital, as this process carries it out.' })
export class DemoJob {
  @Field(() => JobState) readonly state: string;
  @Field(() => Int, { description: 'Events that were recorded.' }) readonly events: number;
  @Field(() => DateTime, { nullable: true, description: 'How far the made-up past has come; null before the first event.' })
  readonly upTo: string | null;
  @Field(() => JobError, { nullable: true }) readonly error: JobError | null;
}

@InputType()
export class FillDemoInput {
  @Field(() => Int, {
    nullable: true,
    description: 'Which hospital, 0 or more: the same for the same seed, years and day. 1 when absent.',
  })
  readonly seed?: number | null;
  @Field(() => Int, { nullable: true, description: 'How much past, 1 to 20 years; 2 when absent.' }) readonly years?:
    number | null;
}

@ObjectType()
export class FillDemoPayload {
  @Field(() => DemoJob) readonly demo: DemoJob;
}
