import { describe, expect, it } from 'vitest';
import { buildSchema, getIntrospectionQuery, getOperationAST, isObjectType, parse } from 'graphql';
import { OperationLimits, measure } from '../../../src/graphql/server/limits.js';

const schema = buildSchema(`
  type Query { things(first: Int, after: String, last: Int): Things! thing: Thing tags: [Thing!]! }
  type Things { totalCount: Int edges: [Edge!]! }
  type Edge { node: Thing! }
  type Thing { name: String parent: Thing }
`);
const parsed = (query: string) => {
  const document = parse(query);
  return [schema, document, getOperationAST(document)!] as const;
};
const measured = (query: string, variables: Record<string, unknown> = {}) => measure(...parsed(query), variables);
const cost = (query: string, variables?: Record<string, unknown>) => measured(query, variables).cost;

describe('what a query may cost', () => {
  it('is 25 a question, an object a field that has fields, and a tenth a plain value', () => {
    expect(cost('{ thing { name } }')).toBeCloseTo(25.1);
    expect(cost('{ thing { parent { name } } }')).toBeCloseTo(26.1);
    expect(cost('{ a: thing { name } ...more } fragment more on Query { b: thing { name } }')).toBeCloseTo(50.2);
  });
  it('multiplies by the page, asked for or usual or the greatest there is', () => {
    const page = (args: string, variables?: Record<string, unknown>) =>
      cost(`query ($n: Int) { things${args} { edges { node { name } } } }`, variables);
    expect(page('(first: 10)')).toBeCloseTo(25 + 10 * 2.1);
    expect(page('(last: 20)')).toBeCloseTo(25 + 20 * 2.1);
    expect(page('')).toBeCloseTo(25 + 50 * 2.1);
    expect(page('(first: $n)', { n: 7 })).toBeCloseTo(25 + 7 * 2.1);
    expect(page('(first: $n)')).toBeCloseTo(25 + 50 * 2.1);
    expect(page('(first: 1000000)')).toBeCloseTo(25 + 500 * 2.1);
  });
  it('takes a list without pages for ten', () => expect(cost('{ tags { name } }')).toBeCloseTo(25 + 10 * 0.1));
  it('counts fragments where they are used, and measures each once', () => {
    expect(measured('{ thing { ...a ... on Thing { name } } } fragment a on Thing { parent { name } }')).toMatchObject({
      depth: 3,
      cost: expect.closeTo(26.2),
      fields: 4,
    });
    const bomb = Array.from(
      { length: 40 },
      (_, n) => `fragment f${n} on Thing { a: parent { ...f${n + 1} } b: parent { ...f${n + 1} } }`,
    );
    expect(cost(`{ thing { ...f0 } } ${bomb.join(' ')} fragment f40 on Thing { name }`)).toBeGreaterThan(2 ** 40);
  });
  it('is counted apart for introspection, with as many types and fields as there are', () => {
    const types = Object.values(schema.getTypeMap());
    const fields = types.flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()) : [])).length;
    const { depth, cost, introspection } = measured('{ __schema { types { fields { name } } } }');
    expect([depth, cost]).toEqual([0, 0]);
    expect(introspection).toBeCloseTo(2 + types.length + fields * 0.1);
  });
  it('lets tools ask for the schema, but not in a hundred ways at once', () => {
    const check = (query: string) => new OperationLimits(...parsed(query)).check({});
    expect(() => check(getIntrospectionQuery())).not.toThrow();
    const types = Array.from(
      { length: 100 },
      (_, n) => `t${n}: types { a: fields { type { name } } b: fields { type { name } } }`,
    );
    expect(() => check(`{ __schema { ${types.join(' ')} } }`)).toThrow('more of the schema');
  });
});

describe('a measure that is known', () => {
  it('is the one of the same page sizes', () => {
    const operation = parsed('query ($n: Int, $after: String) { things(first: $n, after: $after) { edges { node { name } } } }');
    const limits = new OperationLimits(...operation);
    expect(limits.measure({ n: 7 })).toEqual(measure(...operation, { n: 7 }));
    expect(limits.measure({ n: 8 })).toEqual(measure(...operation, { n: 8 }));
    expect(limits.measure({ n: 7, after: 'x' })).toBe(limits.measure({ n: 7 }));
  });
  it('does not keep what a client sends in place of a number', () => {
    const limits = new OperationLimits(...parsed('query ($n: Int) { things(first: $n) { totalCount } }'));
    expect(limits.measure({ n: 'x'.repeat(1_000) })).toBe(limits.measure({ n: {} }));
  });
});
