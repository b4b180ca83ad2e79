import { describe, expect, it } from 'vitest';
import { readFile } from 'node:fs/promises';
import { buildSchema, isInterfaceType, isIntrospectionType, isObjectType, isSpecifiedScalarType } from 'graphql';
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

  it('says of each argument what it does; the `input` of a mutation says it as a type', async () => {
    const fields = Object.values(buildSchema(await schemaText()).getTypeMap())
      .filter((type) => isObjectType(type) || isInterfaceType(type))
      .filter((type) => !isIntrospectionType(type) && type.name !== 'Mutation')
      .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })));
    const silent = fields.flatMap(({ type, field }) =>
      field.args.filter(({ description }) => !description).map(({ name }) => `${type.name}.${field.name}(${name})`),
    );
    expect(silent).toEqual([]);
  });
});
