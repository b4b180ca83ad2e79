import {
  type DocumentNode,
  getIntrospectionQuery,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  visit,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { RapportError } from '../../domain/kernel/errors.js';
import { type Measure, measure } from './measure.js';

export const MAX_DEPTH = 12;
export const MAX_COST = 10_000;
/**
 * Words and signs of a document. Comparing the fields of a document with each other takes time that grows with the square of their number: about a
 * second at this many. Four hundred mutations, the most that the cost allows, have room when their inputs come as variables.
 */
export const MAX_TOKENS = 10_000;

/** What an operation may cost; computed once for the same page sizes, which may come as variables. */
export class OperationLimits {
  private readonly sizes: readonly string[];
  private readonly measures = new LRUCache<string, Measure>({ max: 20 });

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
  ) {
    this.sizes = sizeVariables(document);
  }

  /** What an operation may cost. Refuses it before anything is read. @throws RapportError QUERY_TOO_DEEP, QUERY_TOO_COSTLY */
  check(variables: Readonly<Record<string, unknown>>): number {
    const { depth, cost, introspection } = this.measure(variables);
    if (depth > MAX_DEPTH) {
      throw new RapportError('QUERY_TOO_DEEP', `The query is ${depth} levels deep; ${MAX_DEPTH} are allowed.`, {
        remedy: 'Ask for the inner objects in a query of their own.',
      });
    }
    if (cost > MAX_COST) {
      throw new RapportError('QUERY_TOO_COSTLY', `The query may cost ${Math.ceil(cost)}; ${MAX_COST} is allowed.`, {
        remedy: 'Ask for smaller pages (`first`) or fewer fields.',
      });
    }
    if (introspection > maxIntrospection(this.schema)) {
      throw new RapportError('QUERY_TOO_COSTLY', 'The query asks for more about the schema than tools need.', {
        remedy: 'Ask for the schema with the standard introspection query, once in a request.',
      });
    }
    return cost;
  }

  measure(variables: Readonly<Record<string, unknown>>): Measure {
    const asked = this.sizes.map((name) => (typeof variables[name] === 'number' ? variables[name] : '')).join();
    let measured = this.measures.get(asked);
    if (!measured) this.measures.set(asked, (measured = measure(this.schema, this.document, this.operation, variables)));
    return measured;
  }
}

const STANDARD = parse(
  getIntrospectionQuery({
    descriptions: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  }),
);
const introspectionOf = new WeakMap<GraphQLSchema, number>();

/** Twice what the standard introspection query takes. */
function maxIntrospection(schema: GraphQLSchema): number {
  let most = introspectionOf.get(schema);
  if (most === undefined) {
    most = 2 * measure(schema, STANDARD, STANDARD.definitions[0] as OperationDefinitionNode, {}).introspection;
    introspectionOf.set(schema, most);
  }
  return most;
}

/** The variables that page sizes come from. */
function sizeVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Argument: ({ name, value }) => {
      if (['first', 'last'].includes(name.value) && value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
