import { Field, ObjectType } from '@nestjs/graphql';
import { JsonScalar } from '../scalars/json.js';
import { Audit } from './audit.js';

@ObjectType({
  description:
    'What an audit says, computed now from the log up to its position: the same whenever it is asked, whatever was recorded since. Start, stop, ' +
    'left out and source: as the questions say that each section is made by. Counts: in the period of the audit.',
})
export class AuditRun {
  @Field(() => Audit) readonly audit: Audit;
  @Field(() => String, { description: 'SHA-256 of the report in canonical JSON, hexadecimal.' }) readonly hash: string;
  @Field(() => String, { nullable: true, description: 'What the first run came to; null: none is on record.' })
  readonly recordedHash: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Null: there is no run on record to compare with.' })
  readonly same: boolean | null;
  @Field(() => [String], { description: 'The sections that came to something else.' }) readonly different: readonly string[];
  @Field(() => [String], { description: 'What computes it: `name@version` of formulae and views.' })
  readonly formulae: readonly string[];
  @Field(() => [String], {
    description: 'What computed the recorded run and not this one (`- name@1`), and the other way round (`+ name@2`).',
  })
  readonly formulaeChanged: readonly string[];
  @Field(() => JsonScalar, {
    description:
      'By section, as it is hashed: relationships, componentSeries, firstContact, silence, bounces, promises, perceptionGap, …',
  })
  readonly sections: object;
}
