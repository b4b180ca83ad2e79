import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/domain/kernel/command.js';
import { importText } from './support/import-text.js';
import { RecordingRunner } from './support/recording-runner.js';

const MAPPING = `
name: desk
format: { type: csv }
source: { system: desk }
fidelity: HISTORY
record: { key: id }
zone: UTC
times: { at: yyyy-MM-dd H:mm }
occurredAt: at
registers: { departments: { column: ward } }
opening:
  fields: { kind: { column: type, values: { incident: INCIDENT, request: SERVICE_REQUEST } }, channel: OTHER, requesterRef: '{who}', category: '{queue}', clinicalImpact: NONE }
`;
const FILE = `id,day,clock,type,path,ward,who
 1.0 ,2026-03-01,8:00, Incident ,Clinic/Heart/Ward 1,A,Ann
2.0,2026-03-01,9:00,request,Clinic,A,-
3.0,2026-03-01,9:00,change,Office/Desk,A,Robot
`;
const PARTS = `
clean: { everywhere: trim, columns: { id: whole, type: [lower] } }
missing: { columns: { who: ['-'] } }
derive:
  at: '{day} {clock}'
  queue: { from: path, match: '^([^/]+)/', otherwise: none }
exclude: [{ type: { not: [incident, request] } }]
pseudonyms: [who]
`;

describe('the cells of a row', () => {
  it('are cleaned, emptied of what is missing, and derived from others', async () => {
    const { runner, report } = await importText(MAPPING + PARTS, FILE);
    expect(report.rejects).toEqual([{ row: 3, code: 'EXCLUDED', detail: 'line 4: exclude: the mapping leaves such rows out' }]);
    const [first, second] = runner.commands('LogTicket');
    expect(first).toMatchObject({
      ticketId: 'desk-1',
      kind: 'INCIDENT',
      category: 'Clinic',
      occurredAt: '2026-03-01T08:00:00.000Z',
    });
    expect(second).toMatchObject({ ticketId: 'desk-2', kind: 'SERVICE_REQUEST', category: 'none' });
  });

  it('name one record whatever white space stands around its id', async () => {
    const rows = FILE.replace(' 1.0 ', 'A7').replace('2.0', 'A7 \u00a0').replace('3.0', 'A-7');
    const { runner } = await importText(MAPPING + PARTS.replace('everywhere: trim, ', ''), rows);
    expect(runner.commands('LogTicket').map((command) => command['ticketId'])).toEqual(['desk-A7']);
  });

  it('are missing where they show nothing: no ward has such a name', async () => {
    const { runner, report } = await importText(MAPPING + PARTS, FILE.replace(',A,Ann', ',\u200b,Ann'));
    expect(report.rejects[0]).toMatchObject({ row: 1, code: 'MISSING_VALUE' });
    expect(runner.commands('RegisterDepartment').map(({ name }) => name)).toEqual(['A']);
  });

  it('that name persons become pseudonyms, the same for the same name, and none for a missing one', async () => {
    const { runner } = await importText(MAPPING + PARTS, `${FILE}4.0,2026-03-01,9:00,incident,x,A,Ann\n`);
    const [first, second, fourth] = runner.commands('LogTicket');
    expect(first?.['requesterRef']).toMatch(/^person-[0-9a-f]{24}$/);
    expect(fourth?.['requesterRef']).toBe(first?.['requesterRef']);
    expect(second).not.toHaveProperty('requesterRef');
    expect(JSON.stringify(runner.commands())).not.toContain('Ann');
  });

  it('are compared by what they say, also where they become pseudonyms', async () => {
    const mapping = `${MAPPING}${PARTS}automatic: [{ who: { matches: '^Rob' } }]\nactor: { kind: IT_STAFF, ref: who }\n`
      .replace('[incident, request]', '[incident, request, change]')
      .replace('request: SERVICE_REQUEST', 'request: SERVICE_REQUEST, change: INCIDENT');
    const { runner } = await importText(mapping, FILE);
    expect(runner.commands('LogTicket').map(({ actor }) => actor.kind)).toEqual(['IT_STAFF', 'IT_STAFF', 'SYSTEM']);
  });

  it('that no table holds reject their row, where nothing else is declared', async () => {
    const derived = `${MAPPING.replace("'{queue}'", "'{room}'")}${PARTS.replace('derive:', 'derive:\n  room: { from: path, values: { Clinic: K } }')}`;
    const { report } = await importText(derived, FILE);
    expect(report.rejects[0]).toMatchObject({
      row: 1,
      code: 'UNKNOWN_VALUE',
      detail: expect.stringContaining('derive.room.values'),
    });
  });

  it('of a spreadsheet tell their time in days', async () => {
    const { runner } = await importText(
      MAPPING.replace('yyyy-MM-dd H:mm', 'spreadsheet-days')
        .replace('zone: UTC', 'zone: Europe/Berlin')
        .replace(", category: '{queue}'", ''),
      'id,at,type,ward,who\n1,46082.5,incident,A,x\n2,46082.354166666664,incident,A,x\n',
    );
    expect(runner.commands('LogTicket').map(({ occurredAt }) => occurredAt)).toEqual([
      '2026-03-01T11:00:00.000Z',
      '2026-03-01T07:30:00.000Z',
    ]);
  });
});

describe('what people wrote', () => {
  const words = (more: string, title = 'subject') =>
    MAPPING.replace('format: { type: csv }', 'format: { type: csv, optional: [subject, body] }')
      .replace(/kind: .*clinical/, `kind: INCIDENT, channel: OTHER, title: '{${title}}', description: '{body}', clinical`)
      .concat(`clean: { columns: { body: plain } }\n${more}`);
  const wordsOf = async (table: string) => {
    const said: unknown[] = [];
    class Listening extends RecordingRunner {
      override createAll(commands: readonly Command[]) {
        said.push(...commands.map(({ words: of }) => of?.['summaryRef']).filter((text) => text !== undefined));
        return super.createAll(commands);
      }
    }
    const { report } = await importText(words(''), table, new Listening());
    return { report, said };
  };

  it('is read as a reader sees it, and cut to what is kept', async () => {
    const html = '<style>p { x }</style><p>It &lt;works&gt;&#33;<br/>a &amp;lt; b</p> 1 < 2 & 3 <script>x()';
    const { report, said } = await wordsOf(`id,at,ward,subject,body\n1,2026-03-01 8:00,A,${'ü😀'.repeat(150)},${html}\n`);
    expect(said).toEqual([{ title: 'ü😀'.repeat(100), description: 'It <works>!\na &lt; b\n 1 < 2 & 3' }]);
    expect(report.warnings.filter(({ code }) => code === 'TEXT_CUT').map(({ rows }) => rows)).toEqual([[1]]);
    expect(report.rows.accepted).toBe(1);
  });

  it('may be lacking, without a warning', async () => {
    const { report, said } = await wordsOf('id,at,ward\n1,2026-03-01 8:00,A\n');
    expect([report.rows.accepted, said, report.warnings]).toEqual([1, [], []]);
  });

  it('is not what a row is known by: an edited comment is no other row', async () => {
    const events = `events: { of: what, values: { told: { command: ShareTicketUpdate, fields: { visibility: DEPARTMENT, proactive: false, human: true, text: '{body}' } } } }`;
    const table = (text: string) => `id,at,ward,what,body\n1,2026-03-01 8:00,A,told,${text}\n`;
    const { runner } = await importText(words(events), table('a'));
    const { report } = await importText(words(events), table('b'), runner);
    expect(report.byType).toEqual({ ImportRunRecorded: 1 });
  });
});
