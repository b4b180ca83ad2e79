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
    /** The authenticated caller; undefined on paths that need no identity. */
    identity?: Identity;
  }
}

/**
 * Authenticates and authorises every HTTP request before its body is read. Paths that are missing in the policy table are
 * forbidden. GraphQL checks the table again for each field.
 * @param graphqlPath clients of this path get errors in GraphQL's form only
 */
export function guardPaths(fastify: FastifyInstance, authenticator: Authenticator, graphqlPath: string): void {
  // Preflight requests (OPTIONS) carry no credentials and reveal nothing. Checked when routes are registered, so that a
  // forgotten path fails at start-up.
  fastify.addHook('onRoute', ({ url, method }) => {
    if (method !== 'OPTIONS' && !isOpen(url) && !POLICY.has(permission('HTTP', url)))
      throw new Error(`The permissions table does not contain ${url}`);
  });
  fastify.decorateRequest('identity', undefined);
  // Not async: a request of a cached caller should cost no more than a lookup.
  fastify.addHook('onRequest', (request, reply, done) => {
    const path = request.routeOptions.url;
    if (request.method === 'OPTIONS' || (path !== undefined && isOpen(path))) return done();
    const refuse = (error: unknown) => void sendRefusal(error, reply, graphqlPath);
    const judge = (identity: Identity) => {
      authenticator.limits.countRequest(identity.subject);
      request.identity = identity;
      // An unknown path is answered by 404, so there is nothing to forbid.
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

/** Clients of GraphQL understand errors in its form only. */
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

/** Paths that are no pages: following a link to them from a foreign page would be a request on the user's behalf, not a visit. */
const NO_PAGES = ['/graphql', '/feed/'];

/** Which web pages may use the server, and under which host names browsers may reach it. */
export interface PageRules {
  /** Allowed origins besides the server's own, as browsers write them: `https://rapport.example`. */
  readonly allowedOrigins: readonly string[];
  /**
   * Whether the server knows all its host names: it listens on loopback only, is open to everybody, or has configured origins.
   */
  readonly knowsItsNames: boolean;
}

export interface Caller {
  readonly host?: string | undefined;
  /** Sent by browsers with every POST, every WebSocket and every cross-origin read. */
  readonly origin?: string | undefined;
  /** The relation of the requesting page to this server; sent by browsers only. */
  readonly 'sec-fetch-site'?: string | undefined;
  readonly 'sec-fetch-mode'?: string | undefined;
  readonly 'sec-fetch-dest'?: string | undefined;
}

/**
 * Why a browser's request is refused; undefined when it is allowed.
 * A browser attaches its session to requests, and in development mode every request is carried out. So a foreign page must not
 * send commands (forms need no permission), open a WebSocket (not covered by CORS), query through images and frames, or use a
 * host name of its own that resolves to this machine (DNS rebinding; requests to IP addresses cannot be rebound).
 */
export function refusedPage(caller: Caller, path: string, { allowedOrigins, knowsItsNames }: PageRules): string | undefined {
  const { host, origin } = caller;
  // A page fetched over plain HTTP under our host name may have been altered on the way. For the browser it is another site than
  // ours over TLS.
  const isOurs = origin !== undefined && hostOf(origin) === host?.toLowerCase() && !isForeign(caller);
  if (origin !== undefined && !isOurs && !allowedOrigins.includes(origin)) return `pages of ${origin} may not use this server`;
  // Images, scripts and frames are fetched without an `Origin` header.
  if (origin === undefined && isForeign(caller) && !isVisit(caller, path)) return 'pages of other sites may not use this server';
  const name = hostnameOf(host);
  if (!knowsItsNames || name === undefined || isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost'))
    return undefined;
  return allowedOrigins.some((allowed) => new URL(allowed).hostname === name)
    ? undefined
    : `this server does not have the name ${name}`;
}

const isForeign = ({ 'sec-fetch-site': site }: Caller) => site === 'cross-site' || site === 'same-site';

/** Whether the user followed a link in a top-level window. */
const isVisit = ({ 'sec-fetch-mode': mode, 'sec-fetch-dest': destination }: Caller, path: string) =>
  mode === 'navigate' && destination === 'document' && !NO_PAGES.some((start) => path.startsWith(start));

/** The host of an origin: `rapport.example:4000` of `http://rapport.example:4000`. */
const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);

/** Matches nearly all Host headers: they need no normalisation. */
const PLAIN_HOST = /^(localhost|(?:\d{1,3}\.){3}\d{1,3})(?::\d+)?$/;

/** The host name without port and without the brackets of an IPv6 address. */
function hostnameOf(host: string | undefined): string | undefined {
  if (host === undefined) return undefined;
  const plain = PLAIN_HOST.exec(host)?.[1];
  if (plain !== undefined) return plain;
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '') : host;
}

/** Characters that delimit a host in an address (RFC 3986, 3.2) and cannot be part of one. */
const NO_HOST = /[/?#@\\]/;

/** Checks the Host header, and the origin; returns the refusal, if any. */
function misaddressed(request: IncomingMessage, rules: PageRules): HttpError | undefined {
  const { host } = request.headers;
  // RFC 9112, 3.2
  if (host === undefined ? request.httpVersion === '1.1' : NO_HOST.test(host) || namesTwoHosts(request))
    return malformedRequest(400, 'The request does not name exactly one host.');
  const reason = refusedPage(request.headers, pathOf(request), rules);
  if (reason === undefined) return undefined;
  const remedy = 'Name the page’s origin in ALLOWED_ORIGINS, or use the server’s own address.';
  return toHttpError(new RapportError('FORBIDDEN_ORIGIN', reason, { remedy }));
}

/** Of several Host headers Node hands on the first one. */
const namesTwoHosts = ({ rawHeaders }: IncomingMessage): boolean =>
  rawHeaders.filter((name, place) => place % 2 === 0 && name.toLowerCase() === 'host').length > 1;

const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?')[0]!;

/** Restricts browsers to our own pages and those of allowed origins. */
export function guardAgainstPages(fastify: FastifyInstance, rules: PageRules, graphqlPath: string): void {
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    const refusal = misaddressed(request.raw, rules);
    if (refusal) await send(refusal, reply, graphqlPath);
  });
}

/**
 * Refuses WebSocket upgrades from foreign pages, which CORS does not cover, and beyond the connection limit. Returns true when
 * refused.
 */
export function refuseUpgrade(rules: PageRules) {
  return (request: IncomingMessage, socket: Duplex, hasRoom: boolean): boolean => {
    const full = () =>
      toHttpError(new RapportError('BUSY', 'Too many clients are connected over WebSocket.', { remedy: 'Try again later.' }));
    const refusal = misaddressed(request, rules) ?? (hasRoom ? undefined : full());
    if (refusal) answerAndEnd(socket, refusal);
    return refusal !== undefined;
  };
}

/**
 * Refuses upgrades on all addresses but GraphQL's.
 * Node detaches the socket of an upgrade: with a normal response nobody would close it, and a stopping server would wait for
 * it for ever.
 * @param graphqlPath undefined where GraphQL is not served
 */
export function refuseOtherUpgrades(server: Server, graphqlPath: string | undefined): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    const path = pathOf(request);
    if (path === graphqlPath) return;
    const refusal = new RapportError('NOT_FOUND', `There is no WebSocket at ${path.slice(0, 200)}`, {
      remedy:
        graphqlPath === undefined
          ? 'Send the request without an Upgrade header.'
          : `Subscribe at ${graphqlPath}, or send the request without an Upgrade header.`,
    });
    answerAndEnd(socket, toHttpError(refusal));
  });
}
