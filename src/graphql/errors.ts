import {
  type GraphQLError,
  type GraphQLFormattedError,
  type ArgumentNode,
  type ASTNode,
  type GraphQLSchema,
  isEnumType,
  Kind,
  type ObjectFieldNode,
  type Token,
  TokenKind,
} from 'graphql';
import { type ErrorCode, RapportError } from '../domain/kernel/errors.js';
import type { FieldReason, Reason } from '../domain/kernel/reasons.js';
import type { Asker } from './request-context.js';

/**
 * An error in the client's format: message and location, with `code` (from ErrorCode), `field` and `remedy` in the extensions.
 */
export function codedError(
  { message, locations, path }: Pick<GraphQLError, 'message' | 'locations' | 'path'>,
  extensions: {
    readonly code: ErrorCode;
    readonly field?: string | undefined;
    readonly remedy?: string | undefined;
    readonly reasons?: readonly FieldReason[] | undefined;
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

/** The RapportError at the origin of an error, through any number of wrappers. */
function rapportErrorIn(error: unknown): RapportError | undefined {
  for (let cause = error; cause instanceof Error;) {
    if (cause instanceof RapportError) return cause;
    cause = (cause as GraphQLError).originalError ?? cause.cause;
  }
  return undefined;
}

/** Matches errors in a variable's value, but not errors in its declaration or use. */
const WRONG_VALUE = /^Variable "\$[^"]+" (?:got invalid value|of (?:required|non-null) type)/;

/** Formats an error that was raised before the execution; undefined when the execution raised it. */
export function requestError(error: GraphQLError, schema: GraphQLSchema): GraphQLFormattedError | undefined {
  const { message, path, originalError } = error;
  if (message.startsWith('Syntax Error')) return codedError(error, { code: 'GRAPHQL_PARSE_FAILED' });
  if (WRONG_VALUE.test(message)) return variableError(error, schema);
  if (path !== undefined) return undefined;
  // Errors with an original are those of this program or of libraries; errors of GraphQL.js have none.
  if (originalError !== undefined) return undefined;
  return codedError(error, {
    code: 'GRAPHQL_VALIDATION_FAILED',
    field: literalField(error),
    remedy: mistakeIn(error, schema)?.remedy ?? 'Compare the query with the schema.',
  });
}

/**
 * Formats an invalid variable, which is an input error and not a query error. GraphQL.js names the place only in its message,
 * so the field is parsed from it: `at "input.occurredAt"`, `Field "x" is not defined`, `Field "x" of required type`.
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
  const within = [...place, ...(named ? [named] : [])];
  // For a list, include the variable's name: the index alone would be meaningless.
  const field = (/^\d+$/.test(within[0] ?? '0') ? [variable, ...within] : within).join('.');
  const mistake = mistakeIn(error, schema);
  return codedError(error, {
    code: 'INVALID_INPUT',
    field,
    remedy: rapportErrorIn(error)?.remedy ?? mistake?.remedy ?? 'Compare the variables with the schema.',
    reasons: mistake && [{ field, ...mistake.reason }],
  });
}

interface Mistake {
  readonly remedy: string;
  readonly reason: Reason;
}

/** GraphQL's scalar names, translated to those used in reasons. */
const TYPES: Readonly<Record<string, string>> = {
  Int: 'integer',
  Float: 'number',
  Boolean: 'boolean',
  String: 'string',
  ID: 'string',
};
/** Names the scalars: `\w+` would take quadratic time on a message that quotes a long name of the client's. */
const WRONG_SCALAR = new RegExp(`\\b(${Object.keys(TYPES).join('|')}) cannot represent`);

/**
 * Recognises the commonest errors of GraphQL.js and adds remedy and reason. Parses the message, because GraphQL.js has no error
 * codes.
 */
function mistakeIn({ message }: GraphQLError, schema: GraphQLSchema): Mistake | undefined {
  const [, name = ''] = /does not exist in "(\w+)" enum|Enum "(\w+)" cannot represent/.exec(message)?.filter(Boolean) ?? [];
  const enumType = schema.getType(name);
  if (isEnumType(enumType)) {
    const values = enumType.getValues().map((value) => value.name);
    return { remedy: `Send one of ${values.join(', ')}.`, reason: { code: 'NOT_ONE_OF', parameters: { values } } };
  }
  if (/of required type|is required, but it was not provided/.test(message))
    return { remedy: 'Send it: it is required.', reason: { code: 'MISSING' } };
  if (/is not defined by type|^Unknown argument/.test(message))
    return { remedy: 'Leave it out, or correct its name.', reason: { code: 'UNKNOWN_FIELD' } };
  const type = TYPES[WRONG_SCALAR.exec(message)?.[1] ?? ''];
  return type === undefined
    ? undefined
    : { remedy: 'Compare the value with the schema.', reason: { code: 'WRONG_TYPE', parameters: { type } } };
}

/**
 * Formats errors for clients of both transports; the only place that does. A RapportError keeps its message, code, field and
 * remedy. An error of GraphQL.js keeps its message and gets a code. Anything else is a bug: the client gets the request's id,
 * and the log the details.
 */
export function formatError(error: GraphQLError, { requestId, log }: Asker, schema: GraphQLSchema): GraphQLFormattedError {
  const request = requestError(error, schema);
  if (request) return request;
  const { locations, path } = error;
  const refusal = rapportErrorIn(error);
  if (refusal) {
    const { message, code, field, remedy, reasons } = refusal;
    return codedError({ message, locations, path }, { code, field, remedy, reasons });
  }
  log.error({ err: error.originalError ?? error, path: path?.join('.') }, 'A request failed because of a defect in Rapport');
  return codedError(
    { message: 'An internal error occurred.', locations, path },
    { code: 'INTERNAL', remedy: `Try again; if it persists, report the request id ${requestId}.`, requestId },
  );
}

const OPENING: ReadonlySet<string> = new Set([TokenKind.PAREN_L, TokenKind.BRACE_L, TokenKind.BRACKET_L]);
const CLOSING: ReadonlySet<string> = new Set([TokenKind.PAREN_R, TokenKind.BRACE_R, TokenKind.BRACKET_R]);

/**
 * The input field of a validation error in a literal value, in the same form as for variables: `actor.kind`. GraphQL.js gives
 * only the node, so the enclosing names are found by walking its tokens backwards. Undefined for errors in the selection.
 */
function literalField({ nodes, message }: GraphQLError): string | undefined {
  const missing = /^Field "[^"]*?(?:\.([^".]+)" of required type|" argument "([^"]+)" of type .* is required)/.exec(message);
  const [, field, argument] = missing ?? [];
  if (argument !== undefined) return argument;
  const node = nodes?.[0];
  if (node === undefined || !isSent(node)) return undefined;
  const own = isPair(node) ? node.name.value : field;
  const path = [...namesAround(node), ...(own === undefined ? [] : [own])];
  // `input` is left out, as for variables: it is the only argument of every mutation.
  return (path.length > 1 && path[0] === 'input' ? path.slice(1) : path).join('.') || undefined;
}

const isPair = (node: ASTNode): node is ObjectFieldNode | ArgumentNode =>
  node.kind === Kind.OBJECT_FIELD || node.kind === Kind.ARGUMENT;
const isSent = (node: ASTNode) => node.kind.endsWith('Value') || isPair(node);

/** The names of the arguments and fields that enclose the node, from the outside in. */
function namesAround(node: ASTNode): readonly string[] {
  const names: string[] = [];
  /** Open brackets of preceding siblings, which do not enclose the node. */
  let closed = 0;
  /** Whether the name at this level is known: names before further colons belong to siblings. */
  let named = isPair(node);
  for (let at: Token | null | undefined = node.loc?.startToken.prev; at; at = at.prev) {
    if (CLOSING.has(at.kind)) closed += 1;
    else if (!OPENING.has(at.kind)) {
      if (at.kind !== TokenKind.COLON || closed > 0 || named) continue;
      names.unshift(at.prev?.value ?? '');
      named = true;
    } else if (closed > 0) closed -= 1;
    else if (at.kind === TokenKind.PAREN_L) break;
    else named = false;
  }
  return names;
}
