import { Controller, Get, Header, Inject, Optional, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AUTHENTICATOR, type Authenticator } from '../access/authenticator.js';
import { credentialsOf } from '../access/credentials.js';
import { SIGN_IN_PARTS, type SignInParts } from '../access/sign-in/sign-in-parts.js';
import { isRapportError } from '../domain/kernel/errors.js';

/** Tells a page, or whoever wonders, who it is taken for, and who else would be let in. */
@Controller('session')
export class SessionController {
  constructor(
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
    @Optional() @Inject(SIGN_IN_PARTS) private readonly parts?: SignInParts,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  async session(@Req() request: FastifyRequest) {
    const { mode, notice } = this.authenticator;
    const signIn = this.parts === undefined ? null : '/sign-in';
    return { mode, notice: notice ?? null, signIn, identity: await this.identityOf(request) };
  }

  private async identityOf({ headers }: FastifyRequest) {
    try {
      const { subject, roles, scope, speaksForOthers, permissions } = await this.authenticator.identify(credentialsOf(headers));
      const sides = scope === 'ALL' ? { departments: null, teams: null } : scope;
      return { subject, roles, everywhere: scope === 'ALL', ...sides, speaksForOthers, may: [...permissions].sort() };
    } catch (error) {
      if (isRapportError(error, 'UNAUTHENTICATED')) return null;
      throw error;
    }
  }
}
