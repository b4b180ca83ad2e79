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

/** What a client sends, checked for its form. */
export interface GraphqlRequest {
  readonly query?: string | undefined;
  /** Stands for the text of a document that the server has listed; where there is a text, that counts. */
  readonly documentId?: string | undefined;
  readonly operationName?: string | undefined;
  readonly variables?: Variables | undefined;
}

export interface GraphqlAnswer {
  /** Absent where nothing was carried out: refused as a whole. */
  readonly data?: ExecutionResult['data'];
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: ExecutionResult['extensions'];
}

/** What came of a request, for metrics and the log. */
export interface ObservedOperation {
  /** The field of the root that was asked for, or `several`, or `none` where there was no valid operation. */
  readonly operation: string;
  /** `OK`, or the code of the first error. */
  readonly code: string;
}

export interface GraphqlServiceOptions {
  /** What the resolvers of a request share. */
  readonly context: (asker: Asker) => object;
  readonly observe?: ((operation: ObservedOperation, seconds: number) => void) | undefined;
  /** How much one caller may ask; absent: any amount. */
  readonly limits?: Pick<CallerLimits, 'countCost'> | undefined;
  /** The documents that are taken; absent: all. */
  readonly listed?: ListedOperations | undefined;
}

/** Answers GraphQL requests, over whichever transport they come: the same limits, the same errors, the same numbers. */
export class GraphqlService {
  private readonly documents: Documents;

  constructor(
    readonly schema: GraphQLSchema,
    private readonly options: GraphqlServiceOptions,
  ) {
    this.documents = new Documents(schema);
  }

  /**
   * The operation that is asked for, allowed to who asks and with its limits checked; what is wrong with the request otherwise. All of it is refused
   * where a part is: whoever may not see something is not to have the rest carried out by oversight.
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

  /** The text of the document that is asked for; undefined where it is not taken. */
  private documentText({ query, documentId = '' }: GraphqlRequest): string | undefined {
    const { listed } = this.options;
    if (query === undefined) return listed?.under(documentId);
    return !listed || listed.has(query) ? query : undefined;
  }

  /** Carries out a prepared query or mutation. */
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
      // The answer is given all the same: to show something old and say so beats to show an error.
      ...(context.stale === true && { extensions: { stale: true } }),
    };
  }

  /** Begins a prepared subscription. What it delivers are results whose errors are still to be formatted. */
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

  /** Counts what came of a request and, at `debug`, says it: `begun` is when it came, by `performance.now()`. */
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

/** Why an operation does not run over this transport; undefined when it does. */
export function wrongTransport({ kind }: Operation, transport: 'GET' | 'POST' | 'WebSocket'): GraphQLError | undefined {
  if (kind === OperationTypeNode.MUTATION && transport === 'GET') return new GraphQLError('Mutations are sent by POST.');
  if (kind === OperationTypeNode.SUBSCRIPTION && transport !== 'WebSocket')
    return new GraphQLError('Subscriptions are served over WebSocket, at the same address.');
  return undefined;
}

function notAllowed(name: string): GraphQLError {
  const field = name.slice(name.indexOf(' ') + 1);
  const message = `You may not ask for \`${field}\`.`;
  const remedy = whoMay(name);
  return new GraphQLError(message, { originalError: new RapportError('FORBIDDEN', message, { field, remedy }) });
}

function notListed(): GraphQLError {
  const message = 'This document is not one of those that this server has listed.';
  const remedy = 'Send the text or the `documentId` of one that is in the file that OPERATIONS names, to the letter.';
  return new GraphQLError(message, { originalError: new RapportError('OPERATION_NOT_LISTED', message, { remedy }) });
}

/** Thousands of levels, of selections or within a value, are more than the stack holds of whoever reads, measures or carries them out. */
const isOverflow = (error: unknown): error is RangeError => error instanceof RangeError && error.message.includes('call stack');

const asGraphqlError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError
    ? error
    : isOverflow(error)
      ? tooDeep(error)
      : new GraphQLError(error instanceof Error ? error.message : String(error), {
          originalError: error instanceof Error ? error : new Error(String(error)),
        });

/** What all remembered documents may take, by the estimate below. */
const MAX_BYTES = 32 * 1024 * 1024;
const MAX_BYTES_OF_ONE = 4 * 1024 * 1024;
/** A token of a document with its place in the syntax tree, and its share of the compiled code (measured: 0.4 and 1.5 KB). */
const BYTES_PER_TOKEN = 2_048;

/** How long a document with values in its text is cached, in milliseconds: no longer than other processes cache the keys of erased texts. */
const KEPT_WITH_WORDS_MS = 60_000;
/** Whether the text may contain words of people as literals: those of a mutation, or of the query that checks words. Variables are not cached. */
const mayHoldWords = (text: string): boolean => text.includes('"') && /\b(?:mutation|wordWarnings)\b/.test(text);

/** The operations of one text: by name, without one where it is the only. */
interface KnownDocument {
  readonly operations: ReadonlyMap<string | undefined, Operation>;
  readonly bytes: number;
}

/** Parses and validates what clients send, and remembers what was valid by its text. What was refused leaves nothing behind. */
export class Documents {
  private readonly documents = new LRUCache<string, KnownDocument>({
    maxSize: MAX_BYTES,
    maxEntrySize: MAX_BYTES_OF_ONE,
    sizeCalculation: ({ bytes }) => bytes,
    ttlAutopurge: true,
  });

  constructor(private readonly schema: GraphQLSchema) {}

  /** The operation that is asked for; what is wrong with the text or the name otherwise. */
  operation(text: string, name: string | undefined): Operation | readonly GraphQLError[] {
    let document = this.documents.get(text);
    if (!document) {
      const read = this.read(text);
      if (Array.isArray(read)) return read as readonly GraphQLError[];
      this.documents.set(text, (document = read as KnownDocument), mayHoldWords(text) ? { ttl: KEPT_WITH_WORDS_MS } : {});
    }
    const { operations } = document;
    const operation = name === undefined && operations.size === 1 ? [...operations.values()][0] : operations.get(name);
    return operation ?? [noSuchOperation(name, operations.size)];
  }

  private read(text: string): KnownDocument | readonly GraphQLError[] {
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
  const message = `The query has more than ${MAX_TOKENS} words and signs.`;
  const remedy = 'Send values as variables, and ask for less in one request.';
  return new GraphQLError(message, { originalError: new RapportError('QUERY_TOO_COSTLY', message, { remedy, cause: error }) });
}

function tooDeep(cause: RangeError): GraphQLError {
  const message = 'The query is nested deeper than it can be read.';
  const remedy = 'Ask for less in one request, and send values as variables.';
  return new GraphQLError(message, { originalError: new RapportError('QUERY_TOO_DEEP', message, { remedy, cause }) });
}
