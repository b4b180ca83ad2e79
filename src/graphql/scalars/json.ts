import { GraphQLScalarType } from 'graphql';

/** An event's data as it is recorded, an audit's sections as they are hashed. Output only: no input of ours is without a type. */
export const JsonScalar = new GraphQLScalarType({
  name: 'JSON',
  description: 'A JSON value.',
  serialize: (value) => value,
});
