import { readFileSync } from 'node:fs';
import { type Command } from 'commander';
import { buildSchema, getNamedType, type GraphQLField, type GraphQLSchema, isObjectType, type GraphQLObjectType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { identityOf } from '../../../src/access/identity.js';
import { type Kind, permission, POLICY } from '../../../src/access/policy.js';
import { withTables } from '../../../src/access/policy-table.js';
import { commandLine } from '../../../src/cli/parse-call.js';
import { ACCESS_ROLES, type AccessRole } from '../../../src/domain/access.js';
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

  it('names fields that are there, and each that tells events', () => {
    const fields = nestedFields();
    const names = fields.map(({ type, field }) => permission('Field', `${type.name}.${field.name}`));
    expect(names).toEqual(expect.arrayContaining(named('Field')));
    const ofEvents = fields.filter(({ type, field }) => !/(Connection|Edge)$/.test(type.name) && tells(field, 'Event'));
    expect(ofEvents.map(({ type, field }) => permission('Field', `${type.name}.${field.name}`))).toEqual(
      named('Field')
        .filter((name) => name.endsWith('.events'))
        .sort(),
    );
  });

  it('is what a nested field is judged by, on every way to it that a role has', () => {
    const service = new GraphqlService(schema, { context: () => ({}) });
    const reached = new Set<string>();
    for (const role of ACCESS_ROLES) {
      const identity = identityOf({ subject: 'p-1', roles: [role] });
      for (const name of named('Field')) {
        const [type = '', field = ''] = name.slice('Field '.length).split('.');
        for (const query of waysTo(type, role, `${field}${isObjectType(fieldType(type, field)) ? ' { __typename }' : ''}`)) {
          reached.add(name);
          // Some ways are longer than a query may be deep, which is judged last.
          const isForbidden = codesOf(service.prepare({ query }, identity)).includes('FORBIDDEN');
          expect([role, query, isForbidden]).toEqual([role, query, !POLICY.get(name)!.includes(role)]);
        }
      }
    }
    expect([...reached].sort()).toEqual(named('Field').sort());
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
      expect([query, codesOf(prepared)]).toEqual([query, ['FORBIDDEN']]);
    }
    expect(isRefusal(service.prepare({ query: '{ __typename teams(first: 1) { totalCount } }' }, requester))).toBe(false);
  });

  it('stands in docs/access.md (npm run docs:access writes it)', () => {
    const page = readFileSync('docs/access.md', 'utf8');
    expect(page).toBe(withTables(page));
  });

  it('lets somebody of two roles read words of those alone for whom he has the one that reads them', () => {
    const assigned = [{ role: 'IT_AGENT', departmentIds: [], teamIds: ['desk'], everywhere: false }] as const;
    const { scope, words } = identityOf({ subject: 'p-1', roles: ['AUDITOR'], assigned });
    expect([scope, words]).toEqual(['ALL', { departments: [], teams: ['desk'] }]);
    expect(identityOf({ subject: 'p-1', roles: ['ANALYST'], everywhere: true }).words).toEqual({ departments: [], teams: [] });
  });

  it('gives nothing to who has no role', () => {
    expect(identityOf({ subject: 'p-1', roles: [] }).permissions).toEqual(new Set());
  });
});

/** Why a request is refused; none where it is taken. */
const codesOf = (prepared: ReturnType<GraphqlService['prepare']>) =>
  isRefusal(prepared) ? prepared.map(({ originalError }) => (originalError as { code?: string }).code) : [];

/** The fields of the schema that are not the roots'. */
const nestedFields = () =>
  Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__') && !(ROOTS as readonly string[]).includes(type.name))
    .flatMap((type) =>
      Object.values((type as GraphQLObjectType).getFields()).map((field) => ({ type: type as GraphQLObjectType, field })),
    );

const fieldType = (type: string, field: string) =>
  getNamedType((schema.getType(type) as GraphQLObjectType).getFields()[field]!.type);
const tells = ({ type }: GraphQLField<unknown, unknown>, name: string) =>
  [name, `${name}Connection`].includes(getNamedType(type).name);

/** Requests for a field of a type: by each field of the roots that the role may ask for, the shortest way from there over what it may read. */
function waysTo(type: string, role: AccessRole, selection: string): readonly string[] {
  const may = (name: string) => POLICY.get(name)?.includes(role) ?? true;
  return rootFields().flatMap(({ root, field }) => {
    if (!may(permission(root, field.name))) return [];
    const first = getNamedType(field.type);
    const seen = new Set([first]);
    // Each with the selections that lead there, outermost first.
    const queue = [{ at: first, path: [] as readonly string[] }];
    for (const { at, path } of queue) {
      if (at.name === type) return [requestFor(root, field, [...path, selection].join(' { ') + ' }'.repeat(path.length))];
      if (!isObjectType(at)) continue;
      for (const next of Object.values(at.getFields())) {
        const to = getNamedType(next.type);
        const own = `${to.name.charAt(0).toLowerCase()}${to.name.slice(1)}`;
        if (seen.has(to) || !isObjectType(to) || next.args.some(({ type }) => String(type).endsWith('!'))) continue;
        if (!may(permission('Field', `${at.name}.${next.name}`)) || !may(permission('Query', own))) continue;
        seen.add(to);
        queue.push({ at: to, path: [...path, next.name] });
      }
    }
    return [];
  });
}

/** Asks for a field, with a variable for each argument that it needs: whether it may be asked for is decided before their values are looked at. */
function requestFor(root: string, { name, args, type }: GraphQLField<unknown, unknown>, selection = '__typename'): string {
  const needed = args.filter((argument) => String(argument.type).endsWith('!') && argument.defaultValue === undefined);
  const variables = needed.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ');
  const values = needed.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const isObject = /^[[\]!]*(Position|String|Boolean|Int|Float|DateTime|ID)[[\]!]*$/.test(String(type))
    ? ''
    : ` { ${selection} }`;
  return `${root.toLowerCase()}${variables && ` (${variables})`} { ${name}${values && `(${values})`}${isObject} }`;
}
