import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { itemsOf } from './items-of.js';

export interface Measure {
  /** Levels of fields, the root's being 1. */
  readonly depth: number;
  /** Roughly how many objects the answer may hold: a plain value costs a tenth of one, a question or a command 25. */
  readonly cost: number;
}
type Variables = Readonly<Record<string, unknown>>;

const NOTHING: Measure = { depth: 0, cost: 0 };
const VALUE_COST = 0.1;
/** A question or a command is work of its own, however little of its answer is asked for. */
const ROOT_COST = 25;

/**
 * How deep and how costly the operations of a validated document are. Introspection is free: it reads nothing and its own queries are deep.
 * A fragment is measured once, so that fragments of fragments cannot make the measuring itself costly.
 */
export function measure(schema: GraphQLSchema, document: DocumentNode, variables: Variables): Measure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const measured = new Map<string, Measure>();
  const roots = new Set<GraphQLNamedType | undefined>([
    schema.getQueryType() ?? undefined,
    schema.getMutationType() ?? undefined,
  ]);
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);

  const ofSelections = ({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined): Measure =>
    selections.reduce<Measure>((sum, selection) => {
      if (selection.kind === Kind.FIELD) return plus(sum, ofField(selection, type));
      if (selection.kind === Kind.FRAGMENT_SPREAD) return plus(sum, ofFragment(selection.name.value));
      const { typeCondition } = selection;
      return plus(sum, ofSelections(selection.selectionSet, typeCondition ? schema.getType(typeCondition.name.value) : type));
    }, NOTHING);

  const ofFragment = (name: string): Measure => {
    const known = measured.get(name);
    if (known) return known;
    const fragment = fragments.get(name);
    const result = fragment ? ofSelections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value)) : NOTHING;
    measured.set(name, result);
    return result;
  };

  const ofField = (node: FieldNode, parent: GraphQLNamedType | undefined): Measure => {
    const field = fieldOf(node, parent);
    if (!field) return NOTHING;
    const type = getNamedType(field.type);
    if (!node.selectionSet || !isCompositeType(type)) return { depth: 1, cost: VALUE_COST };
    const inner = ofSelections(node.selectionSet, type);
    const own = roots.has(parent) ? ROOT_COST : 1;
    return { depth: inner.depth + 1, cost: own + itemsOf(node, field, variables) * inner.cost };
  };

  return document.definitions.reduce<Measure>((sum, node) => {
    if (node.kind !== Kind.OPERATION_DEFINITION) return sum;
    return plus(sum, ofSelections(node.selectionSet, schema.getRootType(node.operation) ?? undefined));
  }, NOTHING);
}

const plus = (a: Measure, b: Measure): Measure => ({ depth: Math.max(a.depth, b.depth), cost: a.cost + b.cost });

function fieldOf(node: FieldNode, parent: GraphQLNamedType | undefined): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
}
