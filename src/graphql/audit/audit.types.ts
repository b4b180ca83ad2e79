import { policyName, policyVersion } from '../../domain/governance/events.js';
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DateTime, JsonScalar, Position } from '../kit/scalars.js';
import { AUDIT_SOURCES } from '../../history/audit/read-audit.js';
import { namedEnum, Shown } from '../kit/enums.js';
import { Node } from '../kit/node.js';
import { JobError, JobState } from '../operations/jobs.js';
import { AUDIT_ID, JOB_ERROR, JOB_STATE, meaning } from '../kit/meanings.js';

@ObjectType({ description: 'Which policy an audit is scored under. A version never changes.' })
export class AuditPolicy {
  @Field(() => String, { description: meaning(policyName) }) readonly name: string;
  @Field(() => String, { description: meaning(policyVersion) }) readonly version: string;
}

@ObjectType({ description: 'What one section of an audit came to.' })
export class AuditSectionHash {
  @Field(() => String, { description: 'The section’s name, as in `AuditRun.sections`.' }) readonly section: string;
  @Field(() => String, { description: 'SHA-256, hexadecimal.' }) readonly hash: string;
}

@ObjectType({ description: 'What the first run of an audit came to: every later one has to come to the same.' })
export class RecordedAuditRun {
  @Field(() => Shown, {
    description: 'SUPPRESSED: it rests on single ratings, and by a hash of few numbers they could be guessed.',
  })
  readonly shown: string;
  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the report in canonical JSON, hexadecimal. Null where it is SUPPRESSED.',
  })
  readonly hash: string | null;
  @Field(() => [AuditSectionHash], { description: 'None where it is SUPPRESSED.' })
  readonly sections: readonly AuditSectionHash[];
  @Field(() => [String], { description: 'What computed it: `name@version` of formulae and views.' })
  readonly formulae: readonly string[];
  @Field(() => DateTime, { description: 'When it was put on record.' }) readonly recordedAt: string;
}

@ObjectType({ description: 'What people found in an audit. Its words are kept apart from the log.' })
export class AuditFinding {
  @Field(() => ID, { description: 'The finding’s own id.' }) readonly findingId: string;
  @Field(() => String, { description: 'Key of its words.' }) readonly findingRef: string;
  @Field(() => String, {
    nullable: true,
    description: 'What it is about, in a word of the organisation’s vocabulary; null where nobody said.',
  })
  readonly theme: string | null;
  @Field(() => ID, { nullable: true, description: 'The team that it is about; null: of no team in particular.' })
  readonly teamId: string | null;
  @Field(() => ID, { nullable: true, description: 'The department that it is about; null: of no department in particular.' })
  readonly departmentId: string | null;
  @Field(() => DateTime, { description: 'When it was put on record.' }) readonly recordedAt: string;
}

@ObjectType({
  implements: () => [Node],
  description: 'A culture audit on record: what it rests on, what it came to, what was found. `auditRun` computes what it says.',
})
export class Audit extends Node {
  @Field(() => ID, { description: AUDIT_ID }) readonly auditId: string;
  @Field(() => Position, { description: 'It knows the log up to here.' }) readonly position: string;
  @Field(() => DateTime, { description: 'Where its period begins, inclusive.' }) readonly from: string;
  @Field(() => DateTime, { description: 'Exclusive.' }) readonly until: string;
  @Field(() => String, {
    description:
      'The IANA zone whose days, months and quarters it is told in: the organisation’s, as the log up to `position` knows it.',
  })
  readonly zone: string;
  @Field(() => [ID], { description: 'Empty: all.' }) readonly departmentIds: readonly string[];
  @Field(() => AuditPolicy, { nullable: true, description: 'Null: the built-in one.' }) readonly policy: AuditPolicy | null;
  @Field(() => DateTime, { description: 'When it was pinned: period, position and policy hold since.' })
  readonly pinnedAt: string;
  @Field(() => [AuditFinding], { description: 'In the order in which they were recorded.' })
  readonly findings: readonly AuditFinding[];
}

export const AuditSource = namedEnum('AuditSource', [...AUDIT_SOURCES, 'SUPPRESSED'], 'Where what an audit says comes from.', {
  COMPUTED: 'Computed now, from the log up to its position.',
  KEPT: 'Its first run, as it was put on record: this version of Rapport does not compute the formula of then (`cannotCompute`).',
  NOT_KEPT: 'As KEPT, but of that run only the hashes are on record: there are no sections.',
  SUPPRESSED:
    'A run by a formula of then that counted each rating, of which who asks is told groups alone: neither sections nor hashes. Pin its period ' +
    'and position anew, and it is computed in groups.',
});

@ObjectType({
  description:
    'What an audit says, computed now from the log up to its position: the same whenever it is asked, whatever was recorded since. Start, stop, ' +
    'left out and source: as the questions say that each section is made by. Counts: in the period of the audit.',
})
export class AuditRun {
  @Field(() => Audit, { description: 'What was asked to be computed.' }) readonly audit: Audit;
  @Field(() => AuditSource, { description: 'Where what follows comes from.' }) readonly source: string;
  @Field(() => [String], {
    description: 'The formulae of the first run, `name@version`, that this version does not compute. Empty when COMPUTED.',
  })
  readonly cannotCompute: readonly string[];
  @Field(() => String, {
    nullable: true,
    description:
      'SHA-256 of the report in canonical JSON, hexadecimal; of the first run where it is not COMPUTED. Null when SUPPRESSED.',
  })
  readonly hash: string | null;
  @Field(() => String, { nullable: true, description: 'What the first run came to; null: none is on record, or SUPPRESSED.' })
  readonly recordedHash: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it came to the same again. Null: there is no run on record to compare with, or it is not COMPUTED.',
  })
  readonly same: boolean | null;
  @Field(() => [String], { description: 'The sections that came to something else.' }) readonly different: readonly string[];
  @Field(() => [String], { description: 'What computes it, or computed it: `name@version` of formulae and views.' })
  readonly formulae: readonly string[];
  @Field(() => [String], {
    description: 'What computed the recorded run and not this one (`- name@1`), and the other way round (`+ name@2`).',
  })
  readonly formulaeChanged: readonly string[];
  @Field(() => JsonScalar, {
    nullable: true,
    description:
      'By section, as it is hashed: relationships, componentSeries, firstContact, silence, bounces, promises, perceptionGap, … Null when NOT_KEPT or SUPPRESSED.',
  })
  readonly sections: object | null;
  @Field(() => JsonScalar, {
    nullable: true,
    description:
      'What `departments` and `teams` were called at the end of its period, by their ids. Null when NOT_KEPT or SUPPRESSED.',
  })
  readonly names: object | null;
}

@ObjectType({ description: 'How far the computing of an audit has come.' })
export class AuditProgress {
  @Field(() => Int, { description: 'Events of the log that were read.' }) readonly events: number;
  @Field(() => String, { nullable: true, description: 'The section that is computed; null while the log is read.' })
  readonly section: string | null;
  @Field(() => Int, { description: 'Sections that are computed.' }) readonly sectionsDone: number;
  @Field(() => Int, { nullable: true, description: 'Sections that there will be; null while the log is read.' })
  readonly sections: number | null;
}

@ObjectType({ description: 'The latest run of an audit that this process began with `runAudit`.' })
export class AuditJob {
  @Field(() => JobState, { description: JOB_STATE }) readonly state: string;
  @Field(() => AuditProgress, { nullable: true, description: 'How far it has come; null before the first word of it.' })
  readonly progress: AuditProgress | null;
  @Field(() => String, { nullable: true, description: 'What it came to, once it is DONE.' }) readonly hash: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether that is what the first run came to; null for the first.' })
  readonly same: boolean | null;
  @Field(() => JobError, { nullable: true, description: JOB_ERROR }) readonly error: JobError | null;
}

@InputType({ description: 'A pinned audit by its id alone, or what is to be pinned: from and until.' })
export class RunAuditInput {
  @Field(() => ID, { nullable: true, description: 'Made from what it rests on when absent.' }) readonly auditId?: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description:
      'Begin of the period: the first moment of a day of the organisation’s zone (`settings`), lest months and quarters be cut.',
  })
  readonly from?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive; as `from`.' }) readonly until?: string | null;
  @Field(() => [ID], { nullable: true, description: 'All when absent.' }) readonly departmentIds?: readonly string[] | null;
  @Field(() => String, { nullable: true, description: '`name` or `name@version`; the one in force at the end when absent.' })
  readonly policy?: string | null;
  @Field(() => Position, { nullable: true, description: 'What the log knew then; all that it knows now when absent.' })
  readonly atPosition?: string | null;
}

@InputType({ description: 'Which run of an audit is to end before it is through.' })
export class StopAuditInput {
  @Field(() => ID, { description: AUDIT_ID }) readonly auditId: string;
}

@ObjectType({ description: 'The audit whose run is to end.' })
export class StopAuditPayload {
  @Field(() => Audit, { description: 'Its `job` is STOPPED as soon as the work has ended, or DONE where it was quicker.' })
  readonly audit: Audit;
}

@ObjectType({ description: 'The audit that is computed now.' })
export class RunAuditPayload {
  @Field(() => Audit, { description: '`job` tells how far it is.' }) readonly audit: Audit;
  @Field(() => Position, { description: 'For `minPosition` of later queries.' }) readonly position: string;
}
