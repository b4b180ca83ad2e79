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
    @Optional() @Inject(AccessRegister) private readonly opened?: AccessRegister,
  ) {}

  @Query(() => [AccessKey], { description: 'The keys ever made, without what opens anything.' })
  async accessKeys(@Context() { now }: RequestContext): Promise<readonly AccessKey[]> {
    const { keys } = await this.currentState();
    return Object.values(keys).map((key) => keyOf(key, now));
  }

  @Query(() => [AssignedAccessRole], { description: 'The roles that people have been given here, and not lost.' })
  async accessRoles(@Context() { now }: RequestContext): Promise<readonly AssignedAccessRole[]> {
    return standingRoles(await this.currentState(), now).map((assigned) => roleOf(assigned));
  }

  @Mutation(() => CreateAccessKeyPayload, {
    nullable: true,
    description: 'Makes a key for another system, and tells it this once.',
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

  @Mutation(() => RevokeAccessKeyPayload, { nullable: true, description: 'Takes a key back, for good and at once.' })
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
      'Gives a person a role here, besides those that the issuer says, at once. Given again, it is as it was last given.',
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
    description: 'Takes back, at once, a role that a person was given here. What the issuer says is not changed.',
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
    throw new RapportError('INVALID_CONFIGURATION', 'Nothing is kept here of who may come in', { field: 'ROLE' });
  }
}

const keyOf = ({ secretHash: _, ...key }: KnownKey, now: string): AccessKey => ({
  ...key,
  status: statusOf(key, now),
  revokedAt: key.revokedAt ?? null,
});

const roleOf = (assigned: AssignedRole): AssignedAccessRole => ({ ...assigned, until: assigned.until ?? null });
