import { type GraphQLError, type GraphQLFormattedError, type GraphQLSchema, isEnumType } from 'graphql';
import { codedError, rapportErrorIn } from './coded-error.js';
import { literalField } from './literal-field.js';
import type { Asker } from '../request-context.js';

/** What went wrong before anything was carried out; undefined when the error came from carrying out. */
export function requestError(error: GraphQLError, schema: GraphQLSchema): GraphQLFormattedError | undefined {
  const { message, path, originalError } = error;
  if (message.startsWith('Syntax Error')) return codedError(error, { code: 'GRAPHQL_PARSE_FAILED' });
  if (message.startsWith('Variable "$')) return variableError(error, schema);
  if (path !== undefined) return undefined;
  // GraphQL's own: our errors and those of libraries come wrapped, with the original inside.
  if (originalError !== undefined) return undefined;
  return codedError(error, {
    code: 'GRAPHQL_VALIDATION_FAILED',
    field: literalField(error),
    remedy: remedyOf(error, schema) ?? 'Compare the query with the schema.',
  });
}

/**
 * A variable of the wrong shape: an input that is wrong, not a query. GraphQL says where it is wrong in words only, so the field is read off
 * them: `at "input.occurredAt"`, `Field "x" is not defined`, `Field "x" of required type`.
 */
function variableError(error: GraphQLError, schema: GraphQLSchema): GraphQLFormattedError {
  const place =
    /at "([^"]+)"/
      .exec(error.message)?.[1]
      ?.replaceAll(/\[(\d+)\]/g, '.$1')
      .split('.')
      .slice(1) ?? [];
  const [, named] = /; Field "([^"]+)" (?:is not defined|of required type)/.exec(error.message) ?? [];
  const variable = /^Variable "\$([^"]+)"/.exec(error.message)?.[1];
  const field = [...place, ...(named ? [named] : [])].join('.') || variable;
  return codedError(error, {
    code: 'INVALID_INPUT',
    field,
    remedy: rapportErrorIn(error)?.remedy ?? remedyOf(error, schema) ?? 'Compare the variables with the schema.',
  });
}

/** What to do about the commonest of GraphQL's refusals; it words them for readers only. */
function remedyOf({ message }: GraphQLError, schema: GraphQLSchema): string | undefined {
  const [, name = ''] = /does not exist in "(\w+)" enum|Enum "(\w+)" cannot represent/.exec(message)?.filter(Boolean) ?? [];
  const type = schema.getType(name);
  if (isEnumType(type))
    return `Send one of ${type
      .getValues()
      .map((value) => value.name)
      .join(', ')}.`;
  if (/of required type|is required, but it was not provided/.test(message)) return 'Send it: it is needed.';
  if (/is not defined by type|^Unknown argument/.test(message)) return 'Leave it out, or correct its name.';
  return undefined;
}

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
