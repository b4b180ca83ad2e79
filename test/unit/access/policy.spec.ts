import { readFileSync } from 'node:fs';
import { type Command } from 'commander';
import { buildSchema, type GraphQLField, type GraphQLSchema } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { identityOf } from '../../../src/access/identity.js';
import { type Kind, permission, POLICY } from '../../../src/access/policy.js';
import { withTables } from '../../../src/access/policy-table.js';
import { commandLine } from '../../../src/cli/parse-call.js';
import { ACCESS_ROLES } from '../../../src/domain/access.js';
import { schemaText } from '../../../src/graphql/schema-text.js';
import { GraphqlService, isRefusal } from '../../../src/graphql/server/graphql-service.js';
import { RecordingIo } from '../cli/recording-io.js';

const ROOTS = ['Query', 'Mutation', 'Subscription'] as const;
/** GraphQL's own, which no schema lists. */
const INTROSPECTION = ['Query __schema', 'Query __type'];

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = buildSchema(await schemaText());
});

const rootFields = () =>
  ROOTS.flatMap((root) =>
    Object.values(schema.getRootType(root.toLowerCase() as never)!.getFields()).map((field) => ({ root, field })),
  );
const named = (...kinds: readonly Kind[]) =>
  [...POLICY.keys()].filter((name) => kinds.some((kind) => name.startsWith(`${kind} `)));

describe('the table of who may do what', () => {
  it('names every field of the schema’s roots, and none that is not there', () => {
    const fields = rootFields().map(({ root, field }) => permission(root, field.name));
    expect(named(...ROOTS).sort()).toEqual([...fields, ...INTROSPECTION].sort());
  });

  it('names every command of the shell, and none that is not there', () => {
    const leaves = (command: Command, path: readonly string[]): readonly string[] =>
      command.commands.length === 0
        ? [permission('Shell', path.join('.'))]
        : command.commands.flatMap((one) => leaves(one, [...path, one.name()]));
    expect(named('Shell').sort()).toEqual(
      [
        ...leaves(
          commandLine(new RecordingIo(), () => undefined),
          [],
        ),
      ].sort(),
    );
  });

  it('is what a request is judged by, field by field and role by role', () => {
    const service = new GraphqlService(schema, { context: () => ({}) });
    for (const role of ACCESS_ROLES) {
      const identity = identityOf({ subject: 'p-1', roles: [role] });
      for (const { root, field } of rootFields()) {
        const prepared = service.prepare({ query: requestFor(root, field) }, identity);
        const isForbidden = isRefusal(prepared);
        const name = permission(root, field.name);
        expect([role, name, isForbidden]).toEqual([role, name, !POLICY.get(name)!.includes(role)]);
      }
    }
  });

  it('lets nobody in by a detour: a fragment, an alias, a second field', () => {
    const service = new GraphqlService(schema, { context: () => ({}) });
    const requester = identityOf({ subject: 'p-1', roles: ['REQUESTER'] });
    for (const query of [
      '{ ... { projectionStatus { name } } }',
      'query { ...F } fragment F on Query { tickets(first: 1) { totalCount } ...G } fragment G on Query { a: projectionStatus { name } }',
      '{ teams(first: 1) { totalCount } b: projectionStatus { name } }',
      '{ __schema { types { name } } }',
    ]) {
      const prepared = service.prepare({ query }, requester);
      expect([
        query,
        isRefusal(prepared) && prepared.map(({ originalError }) => (originalError as { code?: string }).code),
      ]).toEqual([query, ['FORBIDDEN']]);
    }
    expect(isRefusal(service.prepare({ query: '{ __typename teams(first: 1) { totalCount } }' }, requester))).toBe(false);
  });

  it('stands in docs/access.md (npm run docs:access writes it)', () => {
    const page = readFileSync('docs/access.md', 'utf8');
    expect(page).toBe(withTables(page));
  });

  it('gives nothing to who has no role', () => {
    expect(identityOf({ subject: 'p-1', roles: [] }).permissions).toEqual(new Set());
  });
});

/** Asks for a field, with a variable for each argument that it needs: whether it may be asked for is decided before their values are looked at. */
function requestFor(root: string, { name, args, type }: GraphQLField<unknown, unknown>): string {
  const needed = args.filter((argument) => String(argument.type).endsWith('!') && argument.defaultValue === undefined);
  const variables = needed.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ');
  const values = needed.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const isObject = /^[[\]!]*(Position|String|Boolean|Int|Float|DateTime|ID)[[\]!]*$/.test(String(type)) ? '' : ' { __typename }';
  return `${root.toLowerCase()}${variables && ` (${variables})`} { ${name}${values && `(${values})`}${isObject} }`;
}
