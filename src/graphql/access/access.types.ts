import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { role as ROLE } from '../../domain/access.js';
import { enumOf, namedEnum } from '../kit/enums.js';
import { DateTime } from '../kit/scalars.js';

const AccessRole = enumOf(ROLE);
const KeyStatus = namedEnum('AccessKeyStatus', ['LIVE', 'EXPIRED', 'REVOKED'], 'Whether a key opens anything.');

/** Whose rows a key or a role opens. */
@ObjectType({ isAbstract: true })
class Narrowing {
  @Field(() => [ID], { description: 'Rows of these departments.' }) readonly departmentIds: readonly string[];
  @Field(() => [ID], { description: 'Rows of these teams.' }) readonly teamIds: readonly string[];
  @Field(() => Boolean, { description: 'All rows, whatever the two lists say.' }) readonly everywhere: boolean;
}

@ObjectType({ description: 'A key by which another system uses the API. What opens anything is not kept.' })
export class AccessKey extends Narrowing {
  @Field(() => ID) readonly keyId: string;
  @Field(() => String, { description: 'What it is for.' }) readonly name: string;
  @Field(() => [AccessRole]) readonly roles: readonly string[];
  @Field(() => KeyStatus) readonly status: string;
  @Field(() => DateTime) readonly issuedAt: string;
  @Field(() => DateTime) readonly expiresAt: string;
  @Field(() => DateTime, { nullable: true }) readonly revokedAt: string | null;
}

@ObjectType({ description: 'A role that a person was given here, besides those that the issuer says.' })
export class AssignedAccessRole extends Narrowing {
  @Field(() => String, { description: 'Pseudonym of the person.' }) readonly subjectRef: string;
  @Field(() => AccessRole) readonly role: string;
  @Field(() => DateTime) readonly assignedAt: string;
  @Field(() => DateTime, { nullable: true, description: 'From when on it is theirs no more.' }) readonly until: string | null;
}

@InputType({ isAbstract: true })
class NarrowingInput {
  @Field(() => [ID], { defaultValue: [], description: 'Only what concerns these departments.' })
  readonly departmentIds: readonly string[];
  @Field(() => [ID], { defaultValue: [], description: 'Only what concerns these teams.' })
  readonly teamIds: readonly string[];
  @Field(() => Boolean, { defaultValue: false, description: 'What concerns anybody; or name some.' })
  readonly everywhere: boolean;
}

@InputType({ description: 'What a new key opens, and to whom.' })
export class CreateAccessKeyInput extends NarrowingInput {
  @Field(() => String, { description: 'What it is for: the name of a system, not of a person.' }) readonly name: string;
  @Field(() => [AccessRole], { description: 'As whom it acts.' }) readonly roles: readonly string[];
  @Field(() => DateTime, { description: 'From when on it opens nothing.' }) readonly expiresAt: string;
}

@InputType({ description: 'Which key opens nothing any more.' })
export class RevokeAccessKeyInput {
  @Field(() => ID) readonly keyId: string;
}

@InputType({ description: 'Which role a person is given here, and for which departments and teams.' })
export class AssignAccessRoleInput extends NarrowingInput {
  @Field(() => String, {
    description: 'Pseudonym of the person: GET /session tells it, and `identifyPerson` of issuer and `sub`.',
  })
  readonly subjectRef: string;
  @Field(() => AccessRole) readonly role: string;
  @Field(() => DateTime, { nullable: true, description: 'From when on it is theirs no more; absent: until it is taken back.' })
  readonly until?: string | null;
}

@InputType({ description: 'Which role a person loses.' })
export class RevokeAccessRoleInput {
  @Field(() => String, { description: 'Pseudonym of the person.' }) readonly subjectRef: string;
  @Field(() => AccessRole) readonly role: string;
}

@ObjectType({ description: 'A new key. It is told this once.' })
export class CreateAccessKeyPayload {
  @Field(() => String, { description: 'What the system sends: `Authorization: Bearer <key>`. Only a hash of it is kept.' })
  readonly key: string;
  @Field(() => AccessKey) readonly accessKey: AccessKey;
}

@ObjectType({ description: 'The key, which opens nothing any more.' })
export class RevokeAccessKeyPayload {
  @Field(() => AccessKey) readonly accessKey: AccessKey;
}

@ObjectType({ description: 'All roles that the person has been given here, as they are now.' })
export class AccessRolesPayload {
  @Field(() => [AssignedAccessRole]) readonly roles: readonly AssignedAccessRole[];
}
