import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../scalars/date-time.js';
import { Position } from '../scalars/position.js';
import { Audit } from './audit.js';
import { JobError, JobState } from './job.js';

@ObjectType({ description: 'How far the computing of an audit has come.' })
export class AuditProgress {
  @Field(() => Int, { description: 'Events of the log that were read.' }) readonly events: number;
  @Field(() => String, { nullable: true, description: 'The section that is computed; null while the log is read.' })
  readonly section: string | null;
  @Field(() => Int) readonly sectionsDone: number;
  @Field(() => Int, { nullable: true }) readonly sections: number | null;
}

@ObjectType({ description: 'The latest run of an audit that this process began with `runAudit`.' })
export class AuditJob {
  @Field(() => JobState) readonly state: string;
  @Field(() => AuditProgress, { nullable: true }) readonly progress: AuditProgress | null;
  @Field(() => String, { nullable: true, description: 'What it came to, once it is DONE.' }) readonly hash: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether that is what the first run came to; null for the first.' })
  readonly same: boolean | null;
  @Field(() => JobError, { nullable: true }) readonly error: JobError | null;
}

@InputType({ description: 'A pinned audit by its id alone, or what is to be pinned: from and until.' })
export class RunAuditInput {
  @Field(() => ID, { nullable: true, description: 'Made from what it rests on when absent.' }) readonly auditId?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Begin of the period.' }) readonly from?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive.' }) readonly until?: string | null;
  @Field(() => [ID], { nullable: true, description: 'All when absent.' }) readonly departmentIds?: readonly string[] | null;
  @Field(() => String, { nullable: true, description: '`name` or `name@version`; the one in force at the end when absent.' })
  readonly policy?: string | null;
  @Field(() => Position, { nullable: true, description: 'What the log knew then; all that it knows now when absent.' })
  readonly atPosition?: string | null;
}

@ObjectType()
export class RunAuditPayload {
  @Field(() => Audit) readonly audit: Audit;
  @Field(() => Position, { description: 'For `minPosition` of later queries.' }) readonly position: string;
}
