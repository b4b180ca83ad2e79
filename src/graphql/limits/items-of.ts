import {
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
} from 'graphql';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../queries/paging/page.js';

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

const averages = new WeakMap<GraphQLSchema, Readonly<Record<string, number>>>();

/** How many of it a schema has on average where tools ask about the schema itself: its types, the fields of one, and so on. */
export function introspectedItemsOf(field: string, schema: GraphQLSchema): number {
  let average = averages.get(schema);
  if (!average) {
    const types = Object.values(schema.getTypeMap());
    const fields = types.flatMap((type) => (isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : []));
    const inputFields = types.flatMap((type) => (isInputObjectType(type) ? Object.values(type.getFields()) : []));
    const args = fields.flatMap((one) => one.args);
    average = {
      types: types.length,
      directives: schema.getDirectives().length,
      fields: fields.length / types.length,
      inputFields: inputFields.length / types.length,
      args: args.length / Math.max(fields.length, 1),
    };
    averages.set(schema, average);
  }
  return average[field] ?? 1;
}
