import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parseMapping } from '../../../../src/imports/mapping/load-mapping.js';
import { runImport } from '../../../../src/imports/run-import.js';
import { withFile } from '../support/files.js';
import { told } from '../support/import-text.js';
import { RecordingRunner } from '../support/recording-runner.js';
import { zipOf } from '../support/zip.js';

const mapping = (join: string, more = '', format = 'type: csv') =>
  parseMapping(`
name: two
format: { ${format} }
join: { ${join} }
source: { system: tw }
fidelity: SNAPSHOT
record: { key: id, contiguous: false }
zone: UTC
times: { opened: yyyy-MM-dd HH:mm, c.at: yyyy-MM-dd HH:mm }
occurredAt: opened
registers: { teams: { column: team }, departments: { column: dept } }
opening: { fields: { kind: INCIDENT, channel: PHONE, clinicalImpact: NONE } }
clean: { columns: { id: whole } }
${more}`);
const COMMENTS = `milestones:
  - { at: c.at, command: ShareTicketUpdate, fields: { visibility: DEPARTMENT, proactive: false, human: true, text: '{c.text}' } }`;
const TICKETS = 'id,opened,team,dept\n1.0,2025-03-01 08:00,Net,Ward\n2,2025-03-01 09:00,Net,Ward\n';
const JOIN = 'c: { file: comments.csv, format: { type: csv }, on: { id: ticket }';

/** Imports tickets beside a second file, as a folder of exports holds them. */
const importBoth = (second: string, ...[join, more, runner = new RecordingRunner()]: [string, string?, RecordingRunner?]) =>
  withFile(TICKETS, async (file) => {
    await writeFile(path.join(path.dirname(file), 'comments.csv'), second);
    return { runner, report: await runImport({ file, mapping: mapping(join, more) }, { runner }) };
  });

it('tells what the rows of another file say of a ticket, each once, and which are of none', async () => {
  const comments =
    'ticket,at,text\n2,2025-03-01 10:00,b\n1,2025-03-01 08:30,a\n1,2025-03-01 09:30,c\n9,2025-03-01 09:30,x\n1,d\n';
  const { report, runner } = await importBoth(comments, `${JOIN}, each: true }`, COMMENTS);
  expect(report.rows).toEqual({ in: 3, accepted: 3, rejected: 0 });
  expect(told(runner, 'tw-1').filter((one) => one.startsWith('Share'))).toEqual([
    'ShareTicketUpdate@2025-03-01T08:30',
    'ShareTicketUpdate@2025-03-01T09:30',
  ]);
  expect(told(runner, 'tw-2')).toContain('ShareTicketUpdate@2025-03-01T10:00');
  expect(report.warnings.map(({ code, count, rows }) => [code, count, rows])).toEqual([
    ['JOINED_ROW_BROKEN', 1, [5]],
    ['NOT_JOINED', 1, [4]],
    ['NO_TARGETS', 1, [1]],
  ]);
  const again = await importBoth(comments, `${JOIN}, each: true }`, COMMENTS, runner);
  expect(again.report.events.appended).toBe(0);
  // One more comment is another import, and tells that one.
  const longer = await importBoth(`${comments}2,2025-03-02 10:00,e\n`, `${JOIN}, each: true }`, COMMENTS, runner);
  expect(longer.report.byType).toMatchObject({ TicketUpdateShared: 1 });
  expect(longer.report.events.appended).toBe(2);
});

it('looks up one row, leaves empty what has none, and rejects where several could be meant', async () => {
  const opening = "milestones: [{ at: c.at, command: AcknowledgeTicket, fields: { byRef: '{c.by}', human: true } }]";
  const { report, runner } = await importBoth('ticket,at,by\n2,2025-03-01 10:00,b\n', `${JOIN} }`, opening);
  expect(report.rows.accepted).toBe(2);
  expect(runner.commands('AcknowledgeTicket').map(({ ticketId }) => ticketId)).toEqual(['tw-2']);
  const twice = await importBoth('ticket,at,by\n2,2025-03-01 10:00,b\n2,2025-03-01 11:00,b\n', `${JOIN} }`, opening);
  expect(twice.report.rejects).toEqual([
    {
      row: 2,
      code: 'AMBIGUOUS_JOIN',
      detail: 'line 3: several rows of c match it; declare join.c.each: true if each is a separate fact',
    },
  ]);
});

it('finds the other table where the caller says, or in the same archive', async () => {
  const second = 'ticket,at,text\n1,2025-03-01 08:30,a\n';
  const join = (format: string) => `c: { format: { type: csv${format} }, on: { id: ticket } }`;
  const asked = mapping(join(''), COMMENTS);
  await withFile(TICKETS, async (file) => {
    const run = (joins?: Record<string, string>) =>
      runImport({ file, mapping: asked, ...(joins && { joins }) }, { runner: new RecordingRunner() });
    await expect(run()).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      remedy: expect.stringContaining('--join c=FILE'),
      reasons: [{ field: 'join.c', code: 'MISSING' }],
    });
    const beside = runImport({ file, mapping: mapping(`${JOIN} }`) }, { runner: new RecordingRunner() });
    await expect(beside).rejects.toMatchObject({
      code: 'INVALID_FILE',
      remedy: expect.stringContaining('--join c=FILE'),
      reasons: [{ field: 'join.c', code: 'MISSING' }],
    });
    await expect(run({ d: file })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      reasons: [{ field: 'join', code: 'NOT_ONE_OF', parameters: { values: ['c'] } }],
    });
    await withFile(second, async (other) => expect((await run({ c: other })).byType).toMatchObject({ TicketUpdateShared: 1 }));
  });
  const zip = zipOf({ 'tickets.csv': TICKETS, 'comments.csv': second });
  const within = mapping(join(', member: comments.csv'), COMMENTS, 'type: csv, member: tickets.csv');
  const report = await withFile(
    zip,
    (file) => runImport({ file, mapping: within }, { runner: new RecordingRunner() }),
    'both.zip',
  );
  expect(report.byType).toMatchObject({ TicketUpdateShared: 1 });
});

it('names what cannot be joined', async () => {
  await expect(importBoth('no,at,text\n', `${JOIN} }`)).rejects.toMatchObject({ code: 'INVALID_MAPPING', field: 'join.c.on.id' });
  expect(() => mapping('c: { file: ../comments.csv, format: { type: csv }, on: { id: ticket } }')).toThrow('join.c.file');
  expect(() => mapping('c: { format: { type: csv, encoding: klingon }, on: { id: ticket } }')).toThrow('join.c.format.encoding');
});
