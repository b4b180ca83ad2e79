import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

/** The three functions of a scalar that is a string both on the wire and in the program. */
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

/**
 * An instant. Only checks that the value is a string. The code that takes it parses it and converts it to UTC: it knows the
 * field's name, so its error can name the field (src/commands/edge/validate.ts).
 */
export const DateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description: 'An instant, RFC 3339 with an explicit offset: 2026-03-01T08:00:00+01:00. Responses are in UTC with milliseconds.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  ...textOnly('DateTime'),
});

/** An event's data as recorded, or an audit's sections as hashed. Output only: every input has a type. */
export const JsonScalar = new GraphQLScalarType({
  name: 'JSON',
  description: 'A JSON value.',
  serialize: (value) => value,
});

/** A position in the log. The log checks whether it is valid (INVALID_POSITION). */
export const Position = new GraphQLScalarType<string, string>({
  name: 'Position',
  description:
    'A position in the event log: opaque, sorts as text. Mutations return it; `minPosition` and `atPosition` accept it.',
  ...textOnly('Position'),
});
