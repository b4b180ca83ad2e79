import { buildSchema, getVariableValues, type GraphQLError, Kind, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { requestError } from '../../../src/graphql/errors.js';

const TYPES = { Int: 'integer', Float: 'number', Boolean: 'boolean', String: 'string', ID: 'string' };
const schema = buildSchema('type Query { one(n: Int, Int: Int, Float: Float, Boolean: Boolean, String: String, ID: ID): Int }');

/** The first error in a document, or in the value of its variable `$v`. */
function errorIn(query: string, v?: unknown): GraphQLError {
  const document = parse(query);
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)!;
  const wrongValues = () => getVariableValues(schema, operation.variableDefinitions ?? [], { v }).errors;
  return (validate(schema, document)[0] ?? wrongValues()?.[0])!;
}

/** Nearly as long as a body may be. A search of quadratic time in it blocks the server for minutes. */
const LONG = 'a'.repeat(900_000);

describe('a refused request', () => {
  it.each([`{ ${LONG} }`, `{ one(${LONG}: 1) }`, `{ one(n: "${LONG}") }`, `{ one(n: ${LONG}) }`, `query ($v: ${LONG}) { one }`])(
    'is answered at once, however long the name in it is: %.20s',
    (query) => expect(requestError(errorIn(query), schema)).toMatchObject({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }),
  );

  it('is answered at once, however long the value of a variable is', () => {
    const refusal = requestError(errorIn('query ($v: Int) { one(n: $v) }', LONG), schema);
    expect(refusal).toMatchObject({ extensions: { code: 'INVALID_INPUT' } });
  });

  it.each(Object.entries(TYPES))('says which type a variable should have: %s', (scalar, type) => {
    const error = errorIn(`query ($v: ${scalar}) { one(${scalar}: $v) }`, {});
    expect(requestError(error, schema)?.extensions?.['reasons']).toEqual([
      { field: 'v', code: 'WRONG_TYPE', parameters: { type } },
    ]);
  });
});
