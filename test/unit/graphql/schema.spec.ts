import { describe, expect, it } from 'vitest';
import { readFile } from 'node:fs/promises';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLInputField,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { COMMANDS } from '../../../src/domain/aggregates.js';
import type { CommandClass } from '../../../src/domain/kernel/command.js';
import { schemaText } from '../../../src/graphql/schema-text.js';

/** What is asked of the program itself, and is no command. */
const OF_THE_PROGRAM = [
  'assignAccessRole',
  'createAccessKey',
  'dropParked',
  'eraseDataSubject',
  'fillDemo',
  'identifyPerson',
  'importFile',
  'rebuildProjection',
  'replayParked',
  'revokeAccessKey',
  'revokeAccessRole',
  'runAudit',
  'stopAudit',
];

const ROOTS = ['Query', 'Mutation', 'Subscription'];

describe('the schema', () => {
  it('is the committed one', async () => expect(await readFile('schema/schema.graphql', 'utf8')).toBe(await schemaText()));

  it('has a mutation for every command but the importer’s and the auditor’s own and those of keys and of what is forgotten, named for it, with one input', async () => {
    const mutations = buildSchema(await schemaText())
      .getMutationType()!
      .getFields();
    const isOfProgram = ({ aggregate, importsOnly }: CommandClass['definition']) =>
      importsOnly || ['import', 'access', 'privacy', 'audit'].includes(aggregate);
    const names = COMMANDS.filter(({ definition }) => !isOfProgram(definition)).map(
      ({ name }) => name.charAt(0).toLowerCase() + name.slice(1),
    );
    expect(Object.keys(mutations).sort()).toEqual([...names, ...OF_THE_PROGRAM].sort());
    for (const { args } of Object.values(mutations)) expect(args.map(({ name }) => name)).toEqual(['input']);
  });

  it('says of each type what it is', async () => {
    const types = Object.values(buildSchema(await schemaText()).getTypeMap()).filter(
      (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type) && !ROOTS.includes(type.name),
    );
    expect(types.filter(({ description }) => !description).map(({ name }) => name)).toEqual([]);
  });

  it('says of each field what it means, of answers and of inputs, and of each argument what it does', async () => {
    const types = Object.values(buildSchema(await schemaText()).getTypeMap())
      .filter((type) => isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
      .filter((type) => !isIntrospectionType(type));
    const said = types.flatMap((type) =>
      Object.values<GraphQLField<unknown, unknown> | GraphQLInputField>(type.getFields()).flatMap((field) => {
        const name = `${type.name}.${field.name}`;
        const args = 'args' in field ? field.args : [];
        return [
          { name, description: field.description },
          ...args.map((arg) => ({ name: `${name}(${arg.name})`, description: arg.description })),
        ];
      }),
    );
    // `undefined` has got into a text where a declaration of the domain says nothing.
    expect(said.filter(({ description }) => !description || description.includes('undefined'))).toEqual([]);
  });

  it('says of each value of an enum what it means', async () => {
    const values = Object.values(buildSchema(await schemaText()).getTypeMap())
      .filter((type) => isEnumType(type))
      .filter((type) => !isIntrospectionType(type))
      .flatMap((type) => type.getValues().map(({ name, description }) => ({ name: `${type.name}.${name}`, description })));
    expect(values.length).toBeGreaterThan(0);
    expect(values.filter(({ description }) => !description).map(({ name }) => name)).toEqual([]);
  });
});
