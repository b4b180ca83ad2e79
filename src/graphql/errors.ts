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

/** One error as the client gets it: what, where, the code from the one list, the field and the remedy. */
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

/** The RapportError that an error comes from, however often it was wrapped on its way up. */
function rapportErrorIn(error: unknown): RapportError | undefined {
  for (let cause = error; cause instanceof Error;) {
    if (cause instanceof RapportError) return cause;
    cause = (cause as GraphQLError).originalError ?? cause.cause;
  }
  return undefined;
}

/** Of a variable's value, and not of how the query declares or uses it. */
const WRONG_VALUE = /^Variable "\$[^"]+" (?:got invalid value|of (?:required|non-null) type)/;

/** What went wrong before anything was carried out; undefined when the error came from carrying out. */
export function requestError(error: GraphQLError, schema: GraphQLSchema): GraphQLFormattedError | undefined {
  const { message, path, originalError } = error;
  if (message.startsWith('Syntax Error')) return codedError(error, { code: 'GRAPHQL_PARSE_FAILED' });
  if (WRONG_VALUE.test(message)) return variableError(error, schema);
  if (path !== undefined) return undefined;
  // GraphQL's own: our errors and those of libraries come wrapped, with the original inside.
  if (originalError !== undefined) return undefined;
  return codedError(error, {
    code: 'GRAPHQL_VALIDATION_FAILED',
    field: literalField(error),
    remedy: mistakeIn(error, schema)?.remedy ?? 'Compare the query with the schema.',
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
  const within = [...place, ...(named ? [named] : [])];
  // Of a list the variable is named as well: its number alone would say nothing.
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

/** What GraphQL calls its scalars, as a reason says it. */
const TYPES: Readonly<Record<string, string>> = { Int: 'integer', Float: 'number', Boolean: 'boolean' };

/** The commonest of what GraphQL refuses by itself, and what to do about it; it words them for readers only. */
function mistakeIn({ message }: GraphQLError, schema: GraphQLSchema): Mistake | undefined {
  const [, name = ''] = /does not exist in "(\w+)" enum|Enum "(\w+)" cannot represent/.exec(message)?.filter(Boolean) ?? [];
  const enumType = schema.getType(name);
  if (isEnumType(enumType)) {
    const values = enumType.getValues().map((value) => value.name);
    return { remedy: `Send one of ${values.join(', ')}.`, reason: { code: 'NOT_ONE_OF', parameters: { values } } };
  }
  if (/of required type|is required, but it was not provided/.test(message))
    return { remedy: 'Send it: it is needed.', reason: { code: 'MISSING' } };
  if (/is not defined by type|^Unknown argument/.test(message))
    return { remedy: 'Leave it out, or correct its name.', reason: { code: 'UNKNOWN_FIELD' } };
  const [, scalar = ''] = /(\w+) cannot represent/.exec(message) ?? [];
  const type = TYPES[scalar] ?? (['String', 'ID'].includes(scalar) ? 'string' : undefined);
  return type === undefined
    ? undefined
    : { remedy: 'Compare the value with the schema.', reason: { code: 'WRONG_TYPE', parameters: { type } } };
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
    const { message, code, field, remedy, reasons } = refusal;
    return codedError({ message, locations, path }, { code, field, remedy, reasons });
  }
  log.error({ err: error.originalError ?? error, path: path?.join('.') }, 'A request failed by a defect of ours');
  return codedError(
    { message: 'Something went wrong on our side.', locations, path },
    { code: 'INTERNAL', remedy: `Try again; if it stays, report the request id ${requestId}.`, requestId },
  );
}

const OPENING: ReadonlySet<string> = new Set([TokenKind.PAREN_L, TokenKind.BRACE_L, TokenKind.BRACKET_L]);
const CLOSING: ReadonlySet<string> = new Set([TokenKind.PAREN_R, TokenKind.BRACE_R, TokenKind.BRACKET_R]);

/**
 * The input field that a validation error is about, where the value was written into the query: `actor.kind` as for a variable. GraphQL tells
 * the node only, whose tokens lead back to the names before it. Undefined for errors about what is asked, not what is sent.
 */
function literalField({ nodes, message }: GraphQLError): string | undefined {
  const missing = /^Field "[^"]*?(?:\.([^".]+)" of required type|" argument "([^"]+)" of type .* is required)/.exec(message);
  const [, field, argument] = missing ?? [];
  if (argument !== undefined) return argument;
  const node = nodes?.[0];
  if (node === undefined || !isSent(node)) return undefined;
  const own = isPair(node) ? node.name.value : field;
  const path = [...namesAround(node), ...(own === undefined ? [] : [own])];
  // Every mutation has the one argument: a variable in its place is not named either.
  return (path.length > 1 && path[0] === 'input' ? path.slice(1) : path).join('.') || undefined;
}

const isPair = (node: ASTNode): node is ObjectFieldNode | ArgumentNode =>
  node.kind === Kind.OBJECT_FIELD || node.kind === Kind.ARGUMENT;
const isSent = (node: ASTNode) => node.kind.endsWith('Value') || isPair(node);

/** The names of what the node stands in, from the outermost argument inwards. */
function namesAround(node: ASTNode): readonly string[] {
  const names: string[] = [];
  /** Brackets of things beside, not around. */
  let closed = 0;
  /** Whether the name before the next colon is that of a thing beside. */
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
