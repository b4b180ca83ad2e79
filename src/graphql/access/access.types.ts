import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { expiresAt as EXPIRES_AT, keyId as KEY_ID, role as ROLE, roles as ROLES } from '../../domain/access.js';
import { enumOf, namedEnum } from '../kit/enums.js';
import { DateTime } from '../kit/scalars.js';
import { ACCESS_KEY, meaning, ROLE_GIVEN } from '../kit/meanings.js';

const AccessRole = enumOf(ROLE);
const KeyStatus = namedEnum('AccessKeyStatus', ['LIVE', 'EXPIRED', 'REVOKED'], 'Whether a key opens anything.');

/** The rows that a key or a role gives access to. */
@ObjectType({ isAbstract: true })
class Narrowing {
  @Field(() => [ID], { description: 'Rows of these departments.' }) readonly departmentIds: readonly string[];
  @Field(() => [ID], { description: 'Rows of these teams.' }) readonly teamIds: readonly string[];
  @Field(() => Boolean, { description: 'All rows, whatever the two lists say.' }) readonly everywhere: boolean;
}

@ObjectType({ description: 'A key by which another system uses the API. What opens anything is not kept.' })
export class AccessKey extends Narrowing {
  @Field(() => ID, { description: meaning(KEY_ID) }) readonly keyId: string;
  @Field(() => String, { description: 'What it is for.' }) readonly name: string;
  @Field(() => [AccessRole], { description: meaning(ROLES) }) readonly roles: readonly string[];
  @Field(() => KeyStatus, { description: 'Whether it opens anything at the moment of asking.' }) readonly status: string;
  @Field(() => DateTime, { description: 'When it was made.' }) readonly issuedAt: string;
  @Field(() => DateTime, { description: meaning(EXPIRES_AT) }) readonly expiresAt: string;
  @Field(() => DateTime, { nullable: true, description: 'When it was revoked; null unless it was.' }) readonly revokedAt:
    string | null;
}

@ObjectType({ description: 'A role that a person was given here, besides those that the issuer says.' })
export class AssignedAccessRole extends Narrowing {
  @Field(() => String, { description: 'Pseudonym of the person.' }) readonly subjectRef: string;
  @Field(() => AccessRole, { description: ROLE_GIVEN }) readonly role: string;
  @Field(() => DateTime, { description: 'When it was given.' }) readonly assignedAt: string;
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
  @Field(() => [AccessRole], { description: meaning(ROLES) }) readonly roles: readonly string[];
  @Field(() => DateTime, { description: meaning(EXPIRES_AT) }) readonly expiresAt: string;
}

@InputType({ description: 'Which key opens nothing any more.' })
export class RevokeAccessKeyInput {
  @Field(() => ID, { description: meaning(KEY_ID) }) readonly keyId: string;
}

@InputType({ description: 'Which role a person is given here, and for which departments and teams.' })
export class AssignAccessRoleInput extends NarrowingInput {
  @Field(() => String, {
    description: 'Pseudonym of the person: GET /session tells it, and `identifyPerson` of issuer and `sub`.',
  })
  readonly subjectRef: string;
  @Field(() => AccessRole, { description: ROLE_GIVEN }) readonly role: string;
  @Field(() => DateTime, { nullable: true, description: 'From when on it is theirs no more; absent: until it is taken back.' })
  readonly until?: string | null;
}

@InputType({ description: 'Which role a person loses.' })
export class RevokeAccessRoleInput {
  @Field(() => String, { description: 'Pseudonym of the person.' }) readonly subjectRef: string;
  @Field(() => AccessRole, { description: ROLE_GIVEN }) readonly role: string;
}

@ObjectType({ description: 'A new key. It is told this once.' })
export class CreateAccessKeyPayload {
  @Field(() => String, { description: 'What the system sends: `Authorization: Bearer <key>`. Only a hash of it is kept.' })
  readonly key: string;
  @Field(() => AccessKey, { description: ACCESS_KEY }) readonly accessKey: AccessKey;
}

@ObjectType({ description: 'The key, which opens nothing any more.' })
export class RevokeAccessKeyPayload {
  @Field(() => AccessKey, { description: ACCESS_KEY }) readonly accessKey: AccessKey;
}

@ObjectType({ description: 'All roles that the person has been given here, as they are now.' })
export class AccessRolesPayload {
  @Field(() => [AssignedAccessRole], { description: 'Taken back and expired ones are not among them.' })
  readonly roles: readonly AssignedAccessRole[];
}
