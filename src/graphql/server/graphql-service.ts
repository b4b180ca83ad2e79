import {
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  OperationTypeNode,
  Kind,
  parse,
  validate,
} from 'graphql';
import type { CallerLimits } from '../../access/caller-limits.js';
import type { Identity } from '../../access/identity.js';
import { whoMay } from '../../access/policy.js';
import { RapportError } from '../../domain/kernel/errors.js';
import { formatError } from '../errors.js';
import type { Asker } from '../request-context.js';
import type { ListedOperations } from './listed-operations.js';
import { Operation, type Variables } from './operation.js';
import { LRUCache } from 'lru-cache';
import { MAX_TOKENS } from './limits.js';

/** A client's request, with its form validated. */
export interface GraphqlRequest {
  readonly query?: string | undefined;
  /** Identifies a document that the server has listed. Ignored when `query` is given. */
  readonly documentId?: string | undefined;
  readonly operationName?: string | undefined;
  readonly variables?: Variables | undefined;
}

export interface GraphqlAnswer {
  /** Absent when the request was refused as a whole and nothing was executed. */
  readonly data?: ExecutionResult['data'];
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: ExecutionResult['extensions'];
}

/** The outcome of a request, for metrics and the log. */
export interface ObservedOperation {
  /** The requested root field, `several`, or `none` when there was no valid operation. */
  readonly operation: string;
  /** `OK`, or the code of the first error. */
  readonly code: string;
}

export interface GraphqlServiceOptions {
  /** Creates the context that the resolvers of a request share. */
  readonly context: (asker: Asker) => object;
  readonly observe?: ((operation: ObservedOperation, seconds: number) => void) | undefined;
  /** The limits per caller; unlimited when absent. */
  readonly limits?: Pick<CallerLimits, 'countCost'> | undefined;
  /** The only documents that are accepted; all when absent. */
  readonly listed?: ListedOperations | undefined;
}

/** Executes GraphQL requests for both transports, with the same limits, errors and metrics. */
export class GraphqlService {
  private readonly documents: Documents;

  constructor(
    readonly schema: GraphQLSchema,
    private readonly options: GraphqlServiceOptions,
  ) {
    this.documents = new Documents(schema);
  }

  /**
   * Returns the requested operation once its permissions and limits are checked, otherwise the errors. One forbidden field
   * refuses the whole operation, so that the rest is not executed without the client's noticing.
   */
  prepare(request: GraphqlRequest, identity: Identity): Operation | readonly GraphQLError[] {
    const text = this.documentText(request);
    if (text === undefined) return [notListed()];
    const { operationName, variables } = request;
    const operation = this.documents.operation(text, operationName);
    if (isRefusal(operation)) return operation;
    const forbidden = operation.permissions.filter((name) => !identity.permissions.has(name));
    if (forbidden.length > 0) return forbidden.map(notAllowed);
    try {
      const cost = operation.checkLimits(variables ?? {});
      this.options.limits?.countCost(identity, cost);
      return operation;
    } catch (error) {
      return [asGraphqlError(error)];
    }
  }

  /** The text of the requested document; undefined when it is not listed. */
  private documentText({ query, documentId = '' }: GraphqlRequest): string | undefined {
    const { listed } = this.options;
    if (query === undefined) return listed?.under(documentId);
    return !listed || listed.has(query) ? query : undefined;
  }

  /** Executes a prepared query or mutation. */
  async run(operation: Operation, variables: Variables, asker: Asker): Promise<GraphqlAnswer> {
    const context = this.options.context(asker) as { readonly stale?: boolean };
    let result: ExecutionResult;
    try {
      result = await operation.run(context, variables);
    } catch (error) {
      result = { errors: [asGraphqlError(error)] };
    }
    const { data, errors } = result;
    return {
      ...(errors && { errors: errors.map((error) => formatError(error, asker, this.schema)) }),
      ...(data !== undefined && !(data === null && errors?.every(({ path }) => path === undefined)) && { data }),
      // A stale answer, marked as such, is more useful than an error.
      ...(context.stale === true && { extensions: { stale: true } }),
    };
  }

  /** Starts a prepared subscription. The errors in its results are not formatted yet. */
  async subscribe(
    operation: Operation,
    variables: Variables,
    asker: Asker,
  ): Promise<AsyncGenerator<ExecutionResult, void, void> | readonly GraphQLError[]> {
    try {
      const result = await operation.subscribe(this.options.context(asker), variables);
      return Symbol.asyncIterator in result ? result : (result.errors ?? []);
    } catch (error) {
      return [asGraphqlError(error)];
    }
  }

  format(errors: readonly GraphQLError[], asker: Asker): readonly GraphQLFormattedError[] {
    return errors.map((error) => formatError(error, asker, this.schema));
  }

  /** Reports the outcome of a request to the observer and returns it. `begun`: `performance.now()` when the request arrived. */
  observe(
    operation: Operation | undefined,
    errors: readonly GraphQLFormattedError[] | undefined,
    begun: number,
  ): ObservedOperation {
    const observed = {
      operation: operation?.field ?? 'none',
      code: errors?.[0] === undefined ? 'OK' : String(errors[0].extensions?.['code']),
    };
    this.options.observe?.(observed, (performance.now() - begun) / 1_000);
    return observed;
  }
}

export const isRefusal = (prepared: Operation | readonly GraphQLError[]): prepared is readonly GraphQLError[] =>
  Array.isArray(prepared);

/** The error for an operation that this transport does not support; undefined when it does. */
export function wrongTransport({ kind }: Operation, transport: 'GET' | 'POST' | 'WebSocket'): GraphQLError | undefined {
  if (kind === OperationTypeNode.MUTATION && transport === 'GET') return new GraphQLError('Send mutations by POST.');
  if (kind === OperationTypeNode.SUBSCRIPTION && transport !== 'WebSocket')
    return new GraphQLError('Send subscriptions over WebSocket, at the same address.');
  return undefined;
}

function notAllowed(name: string): GraphQLError {
  const field = name.slice(name.indexOf(' ') + 1);
  const message = `You may not use \`${field}\`.`;
  const remedy = whoMay(name);
  return new GraphQLError(message, { originalError: new RapportError('FORBIDDEN', message, { field, remedy }) });
}

function notListed(): GraphQLError {
  const message = 'This server does not list this document.';
  const remedy = 'Send the exact text or the `documentId` of a document in the file that OPERATIONS names.';
  return new GraphQLError(message, { originalError: new RapportError('OPERATION_NOT_LISTED', message, { remedy }) });
}

/** Thousands of nested selections or values overflow the stack while they are parsed, measured or executed. */
const isOverflow = (error: unknown): error is RangeError => error instanceof RangeError && error.message.includes('call stack');

const asGraphqlError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError
    ? error
    : isOverflow(error)
      ? tooDeep(error)
      : new GraphQLError(error instanceof Error ? error.message : String(error), {
          originalError: error instanceof Error ? error : new Error(String(error)),
        });

/** Size limit of all cached documents, by the estimate below. */
const MAX_BYTES = 32 * 1024 * 1024;
const MAX_BYTES_OF_ONE = 4 * 1024 * 1024;
/** Estimated size of a token: its part of the syntax tree and of the compiled code (measured: 0.4 and 1.5 KB). */
const BYTES_PER_TOKEN = 2_048;

/** How long a document that may contain words is cached, in milliseconds: as long as other processes cache the keys of erased texts. */
const CACHED_WITH_WORDS_MS = 60_000;
/** Whether a document may contain people's words as literals: in a mutation, or in the query that checks words. Variables are never cached. */
const mayHoldWords = (text: string): boolean => text.includes('"') && /\b(?:mutation|wordWarnings)\b/.test(text);

/** The operations of a document by name. The only operation of a document may have none. */
interface CachedDocument {
  readonly operations: ReadonlyMap<string | undefined, Operation>;
  readonly bytes: number;
}

/** Parses and validates documents. Caches the valid ones by their text; invalid ones are not cached. */
export class Documents {
  private readonly documents = new LRUCache<string, CachedDocument>({
    maxSize: MAX_BYTES,
    maxEntrySize: MAX_BYTES_OF_ONE,
    sizeCalculation: ({ bytes }) => bytes,
    ttlAutopurge: true,
  });

  constructor(private readonly schema: GraphQLSchema) {}

  /** Returns the requested operation, or the errors in the text or the name. */
  operation(text: string, name: string | undefined): Operation | readonly GraphQLError[] {
    let document = this.documents.get(text);
    if (!document) {
      const read = this.read(text);
      if (Array.isArray(read)) return read as readonly GraphQLError[];
      this.documents.set(text, (document = read as CachedDocument), mayHoldWords(text) ? { ttl: CACHED_WITH_WORDS_MS } : {});
    }
    const { operations } = document;
    const operation = name === undefined && operations.size === 1 ? [...operations.values()][0] : operations.get(name);
    return operation ?? [noSuchOperation(name, operations.size)];
  }

  private read(text: string): CachedDocument | readonly GraphQLError[] {
    try {
      const document = parse(text, { maxTokens: MAX_TOKENS });
      const errors = validate(this.schema, document);
      if (errors.length > 0) return errors;
      const definitions = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
      return {
        operations: new Map(definitions.map((node) => [node.name?.value, new Operation(this.schema, document, node)])),
        bytes: 2 * text.length + BYTES_PER_TOKEN * (document.tokenCount ?? MAX_TOKENS),
      };
    } catch (error) {
      if (isOverflow(error)) return [tooDeep(error)];
      if (!(error instanceof GraphQLError)) throw error;
      return [/contains more that \d+ tokens/.test(error.message) ? tooLong(error) : error];
    }
  }
}

const noSuchOperation = (name: string | undefined, operations: number) =>
  new GraphQLError(
    name === undefined
      ? operations === 0
        ? 'The document has no operation.'
        : 'Must provide operation name if query contains multiple operations.'
      : `Unknown operation named ${JSON.stringify(name.slice(0, 100))}.`,
  );

function tooLong(error: GraphQLError): GraphQLError {
  const message = `The query has more than ${MAX_TOKENS} tokens.`;
  const remedy = 'Send values as variables, and request less at once.';
  return new GraphQLError(message, { originalError: new RapportError('QUERY_TOO_COSTLY', message, { remedy, cause: error }) });
}

function tooDeep(cause: RangeError): GraphQLError {
  const message = 'The query is nested deeper than it can be read.';
  const remedy = 'Request less at once, and send values as variables.';
  return new GraphQLError(message, { originalError: new RapportError('QUERY_TOO_DEEP', message, { remedy, cause }) });
}
