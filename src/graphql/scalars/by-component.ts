import { GraphQLError, GraphQLScalarType, type ValueNode, valueFromASTUntyped } from 'graphql';
import { COMPONENTS, type PerComponent } from '../../measures/components.js';

/** A number for all components, or one for some of them. */
export type ByComponent = number | Partial<PerComponent<number>>;

function checked(value: unknown): ByComponent {
  if (typeof value === 'number') return value;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = isObject ? Object.entries(value) : [];
  if (!isObject || entries.some(([name, number]) => !COMPONENTS.some((known) => known === name) || typeof number !== 'number')) {
    throw new GraphQLError(`ByComponent must be a number, or an object of numbers by component (${COMPONENTS.join(', ')}).`);
  }
  return value;
}

export const ByComponent = new GraphQLScalarType<ByComponent, ByComponent>({
  name: 'ByComponent',
  description: 'A number for all components (`90`), or one for some of them (`{ treatment: 60 }`): the others stay as they are.',
  serialize: checked,
  parseValue: checked,
  parseLiteral: (node: ValueNode, variables) => checked(valueFromASTUntyped(node, variables)),
});
