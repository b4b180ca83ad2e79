import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type GraphQLFormattedError, OperationTypeNode } from 'graphql';
import { RapportError } from '../../domain/kernel/errors.js';
import { codedError } from '../errors.js';
import type { Asker } from '../request-context.js';
import { type GraphqlAnswer, type GraphqlService, isRefusal, type ObservedOperation, wrongTransport } from './graphql-service.js';
import { GRAPHQL_RESPONSE, HttpRefusal, notJson, requestOfAddress, requestOfBody, responseType } from './http-request.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What came of a GraphQL request, for whoever writes a line about each request. */
    graphql?: ObservedOperation & { readonly operationName?: string | undefined };
  }
}

/**
 * Serves GraphQL over HTTP (https://graphql.github.io/graphql-over-http). As application/json every well-formed request is answered with 200,
 * as application/graphql-response+json one that was refused as a whole with 400.
 */
export async function openHttpEndpoint(fastify: FastifyInstance, path: string, service: GraphqlService): Promise<void> {
  await fastify.register(async (scope) => {
    scope.decorateRequest('graphql', undefined);
    scope.removeAllContentTypeParsers();
    // As it is: whether it is JSON in UTF-8 is said in the same words as whatever else is wrong with it.
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.setErrorHandler((error: Error, request, reply) => refuse(refusalOf(error), request, reply));
    scope.get(path, (request, reply) => answer(service, request, reply));
    scope.post(path, (request, reply) => answer(service, request, reply));
    scope.route({ method: ['PUT', 'PATCH', 'DELETE'], url: path, handler: () => Promise.reject(notAllowed('GET, POST')) });
  });
}

async function answer(service: GraphqlService, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const begun = performance.now();
  const type = responseType(request.headers.accept);
  const post = request.method === 'POST';
  const asked = post ? requestOfBody(request.headers, request.body) : requestOfAddress(request.url);
  const { identity, ip: caller, log } = request;
  if (!identity) throw new Error('GraphQL is not behind the gate that says who asks');
  const asker: Asker = { requestId: String(request.id), caller, identity, left: leavingOf(reply), log };
  const prepared = service.prepare(asked, identity);
  const operation = isRefusal(prepared) ? undefined : prepared;
  let answered: GraphqlAnswer;
  let status = 200;
  if (isRefusal(prepared)) answered = { errors: service.words(prepared, asker) };
  else {
    const wrong = wrongTransport(prepared, post ? 'POST' : 'GET');
    if (wrong && prepared.kind === OperationTypeNode.MUTATION) status = 405;
    answered = wrong ? { errors: service.words([wrong], asker) } : await service.run(prepared, asked.variables ?? {}, asker);
  }
  request.graphql = { ...service.observe(operation, answered.errors, begun), operationName: operation?.name };
  if (status === 405) void reply.header('allow', 'POST');
  else if (answered.data === undefined && type === GRAPHQL_RESPONSE) status = 400;
  return reply.status(status).header('content-type', `${type}; charset=utf-8`).send(JSON.stringify(answered));
}

/** What Fastify found wrong before the request came here, in our words. Rethrows what is a defect. */
function refusalOf(error: Error): HttpRefusal {
  if (error instanceof HttpRefusal) return error;
  const { statusCode, message } = error as FastifyError;
  if (statusCode === 415) return notJson();
  if (statusCode === 413) return new HttpRefusal(413, 'The body is too large.', { remedy: 'Send less in one request.' });
  if (statusCode === undefined || statusCode < 400 || statusCode >= 500) throw error;
  return new HttpRefusal(400, message, { remedy: 'Send the whole body, and its true length.' });
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
  new HttpRefusal(405, 'GraphQL is asked by GET or POST.', { remedy: `Use one of ${allow}.` }, { allow });

/** The signal that comes when the client's connection closes, made when it is first asked for: most requests are answered before anybody does. */
export function leavingOf({ raw }: FastifyReply): () => AbortSignal {
  let leaving: AbortController | undefined;
  return () => {
    if (!leaving) {
      const controller = (leaving = new AbortController());
      const leave = () => controller.abort(new RapportError('ABANDONED', 'The client closed the connection before the answer'));
      if (raw.destroyed) leave();
      else raw.once('close', leave);
    }
    return leaving.signal;
  };
}
