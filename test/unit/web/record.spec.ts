import { expect, it } from 'vitest';
import { buildSchema, isInputObjectType } from 'graphql';
import { readFileSync } from 'node:fs';
import { COMMANDS } from '../../../web/src/pages/record/commands.js';
import { HIDDEN } from '../../../web/src/pages/record/fields.js';
import { operateEn } from '../../../web/src/texts/operate-en.js';

const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));

it.each(Object.keys(COMMANDS))('%s: every field that can be entered has a name in words', (command) => {
  const input = schema.getType(`${command.charAt(0).toUpperCase()}${command.slice(1)}Input`);
  if (!isInputObjectType(input)) throw new Error(`no input of ${command}`);
  const entered = Object.keys(input.getFields()).filter((name) => !HIDDEN.has(name));
  expect(entered.filter((name) => !Object.hasOwn(operateEn.record.fields, name))).toEqual([]);
});
