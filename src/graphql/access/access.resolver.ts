import { Inject, Optional } from '@nestjs/common';
import { Args, Context, Mutation } from '@nestjs/graphql';
import { AccessRegister } from '../../access/access-register.js';
import { assignRole, revokeRole, standingRoles } from '../../access/given-roles.js';
import { issueKey, revokeKey } from '../../access/keys/issue-key.js';
import { statusOf } from '../../access/keys/key-ring.js';
import type { AccessKey as KnownKey, AccessRole, AssignedRole } from '../../domain/access.js';
import { RapportError } from '../../domain/kernel/errors.js';
import { Answers, Query } from '../kit/answers.js';
import type { RequestContext } from '../request-context.js';
import { PROGRAM, type Program } from '../tokens.js';
import {
  AccessKey,
  AccessRolesPayload,
  AssignAccessRoleInput,
  AssignedAccessRole,
  CreateAccessKeyInput,
  CreateAccessKeyPayload,
  RevokeAccessKeyInput,
  RevokeAccessKeyPayload,
  RevokeAccessRoleInput,
} from './access.types.js';
import { INPUT } from '../kit/args.js';

/**
 * Access keys, and the roles assigned to people here. Each answer is sent only after this process has read back what was
 * written.
 */
@Answers()
export class AccessResolver {
  constructor(
    @Inject(PROGRAM) private readonly program: Program,
    @Optional() private readonly opened?: AccessRegister,
  ) {}

  @Query(() => [AccessKey], { description: 'All API keys ever created, without their secrets.' })
  async accessKeys(@Context() { now }: RequestContext): Promise<readonly AccessKey[]> {
    const { keys } = await this.currentState();
    return Object.values(keys).map((key) => keyOf(key, now));
  }

  @Query(() => [AssignedAccessRole], { description: 'The current roles that people were given here.' })
  async accessRoles(@Context() { now }: RequestContext): Promise<readonly AssignedAccessRole[]> {
    return standingRoles(await this.currentState(), now).map((assigned) => roleOf(assigned));
  }

  @Mutation(() => CreateAccessKeyPayload, {
    nullable: true,
    description: 'Creates an API key for another system and returns it once.',
  })
  async createAccessKey(
    @Args('input', { ...INPUT, type: () => CreateAccessKeyInput }) input: CreateAccessKeyInput,
    @Context() { asker, now }: RequestContext,
  ): Promise<CreateAccessKeyPayload> {
    const { runner, organizationId } = this.program;
    const wanted = { ...input, roles: input.roles as readonly AccessRole[] };
    const { keyId, key } = await issueKey(runner, organizationId, wanted, asker.identity.actor);
    return { key, accessKey: keyOf((await this.currentState()).keys[keyId]!, now) };
  }

  @Mutation(() => RevokeAccessKeyPayload, { nullable: true, description: 'Revokes an API key, at once and for good.' })
  async revokeAccessKey(
    @Args('input', { ...INPUT, type: () => RevokeAccessKeyInput }) { keyId }: RevokeAccessKeyInput,
    @Context() { asker, now }: RequestContext,
  ): Promise<RevokeAccessKeyPayload> {
    const { runner, organizationId } = this.program;
    await revokeKey(runner, organizationId, keyId, asker.identity.actor);
    return { accessKey: keyOf((await this.currentState()).keys[keyId]!, now) };
  }

  @Mutation(() => AccessRolesPayload, {
    nullable: true,
    description:
      'Gives a person a role here, in addition to those of the identity provider, at once. The latest assignment of the same role replaces earlier ones.',
  })
  async assignAccessRole(
    @Args('input', { ...INPUT, type: () => AssignAccessRoleInput }) input: AssignAccessRoleInput,
    @Context() context: RequestContext,
  ): Promise<AccessRolesPayload> {
    const { runner, organizationId } = this.program;
    await assignRole(runner, organizationId, { ...input, role: input.role as AccessRole }, context.asker.identity.actor);
    return this.rolesOf(input.subjectRef);
  }

  @Mutation(() => AccessRolesPayload, {
    nullable: true,
    description: 'Revokes, at once, a role that a person was given here. Roles of the identity provider do not change.',
  })
  async revokeAccessRole(
    @Args('input', { ...INPUT, type: () => RevokeAccessRoleInput }) input: RevokeAccessRoleInput,
    @Context() context: RequestContext,
  ): Promise<AccessRolesPayload> {
    const { runner, organizationId } = this.program;
    await revokeRole(runner, organizationId, { ...input, role: input.role as AccessRole }, context.asker.identity.actor);
    return this.rolesOf(input.subjectRef);
  }

  private async rolesOf(subjectRef: string): Promise<AccessRolesPayload> {
    await this.currentState();
    return { roles: this.register.assignedTo(subjectRef).roles.map((assigned) => roleOf(assigned)) };
  }

  private async currentState() {
    await this.register.catchUp();
    return this.register.state;
  }

  private get register(): AccessRegister {
    if (this.opened) return this.opened;
    throw new RapportError('INVALID_CONFIGURATION', 'Keys and roles cannot be managed in this process', { field: 'ROLE' });
  }
}

const keyOf = ({ secretHash: _, ...key }: KnownKey, now: string): AccessKey => ({
  ...key,
  status: statusOf(key, now),
  revokedAt: key.revokedAt ?? null,
});

const roleOf = (assigned: AssignedRole): AssignedAccessRole => ({ ...assigned, until: assigned.until ?? null });
