import { type GraphQLResolveInfo, type OperationDefinitionNode, visit } from 'graphql';

const selected = new WeakMap<OperationDefinitionNode, ReadonlySet<string>>();

/**
 * Whether an operation selects a field of this name anywhere: then what all of these fields rest on is worth having at hand before the first of them
 * is resolved. Operations are kept by Mercurius, so that each is looked through once.
 */
export function selects({ operation, fragments }: Pick<GraphQLResolveInfo, 'operation' | 'fragments'>, field: string): boolean {
  let names = selected.get(operation);
  if (!names) {
    const found = new Set<string>();
    for (const definition of [operation, ...Object.values(fragments)]) {
      visit(definition, { Field: ({ name }) => void found.add(name.value) });
    }
    selected.set(operation, (names = found));
  }
  return names.has(field);
}
