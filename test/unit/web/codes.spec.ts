import { describe, expect, it } from 'vitest';
import { buildSchema, isEnumType } from 'graphql';
import { readdirSync, readFileSync } from 'node:fs';
import { NOTICES } from '../../../src/imports/plan/planned-row.js';
import { FILE_WARNINGS } from '../../../src/imports/report/import-report.js';
import { REJECT_CODES } from '../../../src/imports/values/rejection.js';
import { ERROR_CODES } from '../../../src/domain/kernel/errors.js';
import { REASON_CODES } from '../../../src/domain/kernel/reasons.js';
import { codesDe } from '../../../web/src/texts/codes-de.js';
import { codesEn } from '../../../web/src/texts/codes-en.js';
import { eventsDe } from '../../../web/src/texts/events-de.js';
import { eventsEn } from '../../../web/src/texts/events-en.js';
import { importCodesDe } from '../../../web/src/texts/import-codes-de.js';
import { importCodesEn } from '../../../web/src/texts/import-codes-en.js';
import { reasonsDe } from '../../../web/src/texts/reasons-de.js';
import { reasonsEn } from '../../../web/src/texts/reasons-en.js';
import { refusalsDe } from '../../../web/src/texts/refusals-de.js';
import { refusalsEn } from '../../../web/src/texts/refusals-en.js';

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

it.each(Object.entries({ refusalsEn, refusalsDe }))(
  'the words for refusals: %s has one for each code, and no other',
  (_, words) => {
    expect(Object.keys(words).sort()).toEqual(Object.keys(ERROR_CODES).sort());
  },
);

/** A reason's parameters, as its description and the words name them. */
const named = (text: string, sign: RegExp) => [...text.matchAll(sign)].map(([, name]) => name).sort();

it.each(Object.entries({ reasonsEn, reasonsDe }))(
  'the words for reasons: %s has one for each code and no other, with no parameter that it has not',
  (_, words) => {
    expect(Object.keys(words).sort()).toEqual(Object.keys(REASON_CODES).sort());
    for (const [code, meaning] of Object.entries(REASON_CODES)) {
      const parameters = named(meaning, /`(type|values?|most|least|moment|earliest|latest|other|example|state|ids)`/g);
      expect([code, ...named(words[code as keyof typeof words], /\{(\w+)\}/g)]).toEqual([code, ...parameters]);
    }
  },
);

it.each(Object.entries({ importCodesEn, importCodesDe }))(
  'the words for what an import says of rows: %s has one for each code, and no other',
  (_, words) => {
    const codes = new Set([...REJECT_CODES, ...Object.keys(NOTICES), ...FILE_WARNINGS]);
    expect(Object.keys(words).sort()).toEqual([...codes].sort());
  },
);

describe('the words for events', () => {
  const types = readdirSync('schema/events').map((file) => file.slice(0, -'.json'.length));
  it.each(Object.entries({ eventsEn, eventsDe }))('%s has one for each type, no other, and none twice', (_, words) => {
    expect(Object.keys(words).sort()).toEqual(types.sort());
    expect(new Set(Object.values(words)).size).toBe(types.length);
  });
});
