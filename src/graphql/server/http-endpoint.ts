import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type GraphQLFormattedError, OperationTypeNode } from 'graphql';
import Negotiator from 'negotiator';
import { sharedController } from '../../any-signal.js';
import { RapportError } from '../../domain/kernel/errors.js';
import { onceGone } from '../../http/once-gone.js';
import { codedError } from '../errors.js';
import type { Asker } from '../request-context.js';
import {
  type GraphqlAnswer,
  type GraphqlRequest,
  type GraphqlService,
  isRefusal,
  type ObservedOperation,
  wrongTransport,
} from './graphql-service.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The outcome of a GraphQL request, for the request log. */
    graphql?: ObservedOperation & { readonly operationName?: string | undefined };
  }
}

/**
 * Serves GraphQL over HTTP (https://graphql.github.io/graphql-over-http). As application/json, every well-formed request is
 * answered with 200; as application/graphql-response+json, a request that is refused as a whole is answered with 400.
 */
export async function openHttpEndpoint(fastify: FastifyInstance, path: string, service: GraphqlService): Promise<void> {
  await fastify.register(async (scope) => {
    scope.decorateRequest('graphql', undefined);
    scope.removeAllContentTypeParsers();
    // Unparsed: `requestOfBody` checks for JSON in UTF-8, so that these errors have the same form as the others.
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.setErrorHandler((error: Error, request, reply) => refuse(refusalOf(error), request, reply));
    scope.get(path, (request, reply) => answer(service, request, reply));
    scope.post(path, (request, reply) => answer(service, request, reply));
    scope.route({ method: ['PUT', 'PATCH', 'DELETE'], url: path, handler: () => Promise.reject(notAllowed('GET, POST')) });
  });
}

async function answer(service: GraphqlService, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const startedAt = performance.now();
  const type = responseType(request.headers.accept);
  const post = request.method === 'POST';
  const asked = post ? requestOfBody(request.headers, request.body) : requestOfAddress(request.url);
  const { identity, ip: caller, log } = request;
  if (!identity) throw new Error('The GraphQL route has no access check');
  const asker: Asker = { requestId: String(request.id), caller, identity, left: disconnectSignalOf(reply), log };
  const prepared = service.prepare(asked, identity);
  const operation = isRefusal(prepared) ? undefined : prepared;
  let answered: GraphqlAnswer;
  let status = 200;
  if (isRefusal(prepared)) answered = { errors: service.format(prepared, asker) };
  else {
    const wrong = wrongTransport(prepared, post ? 'POST' : 'GET');
    if (wrong && prepared.kind === OperationTypeNode.MUTATION) status = 405;
    answered = wrong ? { errors: service.format([wrong], asker) } : await service.run(prepared, asked.variables ?? {}, asker);
  }
  request.graphql = { ...service.observe(operation, answered.errors, startedAt), operationName: operation?.name };
  if (status === 405) void reply.header('allow', 'POST');
  else if (answered.data === undefined && type === GRAPHQL_RESPONSE) status = 400;
  return reply.status(status).header('content-type', `${type}; charset=utf-8`).send(JSON.stringify(answered));
}

/** Translates an error that Fastify raised before the handler ran. Rethrows anything that is not a client error. */
function refusalOf(error: Error): HttpRefusal {
  if (error instanceof HttpRefusal) return error;
  const { statusCode, message } = error as FastifyError;
  if (statusCode === 415) return notJson();
  if (statusCode === 413) return new HttpRefusal(413, 'The body is too large.', { remedy: 'Send a smaller request.' });
  if (statusCode === undefined || statusCode < 400 || statusCode >= 500) throw error;
  return new HttpRefusal(400, message, { remedy: 'Send the whole body, with its correct length.' });
}

function refuse({ status, message, details, headers }: HttpRefusal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const errors: GraphQLFormattedError[] = [
    codedError({ message, locations: undefined, path: undefined }, { code: 'INVALID_INPUT', ...details }),
  ];
  request.graphql = { operation: 'none', code: 'INVALID_INPUT' };
  return reply
    .status(status)
    .headers(headers)
    .header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify({ errors }));
}

const notAllowed = (allow: string) =>
  new HttpRefusal(405, 'GraphQL accepts only GET and POST.', { remedy: `Use one of ${allow}.` }, { allow });

/** A signal that aborts when the client's connection closes. Created on first use, because most requests never need it. */
export function disconnectSignalOf(reply: FastifyReply): () => AbortSignal {
  let leaving: AbortController | undefined;
  return () => {
    if (!leaving) {
      const controller = (leaving = sharedController());
      onceGone(reply, () =>
        controller.abort(new RapportError('ABANDONED', 'The client closed the connection before the answer')),
      );
    }
    return leaving.signal;
  };
}

/** A request that is refused at the HTTP level, with the status that says why. */
class HttpRefusal extends Error {
  constructor(
    readonly status: 400 | 405 | 406 | 413 | 415,
    message: string,
    readonly details: { readonly field?: string; readonly remedy: string },
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

const GRAPHQL_RESPONSE = 'application/graphql-response+json';
/** The first is used for clients that accept anything: older clients, which predate the other type, expect it. */
const MEDIA_TYPES = ['application/json', GRAPHQL_RESPONSE];

/** Negotiates the media type of the answer (GraphQL over HTTP, "Accept"). Throws 406. */
function responseType(accept: string | undefined): string {
  // Fast path for what nearly all clients send. An empty list states no preference (RFC 9110, 12.5.1).
  if (accept === undefined || accept === '*/*' || accept.trim() === '') return MEDIA_TYPES[0]!;
  if (MEDIA_TYPES.includes(accept)) return accept;
  // All answers are UTF-8, so a charset parameter for it, in any spelling, is ignored.
  const plain = accept.replaceAll(/;\s*charset\s*=\s*"?utf-?8"?/gi, '');
  const type = new Negotiator({ headers: { accept: plain } }).mediaType(MEDIA_TYPES);
  if (type !== undefined) return type;
  throw new HttpRefusal(406, `Responses are ${MEDIA_TYPES.join(' or ')}, in UTF-8.`, {
    field: 'Accept',
    remedy: `Send Accept: ${GRAPHQL_RESPONSE}, application/json;q=0.9.`,
  });
}

interface BodyHeaders {
  readonly 'content-type'?: string | undefined;
  readonly 'content-encoding'?: string | undefined;
}

/** Reads the request from a body. Throws 400, and 415 when it is compressed or declared as anything but JSON in UTF-8. */
export function requestOfBody(headers: BodyHeaders, body: unknown): GraphqlRequest {
  const { 'content-type': type = '', 'content-encoding': coding = 'identity' } = headers;
  if (type !== 'application/json' && !isUtf8Json(type)) throw notJson();
  if (coding.trim().toLowerCase() !== 'identity') throw compressed();
  if (!Buffer.isBuffer(body) || body.length === 0) throw malformed('The body is missing.', undefined);
  const request = json(textOf(body), 'The body');
  if (!isObject(request)) throw malformed('The body is not a JSON object.', undefined);
  return checked(request);
}

/** Reads the request from a URL's query parameters. Throws 400. */
export function requestOfAddress(url: string): GraphqlRequest {
  const at = url.indexOf('?');
  const parameters = new URLSearchParams(at < 0 ? '' : url.slice(at + 1));
  for (const name of ['query', 'documentId', 'operationName', 'variables', 'extensions'])
    if (parameters.getAll(name).length > 1) throw malformed(`\`${name}\` is given more than once.`, name);
  const given = (name: string) => parameters.get(name) || undefined;
  const [variables, extensions] = ['variables', 'extensions'].map((name) => {
    const text = given(name);
    return text === undefined ? undefined : json(text, `\`${name}\``, name);
  });
  const [query, documentId, operationName] = ['query', 'documentId', 'operationName'].map(given);
  return checked({ query, documentId, operationName, variables, extensions });
}

function isUtf8Json(contentType: string): boolean {
  const [type, ...parameters] = contentType
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  return type === 'application/json' && (charset === undefined || /^charset="?utf-?8"?$/.test(charset));
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Rejects other encodings: decoded leniently, their names would be recorded for ever with replacement characters. */
function textOf(body: Buffer): string {
  try {
    return UTF8.decode(body);
  } catch {
    throw malformed('The body is not UTF-8.', undefined);
  }
}

const compressed = () =>
  new HttpRefusal(
    415,
    'The body is compressed.',
    { field: 'Content-Encoding', remedy: 'Send it uncompressed, without Content-Encoding.' },
    { 'accept-encoding': 'identity' },
  );

const notJson = () =>
  new HttpRefusal(415, 'The body is not JSON in UTF-8.', {
    field: 'Content-Type',
    remedy: 'Send a JSON body with `query` and, if needed, `variables`, as application/json.',
  });

function checked(request: Readonly<Record<string, unknown>>): GraphqlRequest {
  const { query, documentId } = request;
  if (isNothing(query) && isNothing(documentId)) throw malformed('`query` is missing.', 'query');
  if (!isNothing(query) && !isNothing(documentId))
    throw malformed('`query` and `documentId` must not be given together.', 'documentId');
  // Checked as the protocol demands, and not used.
  optional(request, 'extensions', isObject, 'an object');
  return {
    query: optional(request, 'query', isText, 'a string'),
    documentId: optional(request, 'documentId', isText, 'a string'),
    operationName: optional(request, 'operationName', isText, 'a string') || undefined,
    variables: optional(request, 'variables', isObject, 'an object'),
  };
}

/** A field of the request; null counts as absent. @throws HttpRefusal 400, naming the field, when it is something else */
function optional<T>(
  request: Readonly<Record<string, unknown>>,
  field: string,
  is: (value: unknown) => value is T,
  form: string,
): T | undefined {
  const value = request[field];
  if (isNothing(value)) return undefined;
  if (is(value)) return value;
  throw malformed(`\`${field}\` is not ${form}.`, field);
}

function json(text: string, what: string, field?: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed(`${what} is not JSON.`, field);
  }
}

const malformed = (message: string, field: string | undefined) =>
  new HttpRefusal(400, message, {
    ...(field !== undefined && { field }),
    remedy: 'Send { "query": "…", "variables": { … }, "operationName": "…" }; only `query` is required.',
  });

const isNothing = (value: unknown): value is undefined | null => value === undefined || value === null;
const isText = (value: unknown): value is string => typeof value === 'string';
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
