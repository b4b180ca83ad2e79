import type { FastifyInstance } from 'fastify';
import type { SignInServices } from '../access/oidc/sign-in.js';
import { invalidInput, RapportError } from '../domain/kernel/errors.js';
import { answerTo } from './http-error.js';

const FORM = 'application/x-www-form-urlencoded';
/** Ample: a logout token is about one kilobyte. */
const BODY_LIMIT = 64 * 1024;

/**
 * `POST /sign-out/issuer`: the issuer reports that somebody signed out there (OpenID Connect Back-Channel Logout 1.0).
 * Registered in a scope of its own, because no other route accepts form bodies, which any web page may send. Here the token
 * proves the sender.
 * @param parts undefined where people do not sign in with a browser
 */
export async function serveIssuerSignOut(fastify: FastifyInstance, parts: SignInServices | undefined): Promise<void> {
  await fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(FORM, { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
      done(null, new URLSearchParams(body as string)),
    );
    scope.setErrorHandler((error, _request, reply) => {
      const { status, body } = answerTo(error, reply);
      // The protocol has one status for every invalid token (section 2.8).
      return reply.status(status === 401 ? 400 : status).send(body);
    });
    scope.post('/sign-out/issuer', async (request, reply) => {
      if (!parts)
        throw new RapportError('NOT_FOUND', 'Sign-in is not configured on this server', {
          remedy: 'Set OIDC_CLIENT_ID (docs/access.md).',
        });
      const token = request.body instanceof URLSearchParams ? request.body.get('logout_token') : null;
      if (token === null) throw invalidInput('logout_token', 'is missing', `Send it as ${FORM}.`, { code: 'MISSING' });
      const { at, ...whose } = await parts.signIn.signedOut(token);
      await parts.sessions.endAll(whose, at);
      return reply.status(200).send();
    });
  });
}
