import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './schema-types.js';

/**
 * Types operations by the committed schema: using a field that the API does not have, or a nullable one as non-null, is a compile
 * error.
 */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { DateTime: string; Position: string; JSON: unknown };
}>();

export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada';
export { readFragment } from 'gql.tada';
