import type { DocumentNode, GraphQLSchema } from 'graphql';
import { RapportError } from '../../domain/kernel/errors.js';
import { knownMeasure } from './known-measure.js';

export const MAX_DEPTH = 12;
export const MAX_COST = 10_000;

/** Refuses a query before anything is read: QUERY_TOO_DEEP, QUERY_TOO_COSTLY. Runs for every request, because page sizes come as variables. */
export function limitQuery(schema: GraphQLSchema, document: DocumentNode, variables: Readonly<Record<string, unknown>>): void {
  const { depth, cost } = knownMeasure(schema, document, variables);
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
}
