import { describe, expect, it } from 'vitest';
import { buildSchema, isEnumType } from 'graphql';
import { readdirSync, readFileSync } from 'node:fs';
import { NOTICES } from '../../../src/imports/plan/planned-row.js';
import { FILE_WARNINGS } from '../../../src/imports/report/import-report.js';
import { REJECT_CODES } from '../../../src/imports/values/rejection.js';
import { RECORD_FIELDS } from '../../../web/src/api/records.js';
import { COMPONENTS } from '../../../src/domain/components.js';
import { ERROR_CODES } from '../../../src/domain/kernel/errors.js';
import { REASON_CODES } from '../../../src/domain/kernel/reasons.js';
import { codesDe } from '../../../web/src/texts/codes-de.js';
import { codesEn } from '../../../web/src/texts/codes-en.js';
import { eventsDe } from '../../../web/src/texts/events-de.js';
import { eventsEn } from '../../../web/src/texts/events-en.js';
import { fieldsDe } from '../../../web/src/texts/fields-de.js';
import { fieldsEn } from '../../../web/src/texts/fields-en.js';
import { importCodesDe } from '../../../web/src/texts/import-codes-de.js';
import { importCodesEn } from '../../../web/src/texts/import-codes-en.js';
import { operateDe } from '../../../web/src/texts/operate-de.js';
import { operateEn } from '../../../web/src/texts/operate-en.js';
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

describe('the words for what events and records say', () => {
  interface Schema {
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly items?: Schema;
    readonly enum?: readonly string[];
  }
  const schemas = readdirSync('schema/events').map((file) => JSON.parse(readFileSync(`schema/events/${file}`, 'utf8')) as Schema);
  const within = (schema: Schema): readonly [string, Schema][] => [
    ...Object.entries(schema.properties ?? {}),
    ...[...Object.values(schema.properties ?? {}), ...(schema.items ? [schema.items] : [])].flatMap(within),
  ];
  const said = schemas.flatMap(within);
  const ofRecords = Object.values(RECORD_FIELDS).flatMap((selection) => selection.match(/\w+/g) ?? []);
  // What the components are called, the words for codes say.
  const fields = new Set(
    [...said.map(([name]) => name), ...ofRecords].filter((name) => !(COMPONENTS as readonly string[]).includes(name)),
  );

  it.each([
    ['English', fieldsEn, operateEn.record.fields],
    ['German', fieldsDe, operateDe.record.fields],
  ])('%s: each field has a name, that of the forms or its own, and no other', (_, own, ofForms) => {
    expect([...fields].filter((name) => !(name in own) && !(name in ofForms))).toEqual([]);
    expect(Object.keys(own).filter((name) => !fields.has(name) || name in ofForms)).toEqual([]);
  });

  it.each(Object.entries({ codesEn, codesDe }))('%s has words for each code that an event may hold', (_, words) => {
    const codes = said.flatMap(([, schema]) => schema.enum ?? []).filter((code) => /^[A-Z_]+$/.test(code));
    expect(codes.length).toBeGreaterThan(50);
    expect(codes.filter((code) => !Object.hasOwn(words, code))).toEqual([]);
  });
});
