import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { EVENT_TYPES } from '../../../src/domain/aggregates.js';
import { schemaText } from '../../../src/graphql/schema-text.js';

const PAGE = readFileSync('docs/privacy.md', 'utf8');
const named = (text: string) => [...text.matchAll(/`(\w+)/g)].map(([, name]) => name!);

describe('docs/privacy.md', () => {
  it('says of every query and subscription what it shows of what people said', async () => {
    const schema = buildSchema(await schemaText());
    const fields = [schema.getQueryType(), schema.getSubscriptionType()].flatMap((type) => Object.keys(type?.getFields() ?? {}));
    const table = PAGE.slice(PAGE.indexOf('## Query by query'), PAGE.indexOf('## The feed'));
    const queries = new Set(table.split('\n').flatMap((row) => named(row.split('|')[1] ?? '')));
    expect(fields.filter((field) => !queries.has(field))).toEqual([]);
  });

  it('names every event that the feed tells only in part', () => {
    const partly = EVENT_TYPES.filter(({ schema }) =>
      Object.values(schema.properties ?? {}).some((field) => field['x-confidential']),
    ).map(({ type }) => type);
    expect(partly.length).toBeGreaterThan(0);
    const feed = PAGE.slice(PAGE.indexOf('## The feed'), PAGE.indexOf('## What this does not do'));
    expect(partly.filter((type) => !named(feed).includes(type))).toEqual([]);
  });
});
