import { GraphQLError, Kind, type ValueNode } from 'graphql';

/** The three functions of a scalar that is a text on the wire and inside. */
export function textOnly(name: string) {
  const refuse = (shown: string) => new GraphQLError(`${name} must be a string, not ${shown}.`);
  return {
    serialize: (value: unknown): string => String(value),
    parseValue(value: unknown): string {
      if (typeof value !== 'string') throw refuse(JSON.stringify(value));
      return value;
    },
    parseLiteral(node: ValueNode): string {
      if (node.kind !== Kind.STRING) throw refuse('value' in node ? String(node.value) : node.kind);
      return node.value;
    },
  };
}
