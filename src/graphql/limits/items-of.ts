import { type FieldNode, type GraphQLField, isListType, isNonNullType, Kind } from 'graphql';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../queries/paging/page-args.js';

/** What a list without paging is taken for: those that there are hold a handful. */
const LIST_ITEMS = 10;

/** How often the selection under a field may be answered: a connection's page size, a list's usual length, once otherwise. */
export function itemsOf(
  node: FieldNode,
  { args, type }: GraphQLField<unknown, unknown>,
  variables: Readonly<Record<string, unknown>>,
): number {
  if (args.some(({ name }) => name === 'first')) return pageSize(node, variables);
  return isListType(isNonNullType(type) ? type.ofType : type) && !isEdges(node) ? LIST_ITEMS : 1;
}

/** The edges are what their connection's page size has counted already. */
const isEdges = (node: FieldNode) => node.name.value === 'edges';

function pageSize(node: FieldNode, variables: Readonly<Record<string, unknown>>): number {
  const sizes = (node.arguments ?? [])
    .filter(({ name }) => name.value === 'first' || name.value === 'last')
    .map(({ value }) =>
      value.kind === Kind.VARIABLE ? variables[value.name.value] : value.kind === Kind.INT ? Number(value.value) : undefined,
    )
    .filter((size): size is number => typeof size === 'number' && size >= 0);
  return sizes.length === 0 ? DEFAULT_PAGE_SIZE : Math.min(Math.max(...sizes), MAX_PAGE_SIZE);
}
