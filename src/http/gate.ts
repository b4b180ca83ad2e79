import type { FastifyInstance, FastifyReply } from 'fastify';
import type { IncomingMessage, Server } from 'node:http';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Authenticator } from '../access/authenticator.js';
import { credentialsOf } from '../access/credentials.js';
import type { Identity } from '../access/identity.js';
import { isOpen, permission, POLICY, whoMay } from '../access/policy.js';
import { isRapportError, RapportError } from '../domain/kernel/errors.js';
import { answerAndEnd, answerTo, type HttpError, malformedRequest, toHttpError } from './http-error.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; undefined where whoever comes is answered. */
    identity?: Identity;
  }
}

/**
 * The one place where HTTP asks who comes and whether they may: before anything of the request is read. What the table does not name nobody may.
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
    const refuse = (error: unknown) => void sendRefusal(error, reply, graphqlPath);
    const judge = (identity: Identity) => {
      authenticator.limits.countRequest(identity.subject);
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

function sendRefusal(error: unknown, reply: FastifyReply, graphqlPath: string): FastifyReply {
  const refusal = answerTo(error, reply);
  if (isRapportError(error, 'UNAUTHENTICATED')) void reply.header('www-authenticate', 'Bearer realm="Rapport"');
  if (refusal.status === 503 || refusal.status === 429) void reply.header('retry-after', '5');
  return send(refusal, reply, graphqlPath);
}

/** Clients of GraphQL read errors in its form only. */
function send({ status, body }: HttpError, reply: FastifyReply, graphqlPath: string): FastifyReply {
  const { message, ...extensions } = body.error;
  const isGraphql = reply.request.routeOptions.url === graphqlPath;
  return reply.status(status).send(isGraphql ? { errors: [{ message, extensions }] } : body);
}

function forbidden(path: string): RapportError {
  return new RapportError('FORBIDDEN', `You may not use ${path}`, {
    remedy: whoMay(permission('HTTP', path)),
  });
}

/** What works for whoever asks, and is no page: a link to it from elsewhere is an order, not a visit. */
const NO_PAGES = ['/graphql', '/feed/'];

/** Which web pages may use the server, and under which names browsers may reach it. */
export interface PageRules {
  /** Origins besides the server's own, as browsers write them: `https://rapport.example`. */
  readonly allowedOrigins: readonly string[];
  /** Whether the server knows all its names: it listens on this machine alone, is open to everybody, or was told the origins. */
  readonly knowsItsNames: boolean;
}

export interface Caller {
  readonly host?: string | undefined;
  /** Sent by browsers only: with every POST, every WebSocket and every cross-origin read. */
  readonly origin?: string | undefined;
  /** How the page stands to this server that made the browser ask; sent by browsers only. */
  readonly 'sec-fetch-site'?: string | undefined;
  readonly 'sec-fetch-mode'?: string | undefined;
  readonly 'sec-fetch-dest'?: string | undefined;
}

/**
 * Why a browser's request is refused; undefined when it is not. What a browser sends comes with its session, and in development mode
 * whatever it sends is carried out. So a page of somebody else may neither send commands (a form needs no permission to), nor open a WebSocket (which CORS does not
 * guard), nor have questions asked by its pictures and frames, nor come under a name of its own that it lets point at this machine (DNS rebinding). An address cannot be rebound.
 */
export function refusedPage(caller: Caller, path: string, { allowedOrigins, knowsItsNames }: PageRules): string | undefined {
  const { host, origin } = caller;
  // Of our name is also what somebody between wrote into a page that came in plain: to the browser that is another site than ours by TLS.
  const isOurs = origin !== undefined && hostOf(origin) === host?.toLowerCase() && !isForeign(caller);
  if (origin !== undefined && !isOurs && !allowedOrigins.includes(origin)) return `pages of ${origin} may not use this server`;
  // Pictures, scripts and frames of a page are fetched without an origin.
  if (origin === undefined && isForeign(caller) && !isVisit(caller, path)) return 'foreign pages may not use this server';
  const name = hostnameOf(host);
  if (!knowsItsNames || name === undefined || isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost'))
    return undefined;
  return allowedOrigins.some((allowed) => new URL(allowed).hostname === name) ? undefined : `this server is not called ${name}`;
}

const isForeign = ({ 'sec-fetch-site': site }: Caller) => site === 'cross-site' || site === 'same-site';

/** A link was followed, in a window of its own. */
const isVisit = ({ 'sec-fetch-mode': mode, 'sec-fetch-dest': destination }: Caller, path: string) =>
  mode === 'navigate' && destination === 'document' && !NO_PAGES.some((start) => path.startsWith(start));

/** `rapport.example:4000` of `http://rapport.example:4000`. */
const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);

/** A host as nearly all callers write it: nothing to be brought into another form. */
const PLAIN_HOST = /^(localhost|(?:\d{1,3}\.){3}\d{1,3})(?::\d+)?$/;

/** Without the port and the brackets of an IPv6 address. */
function hostnameOf(host: string | undefined): string | undefined {
  if (host === undefined) return undefined;
  const plain = PLAIN_HOST.exec(host)?.[1];
  if (plain !== undefined) return plain;
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '') : host;
}

/** What stands before or behind the host of an address (RFC 3986, 3.2): part of no host. */
const NO_HOST = /[/?#@\\]/;

/** Why a request is refused by what it says of where it goes and where it comes from. */
function misaddressed(request: IncomingMessage, rules: PageRules): HttpError | undefined {
  const { host } = request.headers;
  // RFC 9112, 3.2
  if (host === undefined ? request.httpVersion === '1.1' : NO_HOST.test(host) || request.headersDistinct['host']!.length > 1)
    return malformedRequest(400, 'It does not name one host.');
  const reason = refusedPage(request.headers, pathOf(request), rules);
  if (reason === undefined) return undefined;
  const remedy = 'Name the page’s origin in ALLOWED_ORIGINS, or use the server’s own address.';
  return toHttpError(new RapportError('FORBIDDEN_ORIGIN', reason, { remedy }));
}

const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?')[0]!;

/** Only our own pages and the allowed ones may use the server from a browser. */
export function guardAgainstPages(fastify: FastifyInstance, rules: PageRules, graphqlPath: string): void {
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    const refusal = misaddressed(request.raw, rules);
    if (refusal) await send(refusal, reply, graphqlPath);
  });
}

/**
 * Refuses a WebSocket to foreign pages, which CORS does not guard against, and to more clients than there is room for. True where it is
 * refused.
 */
export function refuseUpgrade(rules: PageRules) {
  return (request: IncomingMessage, socket: Duplex, hasRoom: boolean): boolean => {
    const full = () =>
      toHttpError(new RapportError('BUSY', 'Too many clients are connected over WebSocket.', { remedy: 'Come back later.' }));
    const refusal = misaddressed(request, rules) ?? (hasRoom ? undefined : full());
    if (refusal) answerAndEnd(socket, refusal);
    return refusal !== undefined;
  };
}

/**
 * Refuses to upgrade on any address but that of GraphQL. Node hands the socket of an upgrade over and forgets it: answered like any other request
 * nobody would close it, and a server that stops would wait for it for ever.
 * @param graphqlPath undefined where GraphQL is not served
 */
export function refuseOtherUpgrades(server: Server, graphqlPath: string | undefined): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    const path = pathOf(request);
    if (path === graphqlPath) return;
    const refusal = new RapportError('NOT_FOUND', `There is no WebSocket at ${path.slice(0, 200)}`, {
      remedy:
        graphqlPath === undefined
          ? 'Ask without an Upgrade header.'
          : `Subscribe at ${graphqlPath}, or ask without an Upgrade header.`,
    });
    answerAndEnd(socket, toHttpError(refusal));
  });
}
