import type { KeyStatus as KeyStatusName } from '../../access/keys/key-ring.js';
import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { expiresAt as EXPIRES_AT, keyId as KEY_ID, role as ROLE, roles as ROLES } from '../../domain/access.js';
import { enumOf, namedEnum } from '../kit/enums.js';
import { DateTime } from '../kit/scalars.js';
import { ACCESS_KEY, meaning, ROLE_GIVEN } from '../kit/meanings.js';

const AccessRole = enumOf(ROLE);
const KeyStatus = namedEnum<KeyStatusName>(
  'AccessKeyStatus',
  {
    LIVE: 'It is valid.',
    EXPIRED: 'The moment at which it expires has passed.',
    REVOKED: 'It was revoked, whether or not it would also have expired.',
  },
  'Whether an API key is valid.',
);

/** The rows that a key or a role gives access to. */
@ObjectType({ isAbstract: true })
class Narrowing {
  @Field(() => [ID], { description: 'Rows of these departments.' }) readonly departmentIds: readonly string[];
  @Field(() => [ID], { description: 'Rows of these teams.' }) readonly teamIds: readonly string[];
  @Field(() => Boolean, { description: 'Rows of the whole organisation, whatever the two lists contain.' })
  readonly everywhere: boolean;
}

@ObjectType({ description: 'An API key of another system. Its secret is not stored.' })
export class AccessKey extends Narrowing {
  @Field(() => ID, { description: meaning(KEY_ID) }) readonly keyId: string;
  @Field(() => String, { description: 'What it is for.' }) readonly name: string;
  @Field(() => [AccessRole], { description: meaning(ROLES) }) readonly roles: readonly string[];
  @Field(() => KeyStatus, { description: 'Whether it is valid at the moment of the query.' }) readonly status: string;
  @Field(() => DateTime, { description: 'When it was created.' }) readonly issuedAt: string;
  @Field(() => DateTime, { description: meaning(EXPIRES_AT) }) readonly expiresAt: string;
  @Field(() => DateTime, { nullable: true, description: 'When it was revoked; null if it was not.' }) readonly revokedAt:
    string | null;
}

@ObjectType({ description: 'A role that a person was given here, in addition to those of the identity provider.' })
export class AssignedAccessRole extends Narrowing {
  @Field(() => String, { description: 'Pseudonym of the person.' }) readonly subjectRef: string;
  @Field(() => AccessRole, { description: ROLE_GIVEN }) readonly role: string;
  @Field(() => DateTime, { description: 'When it was given.' }) readonly assignedAt: string;
  @Field(() => DateTime, { nullable: true, description: 'When the role ends.' }) readonly until: string | null;
}

@InputType({ isAbstract: true })
class NarrowingInput {
  @Field(() => [ID], { defaultValue: [], description: 'Limited to these departments.' })
  readonly departmentIds: readonly string[];
  @Field(() => [ID], { defaultValue: [], description: 'Limited to these teams.' })
  readonly teamIds: readonly string[];
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Not limited: the whole organisation. Give either this or departments and teams.',
  })
  readonly everywhere: boolean;
}

@InputType({ description: 'The permissions of a new key.' })
export class CreateAccessKeyInput extends NarrowingInput {
  @Field(() => String, { description: 'What it is for: the name of a system, not of a person.' }) readonly name: string;
  @Field(() => [AccessRole], { description: meaning(ROLES) }) readonly roles: readonly string[];
  @Field(() => DateTime, { description: meaning(EXPIRES_AT) }) readonly expiresAt: string;
}

@InputType({ description: 'The key to revoke.' })
export class RevokeAccessKeyInput {
  @Field(() => ID, { description: meaning(KEY_ID) }) readonly keyId: string;
}

@InputType({ description: 'The role that a person is given, and for which departments and teams.' })
export class AssignAccessRoleInput extends NarrowingInput {
  @Field(() => String, {
    description: 'Pseudonym of the person: GET /session returns it, and `identifyPerson` for issuer and `sub`.',
  })
  readonly subjectRef: string;
  @Field(() => AccessRole, { description: ROLE_GIVEN }) readonly role: string;
  @Field(() => DateTime, { nullable: true, description: 'When the role ends; absent: when it is revoked.' })
  readonly until?: string | null;
}

@InputType({ description: 'The role that a person loses.' })
export class RevokeAccessRoleInput {
  @Field(() => String, { description: 'Pseudonym of the person.' }) readonly subjectRef: string;
  @Field(() => AccessRole, { description: ROLE_GIVEN }) readonly role: string;
}

@ObjectType({ description: 'A new API key. It is returned only once.' })
export class CreateAccessKeyPayload {
  @Field(() => String, { description: 'What the system sends: `Authorization: Bearer <key>`. Only a hash of it is stored.' })
  readonly key: string;
  @Field(() => AccessKey, { description: ACCESS_KEY }) readonly accessKey: AccessKey;
}

@ObjectType({ description: 'The revoked key.' })
export class RevokeAccessKeyPayload {
  @Field(() => AccessKey, { description: ACCESS_KEY }) readonly accessKey: AccessKey;
}

@ObjectType({ description: 'All roles that the person has been given here, after the change.' })
export class AccessRolesPayload {
  @Field(() => [AssignedAccessRole], { description: 'Without revoked and expired roles.' })
  readonly roles: readonly AssignedAccessRole[];
}
