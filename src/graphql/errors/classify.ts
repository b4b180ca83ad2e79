import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { codedError, rapportErrorIn } from './coded-error.js';

/** What went wrong before anything was carried out; undefined when the error came from carrying out. */
export function requestError(error: GraphQLError): GraphQLFormattedError | undefined {
  const { message, path, originalError } = error;
  if (message.startsWith('Syntax Error')) return codedError(error, { code: 'GRAPHQL_PARSE_FAILED' });
  if (message.startsWith('Variable "$')) return variableError(error);
  if (path !== undefined) return undefined;
  const { statusCode } = (originalError ?? {}) as { statusCode?: unknown };
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return codedError(error, {
      code: 'INVALID_INPUT',
      remedy: 'Send a JSON body with `query` and, where it has them, `variables`.',
    });
  }
  // GraphQL's own: our errors and those of libraries come wrapped, with the original inside.
  if (originalError !== undefined) return undefined;
  return codedError(error, { code: 'GRAPHQL_VALIDATION_FAILED', remedy: 'Compare the query with the schema.' });
}

/**
 * A variable of the wrong shape: an input that is wrong, not a query. GraphQL says where it is wrong in words only, so the field is read off
 * them: `at "input.occurredAt"`, `Field "x" is not defined`, `Field "x" of required type`, and, once the query is compiled,
 * `Field value.x of required type`.
 */
function variableError(error: GraphQLError): GraphQLFormattedError {
  const place = /at "([^"]+)"/.exec(error.message)?.[1]?.split('.').slice(1) ?? [];
  const [, quoted, path] = /; Field (?:"([^"]+)"|value\.(\S+)) (?:is not defined|of required type)/.exec(error.message) ?? [];
  const named = quoted ?? path;
  const variable = /^Variable "\$([^"]+)"/.exec(error.message)?.[1];
  const field = [...place, ...(named ? [named] : [])].join('.') || variable;
  return codedError(error, {
    code: 'INVALID_INPUT',
    field,
    remedy: rapportErrorIn(error)?.remedy ?? 'Compare the variables with the schema.',
  });
}
