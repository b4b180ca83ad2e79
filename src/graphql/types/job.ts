import { Field, ObjectType } from '@nestjs/graphql';
import { namedEnum } from '../inputs/enums.js';

export const JobState = namedEnum('JobState', ['RUNNING', 'DONE', 'FAILED'], 'How long work stands.');

@ObjectType({ description: 'Why long work failed: code, message and remedy as of any error.' })
export class JobError {
  @Field(() => String) readonly code: string;
  @Field(() => String) readonly message: string;
  @Field(() => String, { nullable: true }) readonly remedy: string | null;
}
