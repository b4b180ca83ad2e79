import Negotiator from 'negotiator';
import type { GraphqlRequest } from './graphql-service.js';

/** A request that is refused before it is one of GraphQL: the status says why. */
export class HttpRefusal extends Error {
  constructor(
    readonly status: 400 | 405 | 406 | 413 | 415,
    message: string,
    readonly details: { readonly field?: string; readonly remedy: string },
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

export const GRAPHQL_RESPONSE = 'application/graphql-response+json';
/** The first is given to whoever takes anything: what clients from before the other type expect. */
const MEDIA_TYPES = ['application/json', GRAPHQL_RESPONSE];

/** The media type of the answer (GraphQL over HTTP, "Accept"). Throws 406. */
export function responseType(accept: string | undefined): string {
  // What nearly all clients send needs no negotiating.
  if (accept === undefined || accept === '*/*') return MEDIA_TYPES[0]!;
  if (MEDIA_TYPES.includes(accept)) return accept;
  // Everything is UTF-8: asking for it by name, in whatever spelling, asks for the type.
  const plain = accept.replaceAll(/;\s*charset\s*=\s*"?utf-?8"?/gi, '');
  const type = new Negotiator({ headers: { accept: plain } }).mediaType(MEDIA_TYPES);
  if (type !== undefined) return type;
  throw new HttpRefusal(406, `Answers are ${MEDIA_TYPES.join(' or ')}, in UTF-8.`, {
    field: 'Accept',
    remedy: `Send Accept: ${GRAPHQL_RESPONSE}, application/json;q=0.9.`,
  });
}

interface BodyHeaders {
  readonly 'content-type'?: string | undefined;
  readonly 'content-encoding'?: string | undefined;
}

/** The request in a body. Throws 400, and 415 for what is compressed, or not JSON in UTF-8. */
export function requestOfBody(headers: BodyHeaders, body: unknown): GraphqlRequest {
  const { 'content-type': type = '', 'content-encoding': coding = 'identity' } = headers;
  if (type !== 'application/json' && !isUtf8Json(type)) throw notJson();
  if (coding.trim().toLowerCase() !== 'identity') throw compressed();
  if (!Buffer.isBuffer(body) || body.length === 0) throw refuse('There is no body.', undefined);
  const request = json(textOf(body), 'The body');
  if (!isObject(request)) throw refuse('The body is not a JSON object.', undefined);
  return checked(request);
}

/** The request in an address. Throws 400. */
export function requestOfAddress(url: string): GraphqlRequest {
  const at = url.indexOf('?');
  const parameters = new URLSearchParams(at < 0 ? '' : url.slice(at + 1));
  for (const name of ['query', 'documentId', 'operationName', 'variables', 'extensions'])
    if (parameters.getAll(name).length > 1) throw refuse(`\`${name}\` is given more than once.`, name);
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

/** Another encoding would be recorded for ever with replacement characters in place of names. */
function textOf(body: Buffer): string {
  try {
    return UTF8.decode(body);
  } catch {
    throw refuse('The body is not UTF-8.', undefined);
  }
}

const compressed = () =>
  new HttpRefusal(
    415,
    'The body is compressed.',
    { field: 'Content-Encoding', remedy: 'Send it as it is, without Content-Encoding.' },
    { 'accept-encoding': 'identity' },
  );

export const notJson = () =>
  new HttpRefusal(415, 'The body is not JSON in UTF-8.', {
    field: 'Content-Type',
    remedy: 'Send a JSON body with `query` and, where it has them, `variables`, as application/json.',
  });

function checked(request: Readonly<Record<string, unknown>>): GraphqlRequest {
  const { query, documentId, operationName, variables, extensions } = request;
  if (isNothing(query) && isNothing(documentId)) throw refuse('`query` is missing.', 'query');
  if (!isNothing(documentId) && typeof documentId !== 'string') throw refuse('`documentId` is not a text.', 'documentId');
  if (!isNothing(query) && typeof query !== 'string') throw refuse('`query` is not a text.', 'query');
  if (!isNothing(operationName) && typeof operationName !== 'string')
    throw refuse('`operationName` is not a text.', 'operationName');
  if (!isNothing(variables) && !isObject(variables)) throw refuse('`variables` is not an object.', 'variables');
  if (!isNothing(extensions) && !isObject(extensions)) throw refuse('`extensions` is not an object.', 'extensions');
  return {
    query: query ?? undefined,
    documentId: documentId ?? undefined,
    operationName: operationName || undefined,
    variables: variables ?? undefined,
  };
}

function json(text: string, what: string, field?: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse(`${what} is not JSON.`, field);
  }
}

const refuse = (message: string, field: string | undefined) =>
  new HttpRefusal(400, message, {
    ...(field !== undefined && { field }),
    remedy: 'Send { "query": "…", "variables": { … }, "operationName": "…" }; only `query` is needed.',
  });

const isNothing = (value: unknown): value is undefined | null => value === undefined || value === null;
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
