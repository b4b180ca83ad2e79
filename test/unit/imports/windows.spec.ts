import { describe, expect, it } from 'vitest';
import { readFile } from 'node:fs/promises';
import { PriorStream, recordOnLog } from '../../../src/imports/plan/prior-record.js';
import { parseMapping } from '../../../src/imports/mapping/load-mapping.js';
import { runImport } from '../../../src/imports/run-import.js';
import { withFile } from './support/files.js';
import { importText, told } from './support/import-text.js';
import { codes, HEAD, mapping, night } from './support/nightly.js';
import { RecordingRunner } from './support/recording-runner.js';

/** What is on record of the tickets: what happened, and when. */
const onRecord = (runner: RecordingRunner) =>
  recordOnLog(new PriorStream(runner.events('ticket')))
    .map(({ type, at }) => `${type}@${at}`)
    .sort();

describe('a later export', () => {
  it('goes on from what is on record, of which its file says nothing', async () => {
    const runner = new RecordingRunner();
    await night(runner, mapping('SNAPSHOT'), '1,2025-03-01 08:00,done,A,D,1,');
    await night(runner, mapping('SNAPSHOT'), '1,2025-03-02 08:00,work,B,D,2,');
    expect(runner.story('desk-1')).toBe('LogTicket AssignTicket ResolveTicket AssignTicket ReopenTicket');
  });

  it('says when a row that is known by its id has other content, and leaves what is on record', async () => {
    const runner = new RecordingRunner();
    const text = mapping('HISTORY', ', history: [no]');
    await night(runner, text, '1,2025-03-01 08:00,work,A,D,1,');
    const report = await night(runner, text, '1,2025-03-01 08:00,work,B,D,1,');
    expect(codes(report)).toEqual([['ROW_CHANGED', 1]]);
    expect(report.rows.accepted).toBe(1);
    expect(report.byType).toEqual({});
  });

  const day = (date: string, state: string, team = 'A') => `1,2025-${date} 08:00,${state},${team},D,,`;
  it.each([
    ['after what is on record', [day('03-01', 'work'), day('03-02', 'wait')], [day('03-03', 'odd'), day('03-04', 'work')]],
    ['among rows told late', [day('03-02', 'wait')], [day('02-01', 'new'), day('03-03', 'odd'), day('03-04', 'work')]],
    ['before the row that opened it', [day('03-02', 'wait')], [day('03-01', 'odd'), day('03-04', 'work')]],
  ])('that has a row rejected %s tells what the whole does', async (_, first, later) => {
    const text = `${mapping('HISTORY')}changes: [{ columns: [at], command: RecordRequesterReply, when: { st: wait } }]`;
    const runner = new RecordingRunner();
    await night(runner, text, ...first);
    expect((await night(runner, text, ...later)).rejects.map(({ code }) => code)).toEqual(['UNKNOWN_STATE']);
    const whole = new RecordingRunner();
    await night(whole, text, ...[...first, ...later].sort());
    expect(onRecord(runner)).toEqual(onRecord(whole));
  });

  it.each([
    ['begins with a row that names no team', [[day('03-01', 'work')], [day('03-02', 'wait', '')]]],
    ['has rows around another that names one', [[day('03-02', 'wait', 'B')], [day('03-01', 'work'), day('03-03', 'work', '')]]],
  ])('of a column of teams that is carried %s, and hands the ticket to nobody for it', async (_, nights) => {
    const text = `${mapping('HISTORY').replace('column: team', 'column: team, whenMissing: { id: desk, name: Desk }')}carry: [team]\n`;
    const [runner, whole] = [new RecordingRunner(), new RecordingRunner()];
    for (const rows of nights) await night(runner, text, ...rows);
    await night(whole, text, ...nights.flat().sort());
    expect(onRecord(runner)).toEqual(onRecord(whole));
  });

  it('knows a row that changed nothing, by its id and with the event that was told with it', async () => {
    const runner = new RecordingRunner();
    const text = mapping('HISTORY', ', history: [no]');
    const first = await night(runner, text, '1,2025-03-01 08:00,work,A,D,1,', '1,2025-03-02 08:00,work,A,D,2,');
    expect(first.byType).toMatchObject({ TicketWorkStarted: 1 });
    expect(first.byType).not.toHaveProperty('TicketRowsNoted');
    const report = await night(runner, text, '1,2025-03-02 08:00,done,A,D,2,');
    expect(codes(report)).toEqual([['ROW_CHANGED', 1]]);
    expect((await night(runner, text, '1,2025-03-03 08:00,work,A,D,3,')).byType).toMatchObject({ TicketRowsNoted: 1 });
    expect((await night(runner, text, '1,2025-03-03 08:00,work,A,D,3,')).events.appended).toBe(0);
  });

  it.each([
    ['by which rows are told apart', 'at', [['TicketRequesterReplied', 1]], []],
    ['that nothing on record shows', 'no', [], [['NOT_COMPARED', 1]]],
  ])('begins in the middle of a ticket, and tells a change of columns %s, or names the row', async (_, column, told, named) => {
    const runner = new RecordingRunner();
    const text = `${mapping('HISTORY')}changes: [{ columns: [${column}], command: RecordRequesterReply, when: { no: { present: true } } }]`;
    const replied = ({ byType }: { byType: object }) => Object.entries(byType).filter(([type]) => type.endsWith('Replied'));
    expect(replied(await night(runner, text, '1,2025-03-01 08:00,work,A,D,1,'))).toEqual([]);
    const report = await night(runner, text, '1,2025-03-02 08:00,work,A,D,2,');
    expect([replied(report), codes(report)]).toEqual([told, named]);
    expect(codes(await night(runner, text, '1,2025-03-02 08:00,work,A,D,2,'))).toEqual([]);
    expect(codes(await night(runner, text, '1,2025-03-03 08:00,work,A,D,,'))).toEqual([]);
  });

  it('tells rows of one id apart by what they say, and a repeated row once', async () => {
    const runner = new RecordingRunner();
    const text = mapping('HISTORY', ', history: [no]');
    const rows = ['1,2025-03-01 08:00,work,A,D,1,', '1,2025-03-01 09:00,work,B,D,1,', '1,2025-03-01 09:00,work,B,D,1,'];
    const report = await night(runner, text, ...rows);
    expect(codes(report)).toEqual([
      ['ID_REPEATED', 2],
      ['ROW_REPEATED', 3],
    ]);
    expect(runner.story('desk-1')).toBe('LogTicket AssignTicket StartTicketWork AssignTicket');
    expect((await night(runner, text, ...rows)).events.appended).toBe(0);
  });

  it('tells a milestone once, whichever rows and files repeat it, and another moment as another', async () => {
    const runner = new RecordingRunner();
    const solved = '2025-03-01 07:00';
    await night(
      runner,
      mapping('SNAPSHOT'),
      `1,2025-03-01 08:00,done,A,D,1,${solved}`,
      `1,2025-03-01 09:00,done,B,D,2,${solved}`,
    );
    await night(runner, mapping('SNAPSHOT'), `1,2025-03-02 08:00,done,A,D,3,${solved}`);
    expect(runner.commands('ResolveTicket').map(({ occurredAt }) => occurredAt)).toEqual(['2025-03-01T07:00:00.000Z']);
  });

  it('of snapshots that say where a ticket stands already tells nothing, whatever the moment', async () => {
    const runner = new RecordingRunner();
    const rows = ['wait', 'wait', 'work', 'done', 'done', 'over', 'over'].map(
      (state, day) => `1,2025-03-0${day + 1} 08:00,${state},A,D,${day},`,
    );
    for (const row of rows) await night(runner, mapping('SNAPSHOT'), row);
    const story = 'LogTicket AssignTicket PlaceTicketOnHold ResumeTicket ResolveTicket CloseTicket';
    expect(runner.story('desk-1')).toBe(story);
    const whole = await importText(mapping('HISTORY'), `${HEAD}${rows.join('\n')}\n`);
    expect(whole.runner.story('desk-1')).toBe(story);
  });

  it('tells of another wait: for something else, or with another promise', async () => {
    const runner = new RecordingRunner();
    const text = mapping('SNAPSHOT')
      .replace('wait: ON_HOLD', 'vendor: { state: ON_HOLD, reason: AWAITING_VENDOR }, caller: { state: ON_HOLD }')
      .replace(/ \}\nmilestones.*/, ', commands: { PlaceTicketOnHold: { nextUpdateBy: { column: solved, as: time } } } }');
    for (const [day, row] of ['vendor,A,D,1,', 'caller,A,D,1,', 'caller,A,D,1,2025-03-09 08:00', 'caller,A,D,1,'].entries())
      await night(runner, text, `1,2025-03-0${day + 1} 08:00,${row}`);
    expect(runner.commands('PlaceTicketOnHold').map(({ occurredAt }) => occurredAt.slice(8, 10))).toEqual(['01', '02', '03']);
  });

  it('leaves a ticket where it stands when a snapshot fills in an earlier moment, and one that another has moved as it was', async () => {
    const runner = new RecordingRunner();
    const text = mapping('SNAPSHOT')
      .replace('opening: {', 'opening: { at: opened,')
      .replace('solved: yyyy', 'closed: yyyy-MM-dd HH:mm, opened: yyyy-MM-dd HH:mm, solved: yyyy')
      .replace('workaround: false } }]', 'workaround: false } }, { at: closed, command: CloseTicket }]');
    const head = 'id,at,st,team,dept,opened,solved,closed\n';
    const tell = async (day: number, ...moments: string[]) =>
      (
        await importText(
          text,
          `${head}1,2025-03-0${day} 08:00,over,A,D,${moments.map((at) => at && `2025-03-01 ${at}`).join(',')}\n`,
          runner,
        )
      ).report;
    await tell(2, '08:00', '', '10:00');
    await tell(3, '08:00', '09:00', '10:00');
    expect(codes(await tell(4, '08:00', '09:30', '10:00'))).toEqual([['MOMENT_CHANGED', 1]]);
    expect(codes(await tell(5, '08:00', '09:00', '10:00'))).toEqual([]);
    const story = 'LogTicket AssignTicket CloseTicket ResolveTicket CorrectTicketHistory';
    expect(runner.story('desk-1')).toBe(story);
    const corrected = runner.events('ticket').find(({ type }) => type === 'TicketHistoryCorrected');
    expect(corrected?.data).toMatchObject({ state: 'CLOSED', resolvedAt: '2025-03-01T09:00:00.000Z' });
    await tell(3, '08:00', '09:00', '10:00');
    expect(runner.story('desk-1')).toBe(story);
  });

  it('of a ticket that is solved anew tells the reopening that no snapshot showed, in several files as in one', async () => {
    const day = (no: number, state: string, solved: string, closed = '') =>
      `1,2025-03-0${no} 18:00,${state},A,D,${no},2025-03-0${solved},${closed && `2025-03-0${closed}`}`;
    const text = mapping('SNAPSHOT')
      .replace('workaround: false } }]', 'workaround: false } }, { at: closed, command: CloseTicket }]')
      .replace('solved: yyyy', 'closed: yyyy-MM-dd HH:mm, solved: yyyy');
    const tell = async (runner: RecordingRunner, ...rows: string[]) =>
      codes((await importText(text, `id,at,st,team,dept,no,solved,closed\n${rows.join('\n')}\n`, runner)).report);
    const rows = [
      day(1, 'done', '1 10:00'),
      day(3, 'over', '3 10:00', '3 11:00'),
      day(4, 'over', '3 10:00', '3 11:00'),
      day(6, 'over', '5 10:00', '5 11:00'),
      day(7, 'over', '5 10:00', '7 11:00'),
    ];
    const nights = new RecordingRunner();
    const seen: unknown[] = [];
    for (const row of rows) seen.push(...(await tell(nights, row)));
    const isUnseen = (code: unknown) => String(code).startsWith('REOPENED_UNSEEN');
    expect(seen.filter(isUnseen)).toEqual(Array(3).fill(['REOPENED_UNSEEN', 1]));
    const story = `LogTicket AssignTicket ResolveTicket${' ReopenTicket ResolveTicket CloseTicket'.repeat(2)} ReopenTicket CloseTicket`;
    expect(nights.story('desk-1')).toBe(story);
    expect(nights.commands('ReopenTicket').map(({ occurredAt }) => occurredAt.slice(8, 16))).toEqual([
      '03T10:00',
      '05T10:00',
      '07T11:00',
    ]);
    for (const row of [...rows].reverse()) await tell(nights, row);
    const whole = new RecordingRunner();
    await tell(whole, ...rows);
    await tell(whole, ...rows);
    for (const runner of [nights, whole]) expect(runner.story('desk-1')).toBe(story);
  });

  it('of snapshots whose milestones alone have told tells nothing again, alone or in any order', async () => {
    const rows = [
      '1,2025-03-01 08:00,work,A,D,1,',
      '1,2025-03-02 08:00,done,A,D,2,2025-03-02 07:00',
      '1,2025-03-03 08:00,over,A,D,3,',
    ];
    const text = mapping('SNAPSHOT')
      .replace('workaround: false } }]', 'workaround: false } }, { at: closed, command: CloseTicket }]')
      .replace('solved: yyyy', 'closed: yyyy-MM-dd HH:mm, solved: yyyy');
    const closed = (row: string, i: number) => `${row}${i === 2 ? '2025-03-02 07:00,2025-03-03 07:00' : ','}\n`;
    const tell = (lines: readonly string[]) => importText(text, `id,at,st,team,dept,no,solved,closed\n${lines.join('')}`, runner);
    const runner = new RecordingRunner();
    const nights = rows.map(closed);
    for (const line of nights) expect(codes((await tell([line])).report)).toEqual([]);
    const story = 'LogTicket AssignTicket StartTicketWork ResolveTicket CloseTicket';
    expect(runner.story('desk-1')).toBe(story);
    const contrary = nights[2]!.replace('2025-03-02 07:00', '2025-03-03 07:30').replace('1,', '2,');
    expect(codes((await tell([contrary])).report)).toEqual([['MOMENTS_OUT_OF_ORDER', 1]]);
    for (const again of [nights, [nights[1]!], [nights[2]!, nights[0]!]]) await tell(again);
    expect(runner.story('desk-1')).toBe(story);
  });

  it('of a history whose rows may say nothing of the state takes none for said by them', async () => {
    const runner = new RecordingRunner();
    const text = mapping('HISTORY').replace('over: CLOSED }', 'over: CLOSED }, whenMissing: keep');
    await night(runner, text, '1,2025-03-02 08:00,,A,D,1,', '1,2025-03-04 08:00,,A,D,2,');
    await night(runner, text, '1,2025-03-01 08:00,done,A,D,0,');
    expect(runner.commands('ReopenTicket')).toEqual([]);
    expect(runner.events('ticket').at(-1)?.data).toMatchObject({ state: 'RESOLVED' });
  });

  it('holds a ticket without a reason where the source does not say for what it waits', async () => {
    const { runner } = await importText(mapping('HISTORY'), `${HEAD}1,2025-03-01 08:00,wait,A,D,1,\n`);
    expect(runner.commands('PlaceTicketOnHold')[0]).toMatchObject({ reason: 'NOT_SAID' });
  });

  it('says that no word of tickets is judged that begin as snapshots', async () => {
    const why = async (fidelity: string) => {
      const answer = 'ShareTicketUpdate, fields: { visibility: DEPARTMENT, proactive: false, human: true } }]';
      const text = mapping(fidelity).replace(/at: solved, command: .*/, `at: at, command: ${answer}`);
      const { report } = await importText(text, `${HEAD}1,2025-03-01 08:00,work,A,D,1,\n`);
      return report.emptyMeasures.find(({ measure }) => measure === 'RESPONSIVENESS')?.why;
    };
    expect(await why('HISTORY')).toBeUndefined();
    expect(await why('SNAPSHOT')).toMatch(/^snapshots do not contain every message/);
  });

  it('brings the targets of its teams, and says of teams without which measures stay empty', async () => {
    const row = '1,2025-03-01 08:00,work,A,D,1,';
    const bare = await importText(mapping('HISTORY'), `${HEAD}${row}\n`);
    expect(bare.report.warnings).toContainEqual(expect.objectContaining({ code: 'NO_TARGETS', count: 1, rows: [1] }));
    expect(bare.report.emptyMeasures.map(({ measure }) => measure)).toContain('TREATMENT');
    const targets = 'teams: { column: team, targets: { effectiveAt: 2020-01-01T00:00:00Z, acknowledgeMinutes: 30 } }';
    const text = mapping('HISTORY').replace('teams: { column: team }', targets);
    const { report, runner } = await importText(text, `${HEAD}${row}\n`);
    expect(report.warnings).toEqual([]);
    expect(runner.commands('AdoptTargets')).toMatchObject([
      { teamId: 'a', acknowledgeMinutes: 30, effectiveAt: '2020-01-01T00:00:00.000Z' },
    ]);
  });
});

describe('the report as a page', () => {
  it('lists rows and sums up, and what stood in the file is text there', async () => {
    const page = await withFile(`${HEAD}1,2025-03-01 08:00,<b>odd</b>,A,D,1,\n`, async (file) => {
      await runImport(
        { file, mapping: parseMapping(mapping('HISTORY')), report: `${file}.html` },
        { runner: new RecordingRunner() },
      );
      return readFile(`${file}.html`, 'utf8');
    });
    expect(page).toContain('&lt;b&gt;odd&lt;/b&gt;');
    expect(page).toMatch(/<td>1<\/td><td>rejected<\/td><td>UNKNOWN_STATE<\/td>/);
    expect(page).toMatch(/<td>rows rejected<\/td><td>1<\/td>/);
    expect(page).toMatch(/<td>TREATMENT<\/td><td>the file does not contain ratings of contacts<\/td>/);
  });
});

it('tells of a row that says the same beside another milestone that milestone alone', async () => {
  const text = `
name: beside
format: { type: csv, ragged: fit }
source: { system: bs }
fidelity: SNAPSHOT
record: { key: id }
zone: UTC
times: { at: yyyy-MM-dd HH:mm, said: yyyy-MM-dd HH:mm }
occurredAt: at
registers: { departments: { column: dept } }
opening: { fields: { kind: INCIDENT, channel: PHONE, clinicalImpact: NONE } }
states: { of: state, values: { new: NEW, wait: { state: ON_HOLD }, work: IN_PROGRESS } }
milestones: [{ at: said, command: ShareTicketUpdate, fields: { visibility: DEPARTMENT, proactive: false, human: true } }]`;
  const rows = ['wait,08:10', 'work,08:10', 'wait,08:20', 'wait,08:20', 'wait,08:20,x'].map(
    (row) => `1,2025-03-01 09:00,D,${row.replace(',', ',2025-03-01 ')}`,
  );
  const { report, runner } = await importText(text, `id,at,dept,state,said,unread\n${rows.join('\n')}\n`);
  expect(told(runner, 'bs-1')).toEqual([
    'LogTicket@2025-03-01T09:00',
    'ShareTicketUpdate@2025-03-01T08:10',
    'PlaceTicketOnHold@2025-03-01T09:00',
    'ResumeTicket@2025-03-01T09:00',
    'ShareTicketUpdate@2025-03-01T08:20',
  ]);
  expect(report.warnings.filter(({ code }) => code === 'ROW_REPEATED').map(({ rows: named }) => named)).toEqual([[4, 5]]);
});
