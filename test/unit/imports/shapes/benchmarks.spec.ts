import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseMapping } from '../../../../src/imports/mapping/load-mapping.js';
import { runImport } from '../../../../src/imports/run-import.js';
import { inProject, withFile } from '../support/files.js';
import { RecordingRunner } from '../support/recording-runner.js';

const organizationId = 'hospital';
const BENCHMARKS = `benchmarks:
  source: 'Survey: {site}'
  period: '{year}'
  figures:
    - { item: Stress, value: stress, n: stress_n }
    - { item: Enough staff, value: staff, n: staff_n }
`;
const MAPPING = `
name: survey
format: { type: csv }
source: { system: survey }
fidelity: SNAPSHOT
missing: { values: ['-'] }
derive: { row: '{site}-{year}', end: '{year}-12-31' }
record: { key: row }
zone: UTC
times: { end: yyyy-MM-dd }
occurredAt: end
${BENCHMARKS}`;
const HEADER = 'site,year,stress,stress_n,staff,staff_n';
const NORTH = 'north,2023,37.037037037037,54,0,55';
const SOUTH = 'south,2023,-,20,12.345,40';

const load = (rows: readonly string[], runner = new RecordingRunner()) =>
  withFile([HEADER, ...rows, ''].join('\n'), async (file) => ({
    report: await runImport({ file, mapping: parseMapping(MAPPING) }, { runner, organizationId }),
    runner,
  }));
const published = (runner: RecordingRunner) => runner.events('governance').map(({ data }) => data);
const figure = (source: string, item: string, value: number, n: number) => ({
  ...{ organizationId, source: `Survey: ${source}`, period: '2023' },
  ...{ item, value, n },
});

describe('figures of others', () => {
  it('are published as benchmarks in hundredths, without those that are missing', async () => {
    const { report, runner } = await load([NORTH, SOUTH]);
    expect(report).toMatchObject({ rows: { in: 2, accepted: 2 }, byType: { BenchmarkPublished: 3 }, emptyMeasures: [] });
    expect(published(runner)).toEqual([
      figure('north', 'Stress', 3704, 54),
      figure('north', 'Enough staff', 0, 55),
      figure('south', 'Enough staff', 1235, 40),
    ]);
  });

  it('are told once, and corrected by a row that says otherwise', async () => {
    const { runner } = await load([NORTH, SOUTH]);
    expect((await load([SOUTH, NORTH], runner)).report).toMatchObject({
      byType: { ImportRunRecorded: 1 },
      events: { appended: 1, alreadyThere: 3 },
    });
    const { report } = await load([NORTH.replace(',0,', ',1.5,')], runner);
    expect(report.byType).toEqual({ BenchmarkPublished: 1, ImportRunRecorded: 1 });
    expect(published(runner).at(-1)).toEqual(figure('north', 'Enough staff', 150, 55));
  });

  it('reject their row where they are no numbers', async () => {
    const { report } = await load([NORTH.replace('37.037037037037', 'many')]);
    expect(report).toMatchObject({
      rows: { rejected: 1 },
      rejects: [{ row: 1, code: 'UNKNOWN_VALUE' }],
      events: { appended: 0 },
    });
  });

  it('stand in a mapping alone', () => {
    const field = (more: string) => {
      try {
        return parseMapping(MAPPING + more);
      } catch (error) {
        return (error as { field?: string }).field;
      }
    };
    expect(field('opening: { fields: { kind: INCIDENT, channel: PHONE, clinicalImpact: NONE } }')).toBe('opening');
    expect(field('registers: { departments: { column: site } }')).toBe('registers');
    expect(() => parseMapping(MAPPING.replace(BENCHMARKS, ''))).toThrow('registers');
  });
});

const NHS = inProject('../shared/data/nhs-staff-survey-2021-2024.csv');
describe.skipIf(!existsSync(NHS))('the NHS Staff Survey of 2021 to 2024', () => {
  it('is benchmarks to its last row, and nobody’s answers', async () => {
    const runner = new RecordingRunner();
    const request = { file: NHS, mapping: 'nhs-staff-survey' };
    const report = await runImport(request, { runner, organizationId });
    expect(report.rejects).toEqual([]);
    expect(report.rows).toEqual({ in: 1_075, accepted: 1_075, rejected: 0 });
    expect(report.byType).toEqual({ BenchmarkPublished: 18_275, ImportRunRecorded: 1 });
    expect(new Set(published(runner).map((data) => (data as { period: string }).period)).size).toBe(4);
    expect(published(runner)).toContainEqual({
      organizationId,
      source: 'NHS Staff Survey: Manchester University NHS Foundation Trust (R0A)',
      item: 'Autonomy',
      period: '2021',
      value: 5360,
      n: 7862,
    });
    expect((await runImport(request, { runner, organizationId })).events.appended).toBe(0);
  });
});
