import { describe, expect, it } from 'vitest';
import { RegisterInstrument } from '../../../../src/domain/instrument.js';
import { OpenSurvey } from '../../../../src/domain/survey/commands.js';
import { OWN_INSTRUMENT } from '../../../../src/domain/survey/decider.js';
import { RegisterDepartment } from '../../../../src/domain/department/commands.js';
import { parseMapping } from '../../../../src/imports/mapping/load-mapping.js';
import { importText } from '../support/import-text.js';
import { RecordingRunner } from '../support/recording-runner.js';

const MAPPING = `
name: answers
format: { type: csv }
source: { system: tool }
fidelity: HISTORY
record: { key: Response ID }
times: { Submitted: iso }
occurredAt: Submitted
response:
  surveyId: ward-2026
  respondentRef: ward-2026-{Response ID}
  scale: { Never: 1, Sometimes: 3, Always: 5 }
  notApplicable: [No idea]
  answers: { treated-well: Q1, left-waiting: Q2, trusted: Q3 }
`;
const HEADER = 'Response ID,Submitted,Q1,Q2,Q3';
const FIRST = '1,2026-03-02T08:00:00Z,Always,Always,No idea';
const SECOND = '2,2026-03-03T08:00:00Z,Sometimes,,';
const envelope = (commandId: string) => ({
  commandId,
  occurredAt: '2026-03-01T08:00:00.000Z',
  actor: { kind: 'LIAISON', ref: 'lea' } as const,
});

async function asking(): Promise<RecordingRunner> {
  const runner = new RecordingRunner();
  const period = { from: '2026-01-01T00:00:00.000Z', until: '2026-03-01T00:00:00.000Z' };
  const about = { surveyId: 'ward-2026', instrumentId: OWN_INSTRUMENT.instrumentId, departmentId: 'ward' };
  await runner.execute(new RegisterInstrument({ ...OWN_INSTRUMENT, ...envelope('instrument') }));
  await runner.execute(
    new RegisterDepartment({ departmentId: 'ward', name: 'Ward', kind: 'CLINICAL', ...envelope('department') }),
  );
  await runner.execute(new OpenSurvey({ ...about, ...period, eligible: 10, ...envelope('survey') }));
  return runner;
}
const load = (rows: readonly string[], runner: RecordingRunner) => importText(MAPPING, [HEADER, ...rows, ''].join('\n'), runner);
const answers = (runner: RecordingRunner) =>
  runner.events('survey').flatMap(({ type, data }) => (type === 'SurveyResponseSubmitted' ? [data] : []));

describe('a survey tool’s export', () => {
  it('is answers, judged as the survey judges; what was not answered is left out', async () => {
    const runner = await asking();
    const { report } = await load([FIRST, SECOND], runner);
    expect(report.byType).toEqual({ SurveyResponseSubmitted: 2, ImportRunRecorded: 1 });
    expect(answers(runner)).toMatchObject([
      {
        respondentRef: 'ward-2026-1',
        answers: [
          { itemId: 'treated-well', value: 5, positive: true },
          { itemId: 'left-waiting', value: 5, positive: false },
          { itemId: 'trusted', notApplicable: true },
        ],
      },
      { respondentRef: 'ward-2026-2', answers: [{ itemId: 'treated-well', value: 3, positive: false }], responses: 2 },
    ]);
  });

  it('is told once; who has answered does not answer again', async () => {
    const runner = await asking();
    await load([FIRST], runner);
    expect((await load([SECOND, FIRST], runner)).report.byType).toEqual({ SurveyResponseSubmitted: 1, ImportRunRecorded: 1 });
    const { report } = await load([FIRST.replace('Always', 'Never')], runner);
    expect(report.rejects).toMatchObject([{ row: 1, code: 'FEEDBACK_ALREADY_GIVEN' }]);
    expect(answers(runner)).toHaveLength(2);
  });

  it('rejects a word that is no answer, a row without one, and answers to a survey that nobody opened', async () => {
    const { report } = await load([FIRST.replace('Always', 'Often'), '3,2026-03-02T08:00:00Z,,,'], await asking());
    expect(report.rejects.map(({ code }) => code)).toEqual(['UNKNOWN_VALUE', 'INVALID_INPUT']);
    expect((await load([FIRST], new RecordingRunner())).report.rejects).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  it('names nobody who is known elsewhere, and goes with nothing else', () => {
    const field = (change: (mapping: string) => string) => {
      try {
        return parseMapping(change(MAPPING));
      } catch (error) {
        return (error as { field?: string }).field;
      }
    };
    expect(field((mapping) => `${mapping}pseudonyms: [Response ID]`)).toBe('pseudonyms');
    expect(field((mapping) => `${mapping}actor: { kind: REQUESTER, ref: Q1 }`)).toBe('actor');
    expect(field((mapping) => mapping.replace('surveyId: ward-2026', 'surveyId: ward 2026'))).toBe('response.surveyId');
    expect(field((mapping) => `${mapping}benchmarks: { source: a, period: b, figures: [{ item: c, value: Q1, n: Q2 }] }`)).toBe(
      'response',
    );
  });
});
