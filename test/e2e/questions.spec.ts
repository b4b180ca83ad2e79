import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { demoHospital, importedHospital } from '../support/demo-hospital.js';
import { run } from '../unit/cli/fake-services.js';
import { MEANINGFUL, nodes, sum } from './meaningful-answers.js';

// A year of a hospital is told first, on a machine that may be busy.
const [DOCUMENT, OF_PAGES] = readFileSync('docs/questions.md', 'utf8').split('# What pages are built from') as [string, string];
/** Every example of docs/questions.md, by the number of its question. */
const EXAMPLES = new Map(
  [...DOCUMENT.matchAll(/^## (\d+)\..*?(?=^## |(?![^]))/gms)].map(([section, number]) => [
    Number(number),
    [...section.matchAll(/```graphql\n(.*?)```/gs)].map(([, example]) => example!),
  ]),
);

/** What front ends ask beside them. */
const EXAMPLES_OF_PAGES = [...OF_PAGES.matchAll(/```graphql\n(.*?)```/gs)].map(([, example]) => example!);

/** What the document does from the shell beside them. */
const AUDIT_CALLS = [...DOCUMENT.matchAll(/^npx rapport (audit .*)$/gm)].map(([, words]) => words!);

/* eslint-disable @typescript-eslint/no-explicit-any -- what each example asks for decides what it gets */
/** What the document says plainly that nothing answers yet. */
const NOT_YET: readonly number[] = [];

describe('The twenty questions, asked of the demo hospital', () => {
  let hospital: Awaited<ReturnType<typeof demoHospital>>;
  /** Question 20 is about an import, which the synthetic hospital does not come from. */
  let imported: Awaited<ReturnType<typeof importedHospital>>;
  beforeAll(async () => {
    hospital = await demoHospital({ seed: 1, years: 1, end: '2026-03-01T00:00:00.000Z' });
    for (const words of AUDIT_CALLS) {
      const { exit, stderr } = await run(words, hospital.services);
      expect([words, exit, stderr]).toEqual([words, 0, '']);
    }
    imported = await importedHospital({ file: 'examples/hospital-incidents.csv', mapping: 'hospital-incidents' });
  });
  afterAll(async () => {
    await hospital?.close();
    await imported?.close();
  });

  it('are all in the document, each with an example or the word that there is none yet', () => {
    expect([...EXAMPLES.keys()]).toEqual(Array.from({ length: 20 }, (_, place) => place + 1));
    expect([...EXAMPLES].filter(([, examples]) => examples.length === 0).map(([number]) => number)).toEqual(NOT_YET);
  });

  it.each([...EXAMPLES].flatMap(([number, examples]) => examples.map((example) => [number, example] as const)))(
    '%i',
    async (number, example) => {
      // Halfway through what the hospital lived through: the past that question 15 asks about.
      const position = hospital.positions[Math.floor(hospital.positions.length / 2)];
      const asked = number === 20 ? imported : hospital;
      const { data, errors } = await asked.ask(example, example.includes('$position') ? { position } : {});
      expect(errors).toBeUndefined();
      MEANINGFUL[number]!(data);
    },
  );

  it.each(EXAMPLES_OF_PAGES)('what pages are built from: %s', async (example) => {
    const { data, errors } = await hospital.ask(example);
    expect(errors).toBeUndefined();
    expect(Object.keys(data).length).toBeGreaterThan(0);
  });

  it.each(['2025-10-31T23:59:59.999Z', '2026-02-14T10:30:00.000Z'])('give one number through every field at %s', async (asOf) => {
    const pair = 'teamId: "service-desk", departmentId: "emergency"';
    const TALLIES = 'components { component successes trials }';
    const { data, errors } = await hospital.ask(`{
      relationship(${pair}, asOf: "${asOf}") {
        score { value components { component successes trials contribution evidence(first: 1) { totalCount } } }
      }
      relationships(orderBy: ATTENTION, asOf: "${asOf}", filter: { departmentId: "emergency" }) {
        edges { node { teamId score { value ${TALLIES} } } }
      }
      departmentOverview(id: "emergency", asOf: "${asOf}") { relationships { teamId score { value ${TALLIES} } } }
      scoreChange(${pair}, from: "2025-08-01T00:00:00Z", to: "${asOf}") { to { value } }
    }`);
    expect(errors).toBeUndefined();
    const { score } = data.relationship;
    for (const { trials, evidence } of score.components) expect(evidence.totalCount).toBe(trials);
    expect(sum(score.components.map(({ contribution }: any) => contribution))).toBe(score.value);
    const tallies = score.components.map(({ component, successes, trials }: any) => ({ component, successes, trials }));
    const scoreIn = (relationships: readonly any[]) => relationships.find(({ teamId }) => teamId === 'service-desk').score;
    expect(scoreIn(nodes(data.relationships))).toEqual({ value: score.value, components: tallies });
    expect(scoreIn(data.departmentOverview.relationships)).toEqual({ value: score.value, components: tallies });
    expect(data.scoreChange.to.value).toBe(score.value);
  });

  it('sum to the same over the periods of a series as over the whole time', async () => {
    const pair = 'teamId: "service-desk", departmentId: "emergency"';
    const series = await hospital.ask(
      `{ measureSeries(measure: TRANSPARENCY, ${pair}, to: "2026-02-01T00:00:00Z") { points { from until successes trials } } }`,
    );
    const { points } = series.data.measureSeries;
    expect(points.length).toBeGreaterThan(1);
    const endOf = (moment: string) => new Date(Date.parse(moment) - 1).toISOString();
    const { data } = await hospital.ask(`{
      before: relationship(${pair}, asOf: "${endOf(points[0].from)}") { score { components { component successes trials } } }
      after: relationship(${pair}, asOf: "${endOf(points.at(-1).until)}") { score { components { component successes trials } } }
    }`);
    const tally = ({ score: { components } }: any) => components.find(({ component }: any) => component === 'TRANSPARENCY');
    for (const column of ['successes', 'trials'] as const) {
      const whole = tally(data.after)[column] - tally(data.before)[column];
      expect(sum(points.map((point: any) => point[column]))).toBe(whole);
    }
  });

  it('show nothing more of a survey as a node than in a list', async () => {
    const SHOWN = 'surveyId publication respondents items { itemId state percentPositive }';
    const list = await hospital.ask(`{ surveys(first: 100) { edges { node { id ${SHOWN} } } } }`);
    expect(list.errors).toBeUndefined();
    const surveys = nodes(list.data.surveys);
    expect(new Set(surveys.map(({ publication }) => publication))).toEqual(new Set(['PUBLISHED', 'SUPPRESSED']));
    for (const { id, ...survey } of surveys.slice(0, 20)) {
      const { data } = await hospital.ask(`{ node(id: "${id}") { ... on Survey { ${SHOWN} } } }`);
      expect(data.node).toEqual(survey);
    }
  });

  it('rank a relationship anew as soon as something happens to it', async () => {
    const rank = async (given: string) => {
      const { data, errors } = await hospital.ask(
        `{ relationships(orderBy: ATTENTION, filter: { departmentId: "laboratory" }, ${given}) {
          edges { node { teamId score { low components { trials } } } } } }`,
      );
      expect(errors).toBeUndefined();
      return nodes(data.relationships).find(({ teamId }) => teamId === 'service-desk').score;
    };
    const before = await rank('asOf: "2026-05-01T00:00:00Z"');
    const input = 'commitmentId: "late", byTeamId: "service-desk", toDepartmentId: "laboratory", promiseRef: "text-late"';
    const { data, errors } = await hospital.ask(
      `mutation { makeCommitment(input: { ${input}, dueAt: "2026-04-20T00:00:00Z", occurredAt: "2026-04-10T00:00:00Z" })
        { position commitment { id state dueAt } } }`,
    );
    expect(errors).toBeUndefined();
    const { commitment } = data.makeCommitment;
    expect(commitment).toMatchObject({ state: 'OVERDUE', dueAt: '2026-04-20T00:00:00.000Z' });
    const again = await hospital.ask(
      `{ node(id: "${commitment.id}") { ... on Commitment { commitmentId state team { teamId } } } }`,
    );
    expect(again.data.node).toEqual({ commitmentId: 'late', state: 'OVERDUE', team: { teamId: 'service-desk' } });
    const after = await rank(`asOf: "2026-05-01T00:00:00Z", minPosition: "${data.makeCommitment.position}"`);
    expect(after.components[0].trials).toBe(before.components[0].trials + 1);
    expect(after.low).toBeLessThan(before.low);
  });

  describe('in an audit, after much else has happened, some of it in the audited period', () => {
    /** Computed again, by the administrator, who is told more than an analyst. */
    let again: any;
    beforeAll(async () => {
      const about =
        'ticketId: "told-late", departmentId: "laboratory", teamId: "service-desk", occurredAt: "2025-11-11T11:00:00Z"';
      const { data, errors } = await hospital.ask(
        `mutation { logTicket(input: { ${about}, kind: INCIDENT, channel: PHONE, clinicalImpact: NONE }) { position } }`,
      );
      expect(errors).toBeUndefined();
      const minPosition = data.logTicket.position as string;
      again = (
        await hospital.ask(
          `{ auditRun(id: "year-2025", minPosition: "${minPosition}") { same audit { position } sections names } }`,
        )
      ).data.auditRun;
      expect(again.audit.position < minPosition).toBe(true);
    });

    it('are answered as an analyst is told them, a department that was merged under that which it goes on as', async () => {
      const period = 'from: "2025-03-01T00:00:00Z", to: "2026-03-01T00:00:00Z"';
      const { data, errors } = await hospital.ask(
        `query ($position: Position) {
        measureSeries(departmentId: "surgery", measure: TREATMENT, ${period}, atPosition: $position) {
          points { from successes trials } }
        firstContactMatrix(departmentId: "surgery", ${period}, atPosition: $position) {
          state solvedTreatedWell solvedTreatedBadly unsolvedTreatedWell unsolvedTreatedBadly notSaidTreatedWell notSaidTreatedBadly
          unanswered contacts tickets people }
        bounceMatrix(departmentId: "surgery", ${period}, atPosition: $position) { total tickets distribution { times tickets } }
        commitmentLedger(departmentId: "surgery", ${period}, atPosition: $position) { totalCount }
        tickets(filter: { departmentId: "surgery", loggedFrom: "2025-03-01T00:00:00Z", loggedBefore: "2026-03-01T00:00:00Z" },
          atPosition: $position) { totalCount }
      }`,
        { position: hospital.positions.at(-1) },
        { 'x-rapport-role': 'ANALYST' },
      );
      expect(errors).toBeUndefined();
      const { firstContact, componentSeries, bounces, promises, goalLinkage } = again.sections;
      expect(firstContact.departments.surgery).toEqual(data.firstContactMatrix);
      expect(data.firstContactMatrix.state).toBe('SUPPRESSED');
      const treatment = Object.entries<any>(componentSeries.departments.surgery.treatment.points);
      const counts = treatment.map(([month, { successes, trials }]) => [month, successes, trials]);
      const { points } = data.measureSeries;
      expect(counts).toEqual(points.map(({ from, successes, trials }: any) => [from.slice(0, 7), successes, trials]));
      expect(sum(treatment.map(([, { trials }]) => trials))).toBeGreaterThan(50);
      expect(bounces.departments.surgery).toMatchObject({ total: data.bounceMatrix.total, tickets: data.bounceMatrix.tickets });
      const byTimes = data.bounceMatrix.distribution.map(({ times, tickets }: any) => [times, tickets]);
      expect(bounces.departments.surgery.byTimes).toEqual(Object.fromEntries(byTimes));
      expect(promises.departments.surgery.due).toBe(data.commitmentLedger.totalCount);
      expect(goalLinkage.departments.surgery.tickets).toBe(data.tickets.totalCount);
      for (const column of ['tickets', 'linked'] as const) {
        const parts = Object.values<any>(goalLinkage.departments).map((part) => part[column]);
        expect(sum(parts)).toBe(goalLinkage.whole[column]);
      }
      expect(Object.keys(goalLinkage.departments)).not.toContain('day-clinic');
      expect(again.names.departments).toMatchObject({ surgery: 'Surgery (synthetic)' });
    });

    it('have the results of its first run, where an audit of the same period as it is known now has others', async () => {
      expect(again.same).toBe(true);
      const now = await run('audit run year-2025-now --from 2025-03-01 --to 2026-03-01 --json', hospital.services);
      const [{ hash, sections }] = now.objects as any[];
      expect(hash).toHaveLength(64);
      const tickets = ({ goalLinkage }: any) => goalLinkage.departments.laboratory.tickets;
      expect(tickets(sections)).toBe(tickets(again.sections) + 1);
    });
  });
});
