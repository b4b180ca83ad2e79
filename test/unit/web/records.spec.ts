import { describe, expect, it } from 'vitest';
import { buildSchema, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import { changesBetween, isRecord, recordAround } from '../../../web/src/api/records.js';

const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));

describe('what became of an event', () => {
  it.each([
    'ticket-T-1',
    'interaction-1',
    'commitment-1',
    'relationship-desk.er',
    'department-er',
    'team-desk',
    'improvement-1',
    'survey-1',
  ])('is asked of %s as the API tells it', (stream) => {
    expect(isRecord(stream)).toBe(true);
    expect(validate(schema, recordAround(stream, '2', '1'))).toEqual([]);
    expect(validate(schema, recordAround(stream, '2', undefined))).toEqual([]);
  });
  it('is not asked of streams without a record in the views', () => expect(isRecord('governance-hospital')).toBe(false));

  it('is what is other than before it', () =>
    expect(
      changesBetween({ state: 'NEW', teamId: null, links: [] }, { state: 'IN_PROGRESS', teamId: null, links: [{ a: 1 }] }),
    ).toEqual([
      { field: 'state', was: 'NEW', is: 'IN_PROGRESS' },
      { field: 'links', was: [], is: [{ a: 1 }] },
    ]));
  it('is all of it after the first one', () =>
    expect(changesBetween(undefined, { state: 'NEW', teamId: null })).toEqual([{ field: 'state', was: null, is: 'NEW' }]));
});
