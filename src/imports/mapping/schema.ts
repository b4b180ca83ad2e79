import { TICKET_STATES } from '../../domain/ticket/lifecycle.js';

const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', items: text, minItems: 1 };
const textOrTexts = { anyOf: [text, texts] };
const value = { type: ['string', 'number', 'boolean'] };
const exactly = (properties: Record<string, object>, required: string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const mapOf = (items: object) => ({ type: 'object', additionalProperties: items });
const state = { enum: TICKET_STATES.filter((status) => status !== 'MERGED') };
const condition = { $ref: '#/$defs/condition' };
const fields = { $ref: '#/$defs/fields' };
const standIn = exactly({ id: text, name: text }, ['id', 'name']);
const register = { column: text, id: text, name: text, whenMissing: standIn };
const stateAndReason = exactly({ state, reason: text }, ['state']);
const orKeep = { anyOf: [{ const: 'keep' }, state, stateAndReason] };
const actorKind = { enum: ['REQUESTER', 'IT_STAFF', 'LIAISON', 'SYSTEM', 'IMPORT'] };
const actorKindLookup = exactly({ column: text, values: mapOf(actorKind), otherwise: actorKind }, ['column', 'values']);
const actor = exactly({ kind: { anyOf: [actorKind, actorKindLookup] }, ref: text }, ['ref']);
const commandParts = { command: text, fields, when: condition, row: { enum: ['first', 'later', 'last'] }, actor };
const cleaning = { enum: ['trim', 'lower', 'upper', 'whole', 'plain'] };
const cleanings = { anyOf: [cleaning, { type: 'array', items: cleaning, minItems: 1 }] };
const derived = exactly(
  { from: text, when: condition, match: text, values: mapOf({ type: 'string' }), otherwise: text, whenMissing: text },
  ['from'],
);
/** A header name as HTTP allows it. */
const header = { type: 'string', pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$" };
const activity = { anyOf: [{ const: 'ignore' }, stateAndReason, exactly(commandParts, ['command'])] };
const activities = { anyOf: [activity, { type: 'array', items: activity, minItems: 1 }] };

const format = exactly(
  {
    type: { enum: ['csv', 'ndjson', 'json', 'xes', 'xlsx'] },
    delimiter: { type: 'string', minLength: 1, maxLength: 1 },
    quote: { type: 'string', pattern: '^(.|none)$' },
    escape: { type: 'string', minLength: 1, maxLength: 1 },
    ragged: { enum: ['reject', 'fit'] },
    encoding: text,
    columns: texts,
    optional: texts,
    member: text,
    sheet: text,
    skipLines: { type: 'integer', minimum: 1, maximum: 1000 },
    undecodable: { enum: ['reject', 'keep'] },
    rows: text,
    each: text,
    separator: text,
    keyed: text,
  },
  ['type'],
);
/** A file name next to another file: it cannot lead to another folder. */
const fileName = { type: 'string', pattern: '^[^/\\\\]+$', not: { enum: ['.', '..'] } };
const join = exactly({ file: fileName, format, on: { ...mapOf(text), minProperties: 1 }, each: { type: 'boolean' } }, [
  'format',
  'on',
]);

/** JSON Schema of a mapping's shape. What it cannot express (columns, commands and fields that exist) is in check-mapping.ts. */
export const MAPPING_SCHEMA = {
  $defs: {
    condition: mapOf({
      anyOf: [
        text,
        texts,
        exactly({ present: { type: 'boolean' } }, ['present']),
        exactly({ not: textOrTexts }, ['not']),
        exactly({ matches: text }, ['matches']),
        exactly({ equals: text }, ['equals']),
        exactly({ differs: text }, ['differs']),
      ],
    }),
    fields: mapOf({ $ref: '#/$defs/field' }),
    field: {
      anyOf: [
        value,
        { type: 'array', items: { $ref: '#/$defs/field' } },
        exactly(
          {
            column: text,
            separator: text,
            as: { enum: ['text', 'integer', 'hundredths', 'boolean', 'time', 'id'] },
            values: mapOf(value),
            otherwise: value,
          },
          ['column'],
        ),
        { type: 'object', not: { required: ['column'] }, additionalProperties: { $ref: '#/$defs/field' } },
      ],
    },
  },
  ...exactly(
    {
      name: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]*$', maxLength: 100 },
      description: text,
      format,
      join: { type: 'object', propertyNames: { pattern: '^[A-Za-z0-9_-]+$' }, additionalProperties: join, minProperties: 1 },
      source: exactly({ system: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$' } }, ['system']),
      fidelity: { enum: ['HISTORY', 'SNAPSHOT'] },
      record: exactly(
        { key: text, id: text, history: texts, parts: texts, present: texts, contiguous: { type: 'boolean' }, ended: condition },
        ['key'],
      ),
      zone: {
        anyOf: [
          text,
          exactly(
            {
              name: text,
              ambiguous: { enum: ['earlier', 'later', 'reject'] },
              nonexistent: { enum: ['forward', 'reject'] },
            },
            ['name'],
          ),
        ],
      },
      language: text,
      times: { ...mapOf(textOrTexts), minProperties: 1 },
      clean: exactly({ everywhere: cleanings, columns: mapOf(cleanings) }),
      derive: mapOf({ anyOf: [text, derived] }),
      missing: exactly({
        values: { type: 'array', items: { type: 'string' } },
        columns: mapOf({ type: 'array', items: { type: 'string' } }),
      }),
      pseudonyms: texts,
      exclude: { type: 'array', items: condition },
      carry: texts,
      ordering: { anyOf: [{ const: 'file' }, texts] },
      occurredAt: textOrTexts,
      actor,
      automatic: { type: 'array', items: condition },
      private: { type: 'array', items: condition },
      lookAhead: mapOf({ anyOf: [{ const: 'never' }, exactly({ safeWhen: condition }, ['safeWhen'])] }),
      registers: exactly(
        {
          teams: exactly({
            ...register,
            nobody: textOrTexts,
            targets: { type: 'object', properties: { effectiveAt: text }, required: ['effectiveAt'] },
            calendar: { type: 'object', properties: { effectiveAt: text }, required: ['effectiveAt'] },
          }),
          departments: exactly({
            ...register,
            kind: { enum: ['CLINICAL', 'NON_CLINICAL', 'UNKNOWN'] },
            standIn: text,
            whenChanged: { enum: ['correct', 'keep'] },
          }),
        },
        ['departments'],
      ),
      opening: exactly({ at: textOrTexts, fields, later: texts }, ['fields']),
      interaction: exactly(
        { fields, at: textOrTexts, ticket: text, ticketSeparator: text, teamWhenMissing: standIn, unless: condition },
        ['fields'],
      ),
      assignment: exactly({ assignee: text, at: textOrTexts }),
      states: exactly(
        {
          of: text,
          values: mapOf({ anyOf: [state, stateAndReason] }),
          otherwise: orKeep,
          whenMissing: orKeep,
          commands: mapOf(fields),
        },
        ['of', 'values'],
      ),
      changes: {
        type: 'array',
        items: exactly({ columns: texts, onFirstRow: { type: 'boolean' }, ...commandParts }, ['columns', 'command']),
      },
      events: exactly({ of: text, values: mapOf(activities), otherwise: activities }, ['of', 'values']),
      milestones: { type: 'array', items: exactly({ at: textOrTexts, ...commandParts }, ['at', 'command']) },
      promise: exactly({ due: text, promise: text, kept: textOrTexts, when: condition }, ['due', 'promise']),
      relationships: exactly({ when: state, type: { enum: ['BASIC', 'COOPERATIVE', 'PARTNERSHIP'] }, scope: text }, ['when']),
      reported: exactly({ when: state, columns: texts }, ['when', 'columns']),
      benchmarks: exactly(
        {
          source: text,
          period: text,
          figures: { type: 'array', items: exactly({ item: text, value: text, n: text }, ['item', 'value', 'n']), minItems: 1 },
        },
        ['source', 'period', 'figures'],
      ),
      response: exactly(
        {
          surveyId: text,
          respondentRef: text,
          scale: mapOf({ type: 'integer' }),
          notApplicable: texts,
          answers: { ...mapOf(text), minProperties: 1 },
        },
        ['surveyId', 'respondentRef', 'answers'],
      ),
      inbound: exactly({
        hmac: exactly(
          {
            header,
            algorithm: { enum: ['sha1', 'sha256', 'sha512'] },
            encoding: { enum: ['hex', 'base64'] },
            prefix: text,
            signs: text,
          },
          ['header', 'algorithm', 'encoding'],
        ),
        token: exactly({ header }, ['header']),
        timestamp: exactly(
          {
            header,
            maxAgeSeconds: { type: 'integer', minimum: 1, maximum: 86_400 },
            as: { enum: ['epoch-seconds', 'epoch-millis', 'iso'] },
          },
          ['header', 'maxAgeSeconds'],
        ),
        columns: texts,
        rows: text,
        each: text,
        receivedAt: text,
      }),
    },
    ['name', 'format', 'source', 'fidelity', 'record', 'times', 'occurredAt'],
  ),
  anyOf: ['registers', 'benchmarks', 'response'].map((part) => ({ properties: { [part]: {} }, required: [part] })),
};
