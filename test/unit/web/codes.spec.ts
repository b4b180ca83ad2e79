import { describe, expect, it } from 'vitest';
import { buildSchema, isEnumType } from 'graphql';
import { readFileSync } from 'node:fs';
import { codesDe } from '../../../web/src/texts/codes-de.js';
import { codesEn } from '../../../web/src/texts/codes-en.js';

/** By what is ordered or grouped is asked, never shown. */
const ASKED = /(Order|Group)$/;

describe('the words for the codes of the API', () => {
  const enums = Object.values(buildSchema(readFileSync('schema/schema.graphql', 'utf8')).getTypeMap()).filter(isEnumType);
  const codes = enums
    .filter(({ name }) => !name.startsWith('__') && !ASKED.test(name))
    .flatMap((type) => type.getValues().map(({ name }) => name));

  it.each(Object.entries({ codesEn, codesDe }))('%s has one for each', (_, words) => {
    expect(codes.filter((code) => !Object.hasOwn(words, code))).toEqual([]);
  });
});
