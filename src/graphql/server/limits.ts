import {
  type DocumentNode,
  getIntrospectionQuery,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  visit,
  type FieldNode,
  type GraphQLField,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLNamedType,
  isCompositeType,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { RapportError } from '../../domain/kernel/errors.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../queries/paging/page.js';

export const MAX_DEPTH = 12;
export const MAX_COST = 10_000;
/**
 * Maximum tokens of a document. Validation compares the fields of a document with each other, in quadratic time: about a second
 * at this number. It is enough for 400 mutations, the most that the cost limit allows, if their inputs are variables.
 */
export const MAX_TOKENS = 10_000;

/** Checks an operation's limits. Caches its measure by the page sizes among its variables, the only variables that affect it. */
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

  /** Returns the operation's estimated cost, before anything is read. @throws RapportError QUERY_TOO_DEEP, QUERY_TOO_COSTLY */
  check(variables: Readonly<Record<string, unknown>>): number {
    const { depth, cost, introspection } = this.measure(variables);
    if (depth > MAX_DEPTH) {
      throw new RapportError('QUERY_TOO_DEEP', `The query is ${depth} levels deep; at most ${MAX_DEPTH} are allowed.`, {
        remedy: 'Request the inner objects in a separate query.',
      });
    }
    if (cost > MAX_COST) {
      throw new RapportError('QUERY_TOO_COSTLY', `The query may cost ${Math.ceil(cost)}; at most ${MAX_COST} is allowed.`, {
        remedy: 'Request smaller pages (`first`) or fewer fields.',
      });
    }
    if (introspection > maxIntrospection(this.schema)) {
      throw new RapportError('QUERY_TOO_COSTLY', 'The query requests more of the schema than tools need.', {
        remedy: 'Use the standard introspection query, once per request.',
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

/** Twice the measure of the standard introspection query. */
function maxIntrospection(schema: GraphQLSchema): number {
  let most = introspectionOf.get(schema);
  if (most === undefined) {
    most = 2 * measure(schema, STANDARD, STANDARD.definitions[0] as OperationDefinitionNode, {}).introspection;
    introspectionOf.set(schema, most);
  }
  return most;
}

/** The names of the variables used as page sizes. */
function sizeVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Argument: ({ name, value }) => {
      if (['first', 'last'].includes(name.value) && value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** Assumed length of a list without paging: the existing ones hold a handful. */
const LIST_ITEMS = 10;

/** How many times a field's selection may be resolved: a connection's page size, a list's assumed length, or once. */
function itemsOf(
  node: FieldNode,
  { args, type }: GraphQLField<unknown, unknown>,
  variables: Readonly<Record<string, unknown>>,
): number {
  if (args.some(({ name }) => name === 'first')) return pageSize(node, variables);
  return isListType(isNonNullType(type) ? type.ofType : type) && !isEdges(node) ? LIST_ITEMS : 1;
}

/** A connection's `edges` are already counted by its page size. */
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

/** The average length of an introspection list in this schema: its types, the fields per type, and so on. */
function introspectedItemsOf(field: string, schema: GraphQLSchema): number {
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

export interface Measure {
  /** Levels of fields, starting at 1 for root fields. Introspection is not counted. */
  readonly depth: number;
  /** Roughly the number of objects in the answer. A plain value costs a tenth of an object, a root field 25. */
  readonly cost: number;
  /** The cost of introspection. Measured apart, because it reads nothing and its usual queries are deep. */
  readonly introspection: number;
  /** Number of selected fields. A fragment's fields count at every spread. */
  readonly fields: number;
}
type Variables = Readonly<Record<string, unknown>>;

const NOTHING: Measure = { depth: 0, cost: 0, introspection: 0, fields: 0 };
const VALUE_COST = 0.1;
/** A query or mutation is work even if little of its answer is selected. */
const ROOT_COST = 25;
const META_FIELDS: Readonly<Record<string, GraphQLField<unknown, unknown>>> = {
  [SchemaMetaFieldDef.name]: SchemaMetaFieldDef,
  [TypeMetaFieldDef.name]: TypeMetaFieldDef,
};

/**
 * Measures the depth and cost of an operation in a validated document. Each fragment is measured once, so that nested fragments
 * cannot make the measuring itself exponential.
 */
export function measure(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): Measure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const measured = new Map<string, Measure>();
  const root = schema.getRootType(operation.operation) ?? undefined;
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);

  const ofSelections = ({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined): Measure =>
    selections.reduce<Measure>((sum, selection) => {
      if (selection.kind === Kind.FIELD) return plus(sum, ofField(selection, type));
      if (selection.kind === Kind.FRAGMENT_SPREAD) return plus(sum, ofFragment(selection.name.value));
      const { typeCondition } = selection;
      return plus(sum, ofSelections(selection.selectionSet, typeCondition ? schema.getType(typeCondition.name.value) : type));
    }, NOTHING);

  const ofFragment = (name: string): Measure => {
    const cached = measured.get(name);
    if (cached) return cached;
    const fragment = fragments.get(name);
    const result = fragment ? ofSelections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value)) : NOTHING;
    measured.set(name, result);
    return result;
  };

  const ofField = (node: FieldNode, parent: GraphQLNamedType | undefined): Measure => {
    const meta = META_FIELDS[node.name.value];
    const field = meta ?? fieldOf(node, parent);
    const type = field && getNamedType(field.type);
    if (!field || !node.selectionSet || !isCompositeType(type)) return { ...NOTHING, depth: 1, cost: VALUE_COST, fields: 1 };
    const inner = ofSelections(node.selectionSet, type);
    const own = meta || parent !== root ? 1 : ROOT_COST;
    const items = parent?.name.startsWith('__') ? introspectedItemsOf(node.name.value, schema) : itemsOf(node, field, variables);
    const cost = own + items * inner.cost;
    const fields = inner.fields + 1;
    if (meta) return { depth: 0, cost: 0, introspection: cost, fields };
    return { depth: inner.depth + 1, cost, introspection: inner.introspection, fields };
  };

  return ofSelections(operation.selectionSet, root);
}

const plus = (a: Measure, b: Measure): Measure => ({
  depth: Math.max(a.depth, b.depth),
  cost: a.cost + b.cost,
  introspection: a.introspection + b.introspection,
  fields: a.fields + b.fields,
});

function fieldOf(node: FieldNode, parent: GraphQLNamedType | undefined): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
}
