import type { GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Asker } from '../request-context.js';
import { requestError } from './classify.js';
import { codedError, rapportErrorIn } from './coded-error.js';

/**
 * The one place where errors are put into words for clients, over HTTP as over WebSocket. A RapportError speaks for itself; what GraphQL itself
 * refuses keeps its message and gets a code; anything else is a defect of ours: the client learns the request's id, and the log the rest.
 */
export function formatError(error: GraphQLError, { requestId, log }: Asker, schema: GraphQLSchema): GraphQLFormattedError {
  const request = requestError(error, schema);
  if (request) return request;
  const { locations, path } = error;
  const refusal = rapportErrorIn(error);
  if (refusal) {
    const { message, code, field, remedy } = refusal;
    return codedError({ message, locations, path }, { code, field, remedy });
  }
  log.error({ err: error.originalError ?? error, path: path?.join('.') }, 'A request failed by a defect of ours');
  return codedError(
    { message: 'Something went wrong on our side.', locations, path },
    { code: 'INTERNAL', remedy: `Try again; if it stays, report the request id ${requestId}.`, requestId },
  );
}
