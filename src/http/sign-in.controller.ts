import { Controller, Delete, Get, HttpCode, Inject, Optional, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { speaksFor } from '../access/acting.js';
import { AUTHENTICATOR, type Authenticator } from '../access/authenticator.js';
import { cookieOf, credentialsOf } from '../access/credentials.js';
import { SIGN_IN_SERVICES, type SignInServices, SIGN_IN_MS } from '../access/oidc/sign-in.js';
import { RapportError, isRapportError } from '../domain/kernel/errors.js';

/** The cookie of a pending sign-in. With the `__Host-` prefix no other host of the domain can set it. */
const pendingCookie = (isSecure: boolean): string => (isSecure ? '__Host-rapport_sign_in' : 'rapport_sign_in');

/** Sign-in and sign-out at the issuer, for people with a browser. */
@Controller()
export class SignInController {
  constructor(@Optional() @Inject(SIGN_IN_SERVICES) private readonly configured?: SignInServices) {}

  /** @throws RapportError NOT_FOUND where people do not sign in with a browser */
  private get parts(): SignInServices {
    if (this.configured !== undefined) return this.configured;
    throw new RapportError('NOT_FOUND', 'Sign-in is not configured on this server', {
      remedy: 'To enable it, the operator of the server sets OIDC_CLIENT_ID (docs/access.md).',
    });
  }

  @Get('sign-in')
  async begin(@Query('returnTo') returnTo: unknown, @Res() reply: FastifyReply): Promise<void> {
    const { signIn, isSecure } = this.parts;
    const { url, cookie } = await signIn.begin(typeof returnTo === 'string' ? returnTo : undefined);
    await reply.header('set-cookie', this.cookie(pendingCookie(isSecure), cookie, SIGN_IN_MS)).redirect(url, 303);
  }

  @Get('sign-in/callback')
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { signIn, sessions, isSecure } = this.parts;
    const pending = pendingCookie(isSecure);
    const query = request.url.slice(request.url.indexOf('?') + 1);
    const { signedIn, returnTo } = await signIn.finish(cookieOf(request.headers.cookie, pending), query);
    // Ends the session that this browser had before.
    await sessions.end(request.headers.cookie);
    const begun = await sessions.begin(signedIn, request.headers['user-agent']);
    const session = this.cookie(sessions.cookie, begun, sessions.times.longest);
    await reply.header('set-cookie', [session, this.cookie(pending, '', 0)]).redirect(returnTo, 303);
  }

  /**
   * A POST, because foreign pages cannot send one here. The page then navigates to the returned address, to sign out at the
   * issuer as well.
   */
  @Post('sign-out')
  @HttpCode(200)
  async end(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ redirect: string | null }> {
    const { signIn, sessions } = this.parts;
    const ended = await sessions.end(request.headers.cookie);
    void reply.header('set-cookie', this.cookie(sessions.cookie, '', 0));
    // The local session has ended, whether or not the issuer answers.
    return { redirect: ended ? await signIn.farewell().catch(() => null) : null };
  }

  /** Lists the caller's own sessions, in all browsers (OWASP ASVS 4.0, 3.3.4). */
  @Get('sessions')
  async list(@Req() { identity, headers }: FastifyRequest) {
    const { sessions } = this.parts;
    const own = sessions.idIn(headers.cookie);
    const all = await sessions.of(identity!.subject);
    return { sessions: all.map((session) => ({ ...session, isThisBrowser: session.id === own })) };
  }

  @Delete('sessions')
  @HttpCode(204)
  async endAll(@Req() { identity }: FastifyRequest): Promise<void> {
    await this.parts.sessions.endAll({ subject: identity!.subject }, Date.now());
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  async endOne(@Req() { identity }: FastifyRequest, @Param('id') id: string): Promise<void> {
    if (await this.parts.sessions.endOne(identity!.subject, id)) return;
    throw new RapportError('NOT_FOUND', 'You have no such session', {
      field: 'id',
      remedy: 'GET /sessions lists your sessions.',
    });
  }

  /** Values are base64url, so they need no escaping. */
  private cookie(name: string, value: string, milliseconds: number): string {
    const age = Math.round(milliseconds / 1_000);
    return `${name}=${value}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${this.parts.isSecure ? '; Secure' : ''}`;
  }
}

/** Describes the caller's identity, and the ways to sign in, to the explorer and other clients. */
@Controller('session')
export class SessionController {
  constructor(
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
    @Optional() @Inject(SIGN_IN_SERVICES) private readonly parts?: SignInServices,
  ) {}

  @Get()
  async session(@Req() request: FastifyRequest) {
    const { mode, notice } = this.authenticator;
    const signIn = this.parts === undefined ? null : '/sign-in';
    return { mode, notice: notice ?? null, signIn, identity: await this.identityOf(request) };
  }

  private async identityOf({ headers }: FastifyRequest) {
    try {
      const identity = await this.authenticator.identify(credentialsOf(headers));
      const { subject, roles, scope, speaksForOthers, permissions } = identity;
      const sides = scope === 'ALL' ? { departments: null, teams: null } : scope;
      return {
        subject,
        roles,
        everywhere: scope === 'ALL',
        ...sides,
        speaksForOthers,
        speaksFor: speaksFor(identity),
        may: [...permissions].sort(),
      };
    } catch (error) {
      if (isRapportError(error, 'UNAUTHENTICATED')) return null;
      throw error;
    }
  }
}
