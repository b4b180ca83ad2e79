import { policyName, policyVersion } from '../../domain/governance/events.js';
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DateTime, JsonScalar, Position } from '../kit/scalars.js';
import type { AuditReading } from '../../history/audit/read-audit.js';
import { namedEnum, Shown } from '../kit/enums.js';
import { Node } from '../kit/node.js';
import { JobError, JobState } from '../operations/jobs.js';
import { AUDIT_ID, JOB_ERROR, JOB_STATE, meaning } from '../kit/meanings.js';

@ObjectType({ description: 'The scoring policy of an audit. A version never changes.' })
export class AuditPolicy {
  @Field(() => String, { description: meaning(policyName) }) readonly name: string;
  @Field(() => String, { description: meaning(policyVersion) }) readonly version: string;
}

@ObjectType({ description: 'The result of one section of an audit.' })
export class AuditSectionHash {
  @Field(() => String, { description: 'The section’s name, as in `AuditRun.sections`.' }) readonly section: string;
  @Field(() => String, { description: 'SHA-256, hexadecimal.' }) readonly hash: string;
}

@ObjectType({ description: 'The result of an audit’s first run: every later run must return the same.' })
export class RecordedAuditRun {
  @Field(() => Shown, {
    description: 'SUPPRESSED: it was computed from single ratings, which could be guessed from the hash of a few numbers.',
  })
  readonly shown: string;
  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the report in canonical JSON, hexadecimal. Null where it is SUPPRESSED.',
  })
  readonly hash: string | null;
  @Field(() => [AuditSectionHash], { description: 'Empty if SUPPRESSED.' })
  readonly sections: readonly AuditSectionHash[];
  @Field(() => [String], { description: 'The formulas and views that computed it: `name@version`.' })
  readonly formulae: readonly string[];
  @Field(() => DateTime, { description: 'When it was recorded.' }) readonly recordedAt: string;
}

@ObjectType({ description: 'A finding that people recorded in an audit. Its text is stored apart from the log.' })
export class AuditFinding {
  @Field(() => ID, { description: 'The finding’s id.' }) readonly findingId: string;
  @Field(() => String, { description: 'Key of its text.' }) readonly findingRef: string;
  @Field(() => String, {
    nullable: true,
    description: 'Its subject, as a term of the organisation’s vocabulary; null if not given.',
  })
  readonly theme: string | null;
  @Field(() => ID, { nullable: true, description: 'The team that it is about; null: no particular team.' })
  readonly teamId: string | null;
  @Field(() => ID, { nullable: true, description: 'The department that it is about; null: no particular department.' })
  readonly departmentId: string | null;
  @Field(() => DateTime, { description: 'When it was recorded.' }) readonly recordedAt: string;
}

@ObjectType({
  implements: () => [Node],
  description:
    'A recorded culture audit: what it is computed from, its result and the findings. `auditRun` computes its content.',
})
export class Audit extends Node {
  @Field(() => ID, { description: AUDIT_ID }) readonly auditId: string;
  @Field(() => Position, { description: 'The log position up to which events are read.' }) readonly position: string;
  @Field(() => DateTime, { description: 'Start of its period, inclusive.' }) readonly from: string;
  @Field(() => DateTime, { description: 'Exclusive.' }) readonly until: string;
  @Field(() => String, {
    description: 'The IANA time zone of its days, months and quarters: the organisation’s, as of `position`.',
  })
  readonly zone: string;
  @Field(() => [ID], { description: 'Empty: all.' }) readonly departmentIds: readonly string[];
  @Field(() => AuditPolicy, { nullable: true, description: 'Null: the built-in one.' }) readonly policy: AuditPolicy | null;
  @Field(() => DateTime, { description: 'When it was pinned: period, position and policy have not changed since.' })
  readonly pinnedAt: string;
  @Field(() => [AuditFinding], { description: 'In the order in which they were recorded.' })
  readonly findings: readonly AuditFinding[];
}

export const AuditSource = namedEnum<AuditReading['source'] | 'SUPPRESSED'>(
  'AuditSource',
  {
    COMPUTED: 'Computed now, from the log up to its position.',
    KEPT: 'The stored result of its first run: this version of Rapport cannot compute the formula of that run (`cannotCompute`).',
    NOT_KEPT: 'As KEPT, but only the hashes of that run are stored: there are no sections.',
    SUPPRESSED:
      'A run by an earlier formula that counted each rating, while the caller may only see groups: neither sections nor hashes are shown. Pin its period ' +
      'and position again to compute it in groups.',
  },
  'The origin of an audit’s content.',
);

@ObjectType({
  description:
    'The content of an audit, computed now from the log up to its position: the same for every query, whatever was recorded since. Start, stop, ' +
    'left out and source: as for the queries that compute each section. Counts: in the period of the audit.',
})
export class AuditRun {
  @Field(() => Audit, { description: 'The audit that was computed.' }) readonly audit: Audit;
  @Field(() => AuditSource, { description: 'The origin of the following fields.' }) readonly source: string;
  @Field(() => [String], {
    description: 'The formulae of the first run, `name@version`, that this version does not compute. Empty when COMPUTED.',
  })
  readonly cannotCompute: readonly string[];
  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the report in canonical JSON, hexadecimal; of the first run if not COMPUTED. Null when SUPPRESSED.',
  })
  readonly hash: string | null;
  @Field(() => String, { nullable: true, description: 'The result of the first run; null: none is recorded, or SUPPRESSED.' })
  readonly recordedHash: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the result is the same as that of the first run. Null: no run is recorded to compare with, or it is not COMPUTED.',
  })
  readonly same: boolean | null;
  @Field(() => [String], { description: 'The sections with a different result.' }) readonly different: readonly string[];
  @Field(() => [String], { description: 'The formulas and views that compute it, or computed it: `name@version`.' })
  readonly formulae: readonly string[];
  @Field(() => [String], {
    description: 'What computed the recorded run but not this one (`- name@1`), and the reverse (`+ name@2`).',
  })
  readonly formulaeChanged: readonly string[];
  @Field(() => JsonScalar, {
    nullable: true,
    description:
      'The content of each section, as it is hashed: relationships, componentSeries, firstContact, silence, bounces, promises, perceptionGap, … Null when NOT_KEPT or SUPPRESSED.',
  })
  readonly sections: object | null;
  @Field(() => JsonScalar, {
    nullable: true,
    description: 'Names of `departments` and `teams` at the end of its period, by id. Null when NOT_KEPT or SUPPRESSED.',
  })
  readonly names: object | null;
}

@ObjectType({ description: 'Progress of the computation of an audit.' })
export class AuditProgress {
  @Field(() => Int, { description: 'Events of the log that were read.' }) readonly events: number;
  @Field(() => String, { nullable: true, description: 'The section being computed; null while the log is read.' })
  readonly section: string | null;
  @Field(() => Int, { description: 'Number of computed sections.' }) readonly sectionsDone: number;
  @Field(() => Int, { nullable: true, description: 'Total number of sections; null while the log is read.' })
  readonly sections: number | null;
}

@ObjectType({ description: 'The latest run of an audit that this process started with `runAudit`.' })
export class AuditJob {
  @Field(() => JobState, { description: JOB_STATE }) readonly state: string;
  @Field(() => AuditProgress, { nullable: true, description: 'Its progress; null before the first report.' })
  readonly progress: AuditProgress | null;
  @Field(() => String, { nullable: true, description: 'Its result, once it is DONE.' }) readonly hash: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the result is the same as that of the first run; null for the first run.',
  })
  readonly same: boolean | null;
  @Field(() => JobError, { nullable: true, description: JOB_ERROR }) readonly error: JobError | null;
}

@InputType({ description: 'A pinned audit by its id, or the period of a new one: from and until.' })
export class RunAuditInput {
  @Field(() => ID, { nullable: true, description: 'Derived from its parameters when absent.' }) readonly auditId?: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description:
      'Start of the period: the first moment of a day in the organisation’s time zone (`settings`), so that months and quarters are complete.',
  })
  readonly from?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive; as `from`.' }) readonly until?: string | null;
  @Field(() => [ID], { nullable: true, description: 'All when absent.' }) readonly departmentIds?: readonly string[] | null;
  @Field(() => String, {
    nullable: true,
    description: '`name` or `name@version`; when absent, the one in force at the end of the period.',
  })
  readonly policy?: string | null;
  @Field(() => Position, { nullable: true, description: 'The log position up to which events are read; the newest when absent.' })
  readonly atPosition?: string | null;
}

@InputType({ description: 'The audit run to stop.' })
export class StopAuditInput {
  @Field(() => ID, { description: AUDIT_ID }) readonly auditId: string;
}

@ObjectType({ description: 'The audit whose run is stopped.' })
export class StopAuditPayload {
  @Field(() => Audit, { description: 'Its `job` is STOPPED as soon as the work has ended, or DONE if it finished before.' })
  readonly audit: Audit;
}

@ObjectType({ description: 'The audit that is being computed.' })
export class RunAuditPayload {
  @Field(() => Audit, { description: '`job` shows the progress.' }) readonly audit: Audit;
  @Field(() => Position, { description: 'For `minPosition` of later queries.' }) readonly position: string;
}
