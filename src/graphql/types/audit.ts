import { Field, ID, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../scalars/date-time.js';
import { Position } from '../scalars/position.js';
import { Node } from './node.js';

@ObjectType({ description: 'Which policy an audit is scored under. A version never changes.' })
export class AuditPolicy {
  @Field(() => String) readonly name: string;
  @Field(() => String) readonly version: string;
}

@ObjectType({ description: 'What one section of an audit came to.' })
export class AuditSectionHash {
  @Field(() => String) readonly section: string;
  @Field(() => String, { description: 'SHA-256, hexadecimal.' }) readonly hash: string;
}

@ObjectType({ description: 'What the first run of an audit came to: every later one has to come to the same.' })
export class RecordedAuditRun {
  @Field(() => String, { description: 'SHA-256 of the report in canonical JSON, hexadecimal.' }) readonly hash: string;
  @Field(() => [AuditSectionHash]) readonly sections: readonly AuditSectionHash[];
  @Field(() => [String], { description: 'What computed it: `name@version` of formulae and views.' })
  readonly formulae: readonly string[];
  @Field(() => DateTime) readonly recordedAt: string;
}

@ObjectType({ description: 'What people found in an audit. Its words are kept apart from the log.' })
export class AuditFinding {
  @Field(() => ID) readonly findingId: string;
  @Field(() => String, { description: 'Key of its words.' }) readonly findingRef: string;
  @Field(() => String, { nullable: true }) readonly theme: string | null;
  @Field(() => ID, { nullable: true }) readonly teamId: string | null;
  @Field(() => ID, { nullable: true }) readonly departmentId: string | null;
  @Field(() => DateTime) readonly recordedAt: string;
}

@ObjectType({
  implements: () => [Node],
  description: 'A culture audit on record: what it rests on, what it came to, what was found. `auditRun` computes what it says.',
})
export class Audit extends Node {
  @Field(() => ID) readonly auditId: string;
  @Field(() => Position, { description: 'It knows the log up to here.' }) readonly position: string;
  @Field(() => DateTime) readonly from: string;
  @Field(() => DateTime, { description: 'Exclusive.' }) readonly until: string;
  @Field(() => [ID], { description: 'Empty: all.' }) readonly departmentIds: readonly string[];
  @Field(() => AuditPolicy, { nullable: true, description: 'Null: the built-in one.' }) readonly policy: AuditPolicy | null;
  @Field(() => DateTime) readonly pinnedAt: string;
  @Field(() => RecordedAuditRun, { nullable: true, description: 'Null: pinned, but no run is on record.' })
  readonly run: RecordedAuditRun | null;
  @Field(() => [AuditFinding], { description: 'In the order in which they were recorded.' })
  readonly findings: readonly AuditFinding[];
}
