import { expect, it } from 'vitest';
import { PriorStream, recordOnLog } from '../../../src/imports/plan/prior-record.js';
import { inProject } from './support/files.js';
import { importText } from './support/import-text.js';
import { readFile } from 'node:fs/promises';
import { runs } from '../../support/runs.js';
import { RecordingRunner } from './support/recording-runner.js';

const zammad = await readFile(inProject('mappings/zammad.yaml'), 'utf8');
const table = `
name: threads
format: { type: csv }
source: { system: desk }
fidelity: HISTORY
record: { key: ticket, PRESENT }
zone: UTC
times: { at: yyyy-MM-dd HH:mm }
occurredAt: at
registers: { teams: { column: group }, departments: { column: ward } }
opening: { fields: { kind: INCIDENT, channel: EMAIL, clinicalImpact: NONE } }
states: { of: status, values: { open: IN_PROGRESS, solved: RESOLVED } }
events:
  of: what
  values: { said: { command: RecordRequesterReply, row: later }, note: ignore }
`;
/** What happened when, in the order of time: `Type day`. */
const story = (runner: RecordingRunner) =>
  recordOnLog(new PriorStream(runner.events('ticket'))).map(
    ({ type, at, event }) =>
      `${type.replace('Ticket', '')} ${at.slice(8, 10)}${'toTeamId' in event.data ? ` ${event.data.toTeamId as string}` : ''}`,
  );

const article = (day: string, sender: string) => ({
  id: Number(day),
  created_at: `2025-03-${day}T08:00:00Z`,
  created_by: sender,
  sender,
  internal: false,
  preferences: {},
});
const document = (group: string, ...timeline: object[]) =>
  JSON.stringify([
    {
      ...{ number: '1', created_at: '2025-03-01T08:00:00Z', group, customer: 'c', organization: 'Ward' },
      ...{ priority: '2 normal', create_article_type: 'email', timeline },
    },
  ]);
const closed = { id: 9, created_at: '2025-03-04T09:00:00Z', created_by: 'a', attribute: 'state', value_to: 'closed' };
const days = [article('01', 'Customer'), article('02', 'Agent'), article('03', 'Customer'), article('04', 'Customer'), closed];
const RIGHT = [
  'Logged 01',
  'Assigned 01 desk',
  'Acknowledged 02',
  'UpdateShared 02',
  'RequesterReplied 03',
  'RequesterReplied 04',
  'Resolved 04',
];

it.each([['123'], ['321'], ['231'], ['312'], ['2132']])(
  'windows of a ticket with its messages lose none of them, whichever of them opens it: %s',
  async (order) => {
    const windows = [days.slice(0, 2), days.slice(2, 3), days.slice(3)];
    const runner = new RecordingRunner();
    for (const window of order) await importText(zammad, document('Desk', ...windows[Number(window) - 1]!), runner);
    expect(story(runner)).toEqual(RIGHT);
    const { length } = runner.events('ticket');
    for (const window of [...windows, days]) await importText(zammad, document('Desk', ...window), runner);
    expect(runner.events('ticket').length).toBe(length);
  },
);

it('an export after a hand-over tells that with its first new row, and no row anew', async () => {
  const runner = new RecordingRunner();
  const exports = [document('Desk', ...days.slice(0, 3)), document('Network', ...days)];
  for (const text of exports) await importText(zammad, text, runner);
  expect(story(runner)).toEqual([...RIGHT.slice(0, 5), 'Reassigned 04 network', ...RIGHT.slice(5)]);
  const { length } = runner.events('ticket');
  for (const text of [exports[1]!, exports[0]!, exports[1]!]) {
    const { warnings } = (await importText(zammad, text, runner)).report;
    expect(warnings.filter(({ rows }) => rows.length > 0)).toEqual([]);
  }
  expect(runner.events('ticket').length).toBe(length);
});

it('columns that are declared to be of the present are so in a table', async () => {
  const rows = (status: string, group: string, ...lines: string[]) =>
    `ticket,at,what,ward,status,group\n${lines.map((line) => `1,2025-03-${line},W,${status},${group}`).join('\n')}\n`;
  const first = ['01 08:00,said', '02 08:00,said'];
  const text = table.replace('PRESENT', 'present: [status, group]');
  const runner = new RecordingRunner();
  await importText(text, rows('open', 'A', ...first), runner);
  await importText(text, rows('solved', 'B', ...first, '03 08:00,said'), runner);
  const right = [
    'Logged 01',
    'Assigned 01 a',
    'WorkStarted 01',
    'RequesterReplied 02',
    'Reassigned 03 b',
    'Resolved 03',
    'RequesterReplied 03',
  ];
  expect(story(runner).sort()).toEqual(right.sort());
  const late = await importText(text, rows('open', 'A', ...first, '02 09:00,note'), runner);
  expect([story(runner).sort(), late.report.rows.rejected]).toEqual([right, 0]);
});

it('an earlier row that tells nothing itself has the one told that was taken for the first', async () => {
  const runner = new RecordingRunner();
  const text = table.replace('PRESENT', 'history: [at]').replace(/states:.*\n/, '');
  for (const day of ['02', '01'])
    await importText(text, `ticket,at,what,ward,status,group\n1,2025-03-${day} 08:00,said,W,,\n`, runner);
  expect(story(runner)).toEqual(['Logged 01', 'RequesterReplied 02']);
});

const redmine = (teams: string) => `
name: journals
format:
  type: json
  each: journals.details
  columns: [id, created_on, project, group, person, journals.id, journals.created_on, journals.details.status, journals.details.group]
source: { system: redmine }
fidelity: HISTORY
record: { key: id, history: [journals.id] }
times: { created_on: iso, journals.created_on: iso }
occurredAt: [journals.created_on, created_on]
registers: { teams: { ${teams}whenMissing: { id: desk, name: Desk } }, departments: { column: project } }
opening: { at: created_on, fields: { kind: INCIDENT, channel: OTHER, clinicalImpact: NONE } }
assignment: { assignee: '{person}' }
states: { of: journals.details.status, values: { work: IN_PROGRESS, done: RESOLVED }, whenMissing: keep }
`;
const journal = (day: number, ...details: object[]) => ({ id: day, created_on: `2025-03-0${day}T08:00:00Z`, details });
const issueOf = (group: string, ...listed: object[]) =>
  JSON.stringify([{ id: 1, created_on: '2025-03-01T08:00:00Z', project: 'Ward', group, person: 'p1', journals: listed }]);
const issue = (...listed: object[]) => issueOf('Net', ...listed);
const journals = [journal(2, { group: 'Net' }), journal(3, { status: 'work' }), journal(4, { status: 'done', group: 'Web' })];
const ordersOf = <T>(things: readonly T[]): T[][] =>
  things.length === 0
    ? [[]]
    : things.flatMap((one, i) => ordersOf(things.filter((_, j) => j !== i)).map((others) => [one, ...others]));

it.each([
  ['one team', '', ['01 desk']],
  ['a column of the document', 'column: group, ', ['01 net']],
  ['a column of the list', 'column: journals.details.group, ', ['01 desk', '02 net', '03 desk', '04 web']],
  ['a derived column of the list', 'column: moved, ', ['01 desk', '02 net', '03 desk', '04 web']],
])('a document whose list does not contain the request has its first team from the opening, by %s', async (_, teams, right) => {
  const text = `${redmine(teams)}derive: { moved: '{journals.details.group}' }\n`;
  const windows = [issue(), ...journals.map((one) => issue(one))];
  const orders = [...ordersOf(windows), ...ordersOf(windows.slice(1))].filter((_, i) => i % runs(3, 1) === 0);
  const [whole, ...others] = await Promise.all(
    [[issue(...journals)], ...orders].map(async (files) => {
      const runner = new RecordingRunner();
      for (const file of files) await importText(text, file, runner);
      const { length } = runner.events('ticket');
      await importText(text, issue(...journals), runner);
      expect(runner.events('ticket').length).toBe(length);
      return story(runner).sort();
    }),
  );
  expect(
    whole!
      .filter((told) => told.includes('ssigned'))
      .map((told) => told.replace(/\w+ssigned /, ''))
      .sort(),
  ).toEqual(right);
  for (const other of others) expect(other).toEqual(whole);
});

it('a hand-over between the empty list and its first item is no other team from the opening', async () => {
  const runner = new RecordingRunner();
  for (const file of [issueOf('Net'), issueOf('Web', ...journals)]) await importText(redmine('column: group, '), file, runner);
  expect(story(runner).slice(0, 3)).toEqual(['Logged 01', 'Assigned 01 net', 'Reassigned 02 web']);
});
