import { describe, expect, it, vi } from 'vitest';
import { buildSchema, type GraphQLError } from 'graphql';
import { RapportError } from '../../../src/domain/kernel/errors.js';
import { MAX_TOKENS } from '../../../src/graphql/server/limits.js';
import {
  Documents,
  GraphqlService,
  isRefusal,
  type ObservedOperation,
  wrongTransport,
} from '../../../src/graphql/server/graphql-service.js';
import { ANYBODY } from '../../support/identities.js';

const schema = buildSchema(`
  type Query { one(n: Int): Int two: Int strict: Strict page(first: Int): [Strict!]! relationship: Relationship }
  type Mutation { change(text: String): Int agree: AgreePayload }
  type Subscription { ticks: Int }
  type Strict { value: Int! name: String relationship: Relationship }
  type Relationship { rank: Int }
  type AgreePayload { relationship: Relationship }
`);
const ran: string[] = [];
const values: Record<string, unknown> = {
  one: ({ n = 1 }: { n?: number }) => (ran.push('one'), n),
  two: () => (ran.push('two'), 2),
  change: () => (ran.push('change'), 3),
  strict: () => ({ value: null }),
};
for (const type of [schema.getQueryType()!, schema.getMutationType()!])
  for (const field of Object.values(type.getFields()))
    field.resolve = (_, args) => (values[field.name] as ((args: unknown) => unknown) | undefined)?.(args);

const logged: object[] = [];
const asker = {
  requestId: 'r-1',
  caller: '::1',
  identity: ANYBODY,
  log: { debug: () => undefined, error: (fields: object) => void logged.push(fields) },
};

function newService() {
  const observed: ObservedOperation[] = [];
  const service = new GraphqlService(schema, { context: () => ({}), observe: (one) => void observed.push(one) });
  const ask = async (query: string, operationName?: string, variables = {}) => {
    const prepared = service.prepare({ query, operationName, variables }, ANYBODY);
    if (isRefusal(prepared)) return { refused: service.format(prepared, asker)[0]!.extensions?.['code'] };
    return service.run(prepared, variables, asker);
  };
  return { service, ask, observed };
}

describe('What an operation may cost', () => {
  it('is counted before it is carried out, and refused where it is too much', () => {
    const spent: number[] = [];
    const countCost = (_: unknown, cost: number) => {
      spent.push(cost);
      if (cost > 30) throw new RapportError('RATE_LIMITED', 'too much');
    };
    const service = new GraphqlService(schema, { context: () => ({}), limits: { countCost } });
    const prepare = (first: number) =>
      service.prepare({ query: 'query A($n: Int) { page(first: $n) { value } }', variables: { n: first } }, ANYBODY);
    expect(isRefusal(prepare(10))).toBe(false);
    expect(service.format(prepare(100) as readonly GraphQLError[], asker)[0]!.extensions?.['code']).toBe('RATE_LIMITED');
    expect(spent).toEqual([26, 35]);
  });
});

describe('A document', () => {
  it('is cached by its text, and for a minute alone where words may stand in it: they must not outlive an erasure', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
    const pass = (milliseconds: number) => {
      now += milliseconds;
      vi.advanceTimersByTime(milliseconds);
    };
    const documents = new Documents(schema);
    const [words, variables] = ['mutation { change(text: "Ann waits") }', 'mutation ($text: String) { change(text: $text) }'];
    const [first, other] = [documents.operation(words, undefined), documents.operation(variables, undefined)];
    pass(59_000);
    expect(documents.operation(words, undefined)).toBe(first);
    // The other timer is that of the clock that the cache reads.
    pass(1);
    expect(vi.getTimerCount()).toBe(1);
    pass(2_000);
    expect(vi.getTimerCount()).toBe(0);
    expect(documents.operation(words, undefined)).not.toBe(first);
    expect(documents.operation(variables, undefined)).toBe(other);
    clock.mockRestore();
    vi.useRealTimers();
  });
});

describe('What somebody may ask for', () => {
  const identity = { ...ANYBODY, permissions: new Set(['Query strict', 'Query page', 'Mutation agree']) };
  const codes = (query: string) => {
    const { service } = newService();
    const prepared = service.prepare({ query }, identity);
    return isRefusal(prepared) ? service.format(prepared, asker).map(({ extensions }) => extensions?.['code']) : 'taken';
  };

  it('is no more within another thing than by its own query, save as the outcome of what he may do', () => {
    expect(codes('{ strict { name } page(first: 1) { name } }')).toBe('taken');
    expect(codes('{ relationship { rank } }')).toEqual(['FORBIDDEN']);
    expect(codes('{ strict { relationship { rank } } }')).toEqual(['FORBIDDEN']);
    expect(codes('{ strict { ...A } } fragment A on Strict { ... { relationship { rank } } }')).toEqual(['FORBIDDEN']);
    expect(codes('mutation { agree { relationship { rank } } }')).toBe('taken');
  });

  it('is found in a document whose fragments would take for ever if each were looked through wherever it is spread', () => {
    const fragments = Array.from({ length: 60 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`);
    expect(codes(`{ ...F0 } ${fragments.join(' ')} fragment F60 on Query { one }`)).toEqual(['FORBIDDEN']);
  });
});

describe('The operation that is asked for', () => {
  it('is the one that runs, in any order, interpreted and compiled', async () => {
    const { ask } = newService();
    const document = 'query One { one } mutation Change { change } query Two { two }';
    const answers = { One: { one: 1 }, Change: { change: 3 }, Two: { two: 2 } };
    for (const name of ['Change', 'One', 'Two', 'One', 'Change', 'Two', 'Two', 'One', 'Change'] as const) {
      ran.length = 0;
      expect([name, await ask(document, name)]).toEqual([name, { data: { ...answers[name] } }]);
      expect(ran).toHaveLength(1);
    }
  });
  it('must be named where there are several, and must be there', async () => {
    const { ask } = newService();
    for (let time = 0; time < 3; time += 1) {
      expect(await ask('query A { one } query B { two }')).toEqual({ refused: 'GRAPHQL_VALIDATION_FAILED' });
      expect(await ask('query A { one }', 'B')).toEqual({ refused: 'GRAPHQL_VALIDATION_FAILED' });
      expect(await ask('{ one }', 'A')).toEqual({ refused: 'GRAPHQL_VALIDATION_FAILED' });
      expect(await ask('fragment F on Query { one }')).toEqual({ refused: 'GRAPHQL_VALIDATION_FAILED' });
    }
  });
  it('is measured alone', async () => {
    const { ask } = newService();
    const costly = Array.from({ length: 300 }, (_, n) => `a${n}: page(first: 500) { name }`).join(' ');
    const document = `query Light { one } query Costly { ${costly} }`;
    expect(await ask(document, 'Light')).toEqual({ data: { one: 1 } });
    expect(await ask(document, 'Costly')).toEqual({ refused: 'QUERY_TOO_COSTLY' });
  });
  it('gives the same answers compiled as interpreted', async () => {
    const { ask } = newService();
    for (const n of [5, null, undefined]) {
      const query = `query ($n: Int, $with: Boolean = true) { a: one(n: $n) two @include(if: $with) }`;
      const answers = [
        await ask(query, undefined, { n }),
        await ask(query, undefined, { n }),
        await ask(query, undefined, { n }),
      ];
      expect(JSON.stringify(answers.slice(1))).toBe(JSON.stringify([answers[0], answers[0]]));
    }
  });
});

it.each([
  ['mutation { change }', 'GET', 'POST'],
  ['subscription { ticks }', 'POST', 'WebSocket'],
  ['subscription { ticks }', 'GET', 'WebSocket'],
] as const)('%s does not go through %s, but through %s', (query, refusing, serving) => {
  const operation = newService().service.prepare({ query }, ANYBODY);
  expect(isRefusal(operation) || wrongTransport(operation, refusing)).toMatchObject({ message: expect.any(String) });
  expect(isRefusal(operation) || wrongTransport(operation, serving)).toBeUndefined();
});

describe('A document', () => {
  it('of too many words is refused before it is read', async () => {
    const { ask } = newService();
    expect(await ask(`{ ${'a '.repeat(MAX_TOKENS)} }`)).toEqual({ refused: 'QUERY_TOO_COSTLY' });
  });
  it.each([
    ['selections', `${'{a'.repeat(4_900)}${'}'.repeat(4_900)}`],
    ['a value', `{ one(n: ${'['.repeat(4_900)}${']'.repeat(4_900)}) }`],
  ])('of %s by thousands of levels is refused, whatever it does to the stack', async (_, query) => {
    expect(await newService().ask(query)).toEqual({ refused: 'QUERY_TOO_DEEP' });
  });
  it('whose measure takes the whole stack is refused alike', () => {
    const endless = (): void => endless();
    const service = new GraphqlService(schema, { context: () => ({}), limits: { countCost: endless } });
    const refused = service.prepare({ query: '{ one }' }, ANYBODY) as readonly GraphQLError[];
    expect(service.format(refused, asker)[0]!.extensions?.['code']).toBe('QUERY_TOO_DEEP');
  });
  it('of fragments by thousands of levels is answered or refused, wherever the stack ends', async () => {
    const { ask } = newService();
    for (let levels = 500; levels <= 3_000; levels += 250) {
      const query = `{${'...{'.repeat(levels)}one${'}'.repeat(levels)}}`;
      for (const answer of [await ask(query), await ask(query), await ask(query)]) {
        const errors = 'refused' in answer ? [{ extensions: { code: answer.refused } }] : (answer.errors ?? []);
        expect(errors.map(({ extensions }) => extensions?.['code']).filter((code) => code !== 'QUERY_TOO_DEEP')).toEqual([]);
      }
    }
  });
  it('is known again by its text', () => {
    const { service } = newService();
    expect(service.prepare({ query: '{ one }' }, ANYBODY)).toBe(service.prepare({ query: '{ one }' }, ANYBODY));
    expect(service.prepare({ query: '{ one }' }, ANYBODY)).not.toBe(service.prepare({ query: '{ one } ' }, ANYBODY));
  });
  it('makes room for others by its size: a hundred large ones are not all remembered', () => {
    const { service } = newService();
    const large = (n: number) => `{ ${Array.from({ length: 390 }, (_, i) => `a${n}_${i}: two`).join(' ')} }`;
    const first = service.prepare({ query: large(0) }, ANYBODY);
    expect(isRefusal(first)).toBe(false);
    for (let n = 1; n < 100; n += 1) service.prepare({ query: large(n) }, ANYBODY);
    // Compared by hand: what `toBe` would say of two compiled schemas takes a minute to write.
    expect(service.prepare({ query: large(0) }, ANYBODY) === first).toBe(false);
  });
});

describe('A defect', () => {
  it('is told by the request’s id, and logged whole, interpreted and compiled', async () => {
    const { ask } = newService();
    for (let time = 0; time < 3; time += 1) {
      logged.length = 0;
      expect(await ask('{ strict { value } }')).toMatchObject({
        data: { strict: null },
        errors: [{ extensions: { code: 'INTERNAL', requestId: 'r-1' } }],
      });
      expect(logged).toEqual([{ err: expect.any(Error), path: 'strict.value' }]);
      const { message, stack } = (logged[0] as { err: GraphQLError }).err;
      expect(message).toContain('Strict.value');
      expect(stack).toMatch(/\bat .+:\d+/);
    }
  });
});

it('What came of a request is observed under a name of the schema', () => {
  const { service, observed } = newService();
  const observe = (query: string) => {
    const prepared = service.prepare({ query }, ANYBODY);
    const errors = isRefusal(prepared) ? service.format(prepared, asker) : undefined;
    service.observe(isRefusal(prepared) ? undefined : prepared, errors, performance.now());
  };
  ['query Private { x: one }', '{ one two }', '{ nothing }'].forEach(observe);
  expect(observed).toEqual([
    { operation: 'one', code: 'OK' },
    { operation: 'several', code: 'OK' },
    { operation: 'none', code: 'GRAPHQL_VALIDATION_FAILED' },
  ]);
});
