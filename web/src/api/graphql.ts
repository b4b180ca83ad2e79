import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './schema-types.js';

/** Operations typed by the committed schema: a field that the API has not, or that may be null, is a compile error. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { DateTime: string; Position: string; JSON: unknown };
}>();

export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada';
export { readFragment } from 'gql.tada';
