import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admit } from '../../src/commands/edge.js';
import type { CommandClass } from '../../src/domain/kernel/command.js';
import { SubmitSurveyResponse } from '../../src/domain/survey/commands.js';
import { OWN_INSTRUMENT } from '../../src/domain/survey/decider.js';
import { type ServedApp, servedApp } from '../support/app.js';
import { readFeed } from '../support/sse-client.js';

const PAIR = 'teamId: "desk", departmentId: "icu"';
/** A day of the quarter after the one in which all was said. */
const LATER = '2026-04-02T00:00:00Z';
const json = (value: unknown) => JSON.stringify(value).replaceAll(/"(\w+)":/g, '$1:');

describe('what people said', () => {
  let app: ServedApp;
  beforeAll(async () => {
    app = await servedApp();
    await done('registerServiceTeam(input: { teamId: "desk", name: "Desk" }) { position }');
    for (const departmentId of ['icu', 'er'])
      await done(
        `registerDepartment(input: { departmentId: "${departmentId}", name: "${departmentId}", kind: CLINICAL }) { position }`,
      );
  });
  afterAll(() => app?.close());

  const ask: ServedApp['ask'] = (query, variables) => app.ask(query, variables);
  const done = async (mutation: string) => {
    const answer = await ask(`mutation { done: ${mutation} }`);
    expect(answer.errors).toBeUndefined();
    return answer.data.done;
  };
  let calls = 0;
  /** Somebody is called, and says how they were treated; gives everything that is told about it afterwards. */
  const rated = async (respondentRef: string, treatment: number, departmentId = 'icu') => {
    const call = `interactionId: "call-${++calls}"`;
    const at = `occurredAt: "2026-02-${String(calls).padStart(2, '0')}T08:00:00Z"`;
    const pair = `teamId: "desk", departmentId: "${departmentId}"`;
    await done(`startInteraction(input: { ${call}, ${pair}, channel: PHONE, direction: FROM_IT, ${at} }) { position }`);
    const { position } =
      await done(`giveInteractionFeedback(input: { ${call}, respondentRef: "${respondentRef}", treatment: ${treatment},
      resolvedAtTime: false, actor: { kind: REQUESTER, ref: "${respondentRef}" }, ${at} }) { position }`);
    const { data, errors } = await ask(`{
      peerBand(kind: CLINICAL, measure: TREATMENT, asOf: "${LATER}", minPosition: "${position}") {
        from departments { departmentId state proportion trials pooled peers } }
      relationship(${PAIR}, asOf: "${LATER}", minPosition: "${position}") {
        score { components { component state successes trials } } }
      firstContactMatrix(${PAIR}, to: "${LATER}", minPosition: "${position}") { unsolvedTreatedWell unsolvedTreatedBadly } }`);
    expect(errors).toBeUndefined();
    return data;
  };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what was asked for decides what it is
  const treatment = ({ relationship }: any) => relationship.score.components.find((one: any) => one.component === 'TREATMENT');
  const hidden = { state: 'SUPPRESSED', proportion: null, trials: null, pooled: null, peers: null };

  it('of a contact compares departments from the fifth person on, and not before', async () => {
    for (const who of ['e1', 'e2', 'e3', 'e4', 'e5']) await rated(who, 5, 'er');
    for (const [who, stars] of [
      ['r1', 5],
      ['r2', 5],
      ['r3', 1],
      ['r4', 5],
      ['r1', 1],
    ] as const)
      await rated(who, stars);
    const six = await rated('r2', 4);
    expect(six.peerBand.from).toBe('2026-01-01T00:00:00.000Z');
    expect(six.peerBand.departments).toEqual([
      // Alone it has nobody to be compared with, and shows what it is.
      { departmentId: 'er', state: 'SHOWN', proportion: 1, trials: 5, pooled: null, peers: null },
      { departmentId: 'icu', ...hidden },
    ]);
    // Six ratings of four people: no number to score by either.
    expect(treatment(six)).toMatchObject({ state: 'SUPPRESSED', successes: null, trials: null });
    expect(six.firstContactMatrix).toEqual({ unsolvedTreatedWell: null, unsolvedTreatedBadly: null });

    const seven = await rated('r5', 5);
    expect(seven.peerBand.departments).toEqual([
      { departmentId: 'er', state: 'SHOWN', proportion: 1, trials: 5, pooled: 8 / 10, peers: 2 },
      // Of each the last word of the month, as in the score.
      { departmentId: 'icu', state: 'SHOWN', proportion: 3 / 5, trials: 5, pooled: 8 / 10, peers: 2 },
    ]);
    // What a sixth says of a quarter that is over waits for four more.
    expect((await rated('r6', 1)).peerBand).toEqual(seven.peerBand);
  });

  it('of a contact counts in the score and the first-contact matrix at once, from five people on: it is operational', async () => {
    const { firstContactMatrix, ...nine } = await rated('r7', 5);
    // Seven people, of each the last word of the month.
    expect(treatment(nine)).toMatchObject({ state: 'SHOWN', successes: 4, trials: 7 });
    expect(firstContactMatrix).toEqual({ unsolvedTreatedWell: 6, unsolvedTreatedBadly: 3 });
  });

  it('in a survey is shown from five people on, once it is closed, and stays so', async () => {
    const { instrumentId, items } = OWN_INSTRUMENT;
    await done(`registerInstrument(input: ${json(OWN_INSTRUMENT)}) { position }`);
    const survey = 'survey { publication respondents items { itemId percentPositive } composites { percentPositive } }';
    const said = (surveyId: string, who: string) =>
      done(`submitSurveyResponse(input: { surveyId: "${surveyId}", respondentRef: "${who}", commentRef: "text-1",
        answers: ${json(items.map(({ itemId }) => ({ itemId, value: 4 })))}, actor: { kind: REQUESTER, ref: "${who}" } }) { ${survey} }`);
    const nothing = { respondents: null, items: [], composites: [] };
    const results: Record<string, unknown> = {};
    for (const [surveyId, people] of [
      ['few', 4],
      ['enough', 5],
    ] as const) {
      await done(`openSurvey(input: { surveyId: "${surveyId}", instrumentId: "${instrumentId}", ${PAIR}, eligible: 9,
        from: "2026-01-01T00:00:00Z", until: "2026-02-01T00:00:00Z" }) { position }`);
      for (let n = 0; n < people; n++)
        expect((await said(surveyId, `s${n}`)).survey).toEqual({ publication: 'NOT_CLOSED', ...nothing });
      results[surveyId] = (await done(`closeSurvey(input: { surveyId: "${surveyId}" }) { ${survey} }`)).survey;
    }
    expect(results['few']).toEqual({ publication: 'SUPPRESSED', ...nothing });
    expect(results['enough']).toMatchObject({ publication: 'PUBLISHED', respondents: 5 });

    const source = { system: 'old', fidelity: 'HISTORY' } as const;
    for (const surveyId of ['few', 'enough']) {
      const answers = items.map(({ itemId }) => ({ itemId, value: 1 }));
      const late = { surveyId, respondentRef: 'late', answers, actor: { kind: 'IMPORT', ref: 'old' } };
      const admission = { now: LATER, source: { ...source, externalId: surveyId } };
      const { position } = await app.services.runner.execute(
        admit(SubmitSurveyResponse as unknown as CommandClass, late, admission),
      );
      const { data } = await ask(`{ ${survey.replace('{', `(id: "${surveyId}", minPosition: "${position}") {`)} }`);
      expect(data.survey).toEqual(results[surveyId]);
    }
  });

  it('in a survey leaves the server neither through the feed nor in the published schema', async () => {
    const feed = await readFeed(`${app.url}/feed/events?types=SurveyResponseSubmitted`, { count: 11 });
    expect(feed).toHaveLength(11);
    for (const { data } of feed) {
      expect(Object.keys(JSON.parse(data!).data).sort()).toEqual(
        ['departmentId', 'from', 'instrumentId', 'responses', 'surveyId', 'teamId', 'until'].sort(),
      );
    }
    const schema = await (await fetch(`${app.url}/schemas/events/SurveyResponseSubmitted.json`)).json();
    expect(JSON.stringify(schema)).not.toMatch(/respondentRef|answers"|commentRef/);
  });
});
