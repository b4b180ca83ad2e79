import { type GraphQLSchema, isObjectType } from 'graphql';

/**
 * Takes away the resolvers that Nest puts on every plain field and that only read the property of the same name. GraphQL does that by
 * itself, and the compiled query (jit) then reads the property in place instead of calling a function a field.
 */
export function plainFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) if (field.resolve?.name === 'rootFieldResolver') delete field.resolve;
  }
  return schema;
}
