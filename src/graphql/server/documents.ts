import { GraphQLError, type GraphQLSchema, Kind, parse, validate } from 'graphql';
import { LRUCache } from 'lru-cache';
import { RapportError } from '../../domain/kernel/errors.js';
import { MAX_TOKENS } from '../limits/limits.js';
import { Operation } from './operation.js';

/** What all remembered documents may take, by the estimate below. */
const MAX_BYTES = 32 * 1024 * 1024;
const MAX_BYTES_OF_ONE = 4 * 1024 * 1024;
/** A token of a document with its place in the syntax tree, and its share of the compiled code (measured: 0.4 and 1.5 KB). */
const BYTES_PER_TOKEN = 2_048;

/** The operations of one text: by name, without one where it is the only. */
interface KnownDocument {
  readonly operations: ReadonlyMap<string | undefined, Operation>;
  readonly bytes: number;
}

/** Parses and validates what clients send, and remembers what was valid by its text. What was refused leaves nothing behind. */
export class Documents {
  private readonly known = new LRUCache<string, KnownDocument>({
    maxSize: MAX_BYTES,
    maxEntrySize: MAX_BYTES_OF_ONE,
    sizeCalculation: ({ bytes }) => bytes,
  });

  constructor(private readonly schema: GraphQLSchema) {}

  /** The operation that is asked for; what is wrong with the text or the name otherwise. */
  operation(text: string, name: string | undefined): Operation | readonly GraphQLError[] {
    let document = this.known.get(text);
    if (!document) {
      const read = this.read(text);
      if (Array.isArray(read)) return read as readonly GraphQLError[];
      this.known.set(text, (document = read as KnownDocument));
    }
    const { operations } = document;
    const operation = name === undefined && operations.size === 1 ? [...operations.values()][0] : operations.get(name);
    return operation ?? [noSuchOperation(name, operations.size)];
  }

  private read(text: string): KnownDocument | readonly GraphQLError[] {
    let document;
    try {
      document = parse(text, { maxTokens: MAX_TOKENS });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return [/contains more that \d+ tokens/.test(error.message) ? tooLong(error) : error];
    }
    const errors = validate(this.schema, document);
    if (errors.length > 0) return errors;
    const definitions = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
    return {
      operations: new Map(definitions.map((node) => [node.name?.value, new Operation(this.schema, document, node)])),
      bytes: 2 * text.length + BYTES_PER_TOKEN * (document.tokenCount ?? MAX_TOKENS),
    };
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
