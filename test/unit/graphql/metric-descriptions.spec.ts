import { beforeAll, describe, expect, it } from 'vitest';
import { buildSchema, type GraphQLEnumType, type GraphQLSchema } from 'graphql';
import { schemaText } from '../../../src/graphql/schema-text.js';

/** Every type that holds a number about how people get on. */
const METRICS = [
  'RelationshipScore',
  'ScoreComponent',
  'ScoreChange',
  'MeasureSeries',
  'InterventionAnalysis',
  'Calibration',
  'PeerBand',
  'Silence',
  'BounceMatrix',
  'FirstContactMatrix',
  'EngagementCalendar',
  'Commitment',
  'FeedbackAnswer',
  'Survey',
  'AuditRun',
];
/** From which event to which, at which moment it counts, what is left out, and where the measure comes from. */
const TOLD = [/Start[:,]/, /[Ss]top[:,]/, /Counts:|when a trial counts/, /[Ll]eft out/, /[Ss]ource:/];

describe('the descriptions of metrics', () => {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    schema = buildSchema(await schemaText());
  });

  it.each(METRICS)('%s says how it is measured', (name) => {
    const description = schema.getType(name)?.description ?? '';
    for (const told of TOLD) expect(description).toMatch(told);
  });

  it('says it of every component of the score', () => {
    const values = (schema.getType('Component') as GraphQLEnumType).getValues();
    expect(values.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['RELIABILITY', 'RESPONSIVENESS', 'DURABILITY', 'TREATMENT', 'TRANSPARENCY', 'ENGAGEMENT']),
    );
    for (const { description } of values) for (const told of TOLD) expect(description).toMatch(told);
  });
});
