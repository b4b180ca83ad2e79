import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { knownMeasure } from '../../../src/graphql/limits/known-measure.js';
import { measure } from '../../../src/graphql/limits/measure.js';

const schema = buildSchema(`
  type Query { things(first: Int, after: String, last: Int): Things! thing: Thing tags: [Thing!]! }
  type Things { totalCount: Int edges: [Edge!]! }
  type Edge { node: Thing! }
  type Thing { name: String parent: Thing }
`);
const measured = (query: string, variables: Record<string, unknown> = {}) => measure(schema, parse(query), variables);
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
    expect(measured('{ thing { ...a ... on Thing { name } } } fragment a on Thing { parent { name } }')).toEqual({
      depth: 3,
      cost: expect.closeTo(26.2),
    });
    const bomb = Array.from(
      { length: 40 },
      (_, n) => `fragment f${n} on Thing { a: parent { ...f${n + 1} } b: parent { ...f${n + 1} } }`,
    );
    expect(cost(`{ thing { ...f0 } } ${bomb.join(' ')} fragment f40 on Thing { name }`)).toBeGreaterThan(2 ** 40);
  });
  it('is nothing for introspection, however deep', () =>
    expect(measured('{ __schema { types { fields { type { ofType { name } } } } } }')).toEqual({ depth: 0, cost: 0 }));
});

describe('a measure that is known', () => {
  it('is the one of the same page sizes', () => {
    const document = parse('query ($n: Int, $after: String) { things(first: $n, after: $after) { edges { node { name } } } }');
    const ask = (variables: Record<string, unknown>) => knownMeasure(schema, document, variables);
    expect(ask({ n: 7 })).toEqual(measure(schema, document, { n: 7 }));
    expect(ask({ n: 8 })).toEqual(measure(schema, document, { n: 8 }));
    expect(ask({ n: 7, after: 'x' })).toBe(ask({ n: 7 }));
  });
});
