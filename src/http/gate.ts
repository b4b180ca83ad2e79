import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticator } from '../access/authenticator.js';
import { credentialsOf } from '../access/credentials.js';
import type { Identity } from '../access/identity.js';
import { isOpen, permission, POLICY, whoMay } from '../access/policy.js';
import { isRapportError, RapportError } from '../domain/kernel/errors.js';
import { answerTo } from './http-error.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; undefined where whoever comes is answered. */
    identity?: Identity;
  }
}

/**
 * The one place where HTTP asks who comes and whether he may: before anything of the request is read. What the table does not name nobody may.
 * Within GraphQL the table is asked again, field by field.
 * @param graphqlPath whose clients read errors in the form of GraphQL only
 */
export function guardPaths(fastify: FastifyInstance, authenticator: Authenticator, graphqlPath: string): void {
  // What browsers ask ahead of a request (OPTIONS) carries no credentials and tells nothing.
  // Before a request can come: a path that was forgotten is found out at the start.
  fastify.addHook('onRoute', ({ url, method }) => {
    if (method !== 'OPTIONS' && !isOpen(url) && !POLICY.has(permission('HTTP', url)))
      throw new Error(`The table of who may do what does not name ${url}`);
  });
  fastify.decorateRequest('identity', undefined);
  // Not async: a request whose caller is remembered is to cost a look-up.
  fastify.addHook('onRequest', (request, reply, done) => {
    const path = request.routeOptions.url;
    if (request.method === 'OPTIONS' || (path !== undefined && isOpen(path))) return done();
    const refuse = (error: unknown) => void sendRefusal(error, request, reply, graphqlPath);
    const judge = (identity: Identity) => {
      authenticator.limits.asked(identity.subject);
      request.identity = identity;
      // Where there is nothing there is nothing to be forbidden.
      if (path !== undefined && !identity.permissions.has(permission('HTTP', path))) throw forbidden(path);
    };
    try {
      const identified = authenticator.identify(credentialsOf(request.headers));
      if (identified instanceof Promise) return void identified.then(judge).then(() => done(), refuse);
      judge(identified);
    } catch (error) {
      return refuse(error);
    }
    done();
  });
}

function sendRefusal(error: unknown, request: FastifyRequest, reply: FastifyReply, graphqlPath: string): FastifyReply {
  const { status, body } = answerTo(error, reply);
  if (isRapportError(error, 'UNAUTHENTICATED')) void reply.header('www-authenticate', 'Bearer realm="Rapport"');
  if (status === 503 || status === 429) void reply.header('retry-after', '5');
  const { message, ...extensions } = body.error;
  const isGraphql = request.routeOptions.url === graphqlPath;
  return reply.status(status).send(isGraphql ? { errors: [{ message, extensions }] } : body);
}

function forbidden(path: string): RapportError {
  return new RapportError('FORBIDDEN', `You may not use ${path}`, {
    remedy: whoMay(permission('HTTP', path)),
  });
}
