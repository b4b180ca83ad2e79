import type { GraphQLError } from 'graphql';
import { type GraphQLFormattedError } from 'graphql';
import { type ErrorCode, RapportError } from '../../domain/kernel/errors.js';

/** One error as the client gets it: what, where, the code from the one list, the field and the remedy. */
export function codedError(
  { message, locations, path }: Pick<GraphQLError, 'message' | 'locations' | 'path'>,
  extensions: {
    readonly code: ErrorCode;
    readonly field?: string | undefined;
    readonly remedy?: string | undefined;
    readonly requestId?: string;
  },
): GraphQLFormattedError {
  return {
    message,
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: Object.fromEntries(Object.entries(extensions).filter(([, value]) => value !== undefined)),
  };
}

/** The RapportError that an error comes from, however often it was wrapped on its way up. */
export function rapportErrorIn(error: unknown): RapportError | undefined {
  for (let cause = error; cause instanceof Error;) {
    if (cause instanceof RapportError) return cause;
    cause = (cause as GraphQLError).originalError ?? cause.cause;
  }
  return undefined;
}
