import { type ExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { FastifyBaseLogger, FastifyReply } from 'fastify';
import { codedError, rapportErrorIn } from './coded-error.js';
import { httpStatusOf, requestError } from './classify.js';

interface FormattingContext {
  readonly reply?: FastifyReply;
  readonly app?: { readonly log: FastifyBaseLogger };
}
interface Formatted {
  readonly statusCode: number;
  readonly response: { readonly data: ExecutionResult['data'] | null; readonly errors: GraphQLFormattedError[] };
}

/**
 * The one place where errors are put into words for clients. A RapportError speaks for itself; what GraphQL itself refuses keeps its message
 * and gets a code; anything else is a defect of ours: the client learns the request's id, and the log the rest.
 *
 * The status is 200 once the query was carried out (each error then says its path), and when it was refused as a whole 400, or what HTTP
 * says of its body (413, 415).
 */
export function formatErrors(execution: Pick<ExecutionResult, 'data' | 'errors'>, context: FormattingContext): Formatted {
  const errors = (execution.errors ?? []).flatMap(unwrapped);
  const formatted = errors.map((error) => format(error, context));
  const refusedAsAWhole = !execution.data && errors.every((error) => error.path === undefined);
  const statusCode = refusedAsAWhole ? (errors.map(httpStatusOf).find((status) => status !== undefined) ?? 400) : 200;
  return { statusCode, response: { data: execution.data ?? null, errors: formatted } };
}

/** Mercurius wraps the errors of one request's parsing or validation into one; those of the HTTP body among them are not GraphQL's own. */
function unwrapped(error: GraphQLError): readonly GraphQLError[] {
  const { originalError } = error;
  const inner = (originalError as { errors?: unknown } | undefined)?.errors;
  if (!Array.isArray(inner)) return [error];
  return inner.map((one: Error) =>
    one instanceof GraphQLError ? one : new GraphQLError(one.message, { originalError: originalError! }),
  );
}

function format(error: GraphQLError, context: FormattingContext): GraphQLFormattedError {
  const request = requestError(error);
  if (request) return request;
  const refusal = rapportErrorIn(error);
  if (refusal)
    return codedError(
      { ...place(error), message: refusal.message },
      { code: refusal.code, field: refusal.field, remedy: refusal.remedy },
    );
  const requestId = String(context.reply?.request.id ?? 'none');
  (context.reply?.log ?? context.app?.log)?.error(
    { err: error.originalError ?? error, requestId },
    'A query failed by a defect of ours',
  );
  return codedError(
    { ...place(error), message: 'Something went wrong on our side.' },
    {
      code: 'INTERNAL',
      remedy: `Try again; if it stays, report the request id ${requestId}.`,
      requestId,
    },
  );
}

const place = ({ locations, path }: GraphQLError) => ({ locations, path });
