import { describe, expect, it } from 'vitest';
import { importText, told } from './support/import-text.js';
import { RecordingRunner } from './support/recording-runner.js';

const chats = (more: string, ended = ', ended: { say: [bye, gone] }') => `
name: chats
format: { type: csv }
source: { system: chat }
fidelity: HISTORY
record: { key: id${ended} }
zone: UTC
times: { at: yyyy-MM-dd HH:mm }
occurredAt: at
registers: { teams: { column: team }, departments: { column: dept } }
opening: { fields: { kind: INCIDENT, channel: CHAT, clinicalImpact: NONE } }
interaction: { fields: { channel: CHAT, direction: FROM_DEPARTMENT } }
events: { of: id, values: {}, otherwise: [${more}] }
`;
const REPLY = '{ command: RecordRequesterReply, row: later }';
const UPDATE = 'command: ShareTicketUpdate, fields: { visibility: DEPARTMENT, proactive: false, human: true }';
const SOLVED = '{ command: ResolveTicket, row: last, fields: { workaround: false } }';
const ENDED = '{ command: EndInteraction, row: last, fields: { outcome: RESOLVED, nextStepAgreed: false } }';
const ROWS = [
  '1,2025-03-01 08:00,D,A,help',
  '1,2025-03-01 08:10,D,A,wait',
  '1,2025-03-02 08:20,D,A,hm',
  '1,2025-03-02 08:30,D,A,bye',
];

const night = (runner: RecordingRunner, text: string, ...rows: string[]) =>
  importText(text, `id,at,dept,team,say\n${rows.join('\n')}\n`, runner).then(({ report }) => report);
const after = async (text: string, ...windows: string[][]) => {
  const runner = new RecordingRunner();
  for (const rows of windows) await night(runner, text, ...rows);
  return told(runner, 'chat-1');
};

describe('what is told of the first, the later or the last row of a record', () => {
  it('is told of these alone', async () => {
    expect(await after(chats(`{ ${UPDATE}, row: first }, ${REPLY}, ${SOLVED}, ${ENDED}`), ROWS)).toEqual([
      'LogTicket@2025-03-01T08:00',
      'AssignTicket@2025-03-01T08:00',
      'ShareTicketUpdate@2025-03-01T08:00',
      'RecordRequesterReply@2025-03-01T08:10',
      'RecordRequesterReply@2025-03-02T08:20',
      'RecordRequesterReply@2025-03-02T08:30',
      'ResolveTicket@2025-03-02T08:30',
      'StartInteraction@2025-03-01T08:00',
      'LinkInteractionToTicket@2025-03-01T08:00',
      'EndInteraction@2025-03-02T08:30',
    ]);
  });

  it.each([
    ['with nothing between them', [ROWS.slice(0, 2), ROWS.slice(2)]],
    ['that overlap', [ROWS.slice(0, 3), ROWS.slice(1), ROWS]],
    ['a row a night', ROWS.map((row) => [row])],
  ])('is the same of windows %s as of the whole at once: a record that goes on has no last row', async (_, windows) => {
    const text = chats(`{ ${UPDATE}, row: first }, ${REPLY}, ${SOLVED}, ${ENDED}`);
    expect((await after(text, ...windows)).sort()).toEqual((await after(text, ROWS)).sort());
  });

  it('is told of the last row that is taken, and not again when a record goes on that was over, which the report says', async () => {
    const runner = new RecordingRunner();
    const text = chats(SOLVED);
    await night(runner, text, ...ROWS, '1,no moment,D,A,bye');
    const report = await night(runner, text, ...ROWS, '1,2025-03-03 08:00,D,A,again', '1,2025-03-03 08:10,D,A,gone');
    expect(runner.commands('ResolveTicket').map(({ occurredAt }) => occurredAt)).toEqual(['2025-03-02T08:30:00.000Z']);
    expect(report.warnings).toContainEqual(expect.objectContaining({ code: 'AFTER_LAST_ROW', rows: [5, 6] }));
    expect((await night(runner, text, ...ROWS)).byType).toEqual({ ImportRunRecorded: 1 });
  });

  it('is refused where the mapping does not say when a record is over', async () => {
    await expect(after(chats(SOLVED, ''), ROWS)).rejects.toThrow(/events\.otherwise\.row|rows may follow/);
  });
});
