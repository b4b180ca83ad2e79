import { expect, it } from 'vitest';
import { importText } from '../support/import-text.js';

const mapping = (format: string, more: string) => `
name: several
format: { ${format} }
source: { system: sv }
fidelity: HISTORY
record: { key: id, contiguous: false }
zone: UTC
times: { at: yyyy-MM-dd HH:mm }
occurredAt: at
registers: { departments: { column: dept } }
${more}`;
const OPENING = 'opening: { fields: { kind: INCIDENT, channel: PHONE, clinicalImpact: NONE } }';
const LINKS = `${OPENING}
changes:
  - { columns: [Link], onFirstRow: true, when: { Link: { present: true } }, command: LinkTicket, fields: { relation: RELATED, otherRef: '{Link}' } }`;

it('reads every column of a name, however many there are, and every value of a cell, as a row of its own', async () => {
  const text = mapping("type: csv, each: Link, separator: ','", LINKS);
  for (const header of ['Link,Link', 'Link#1,Link#2']) {
    const table = `id,${header},at,dept\n1,A,"B, C",2025-03-01 08:00,D\n2,,,2025-03-01 08:00,D\n`;
    const { report, runner } = await importText(text, table);
    expect(report.rows).toEqual({ in: 4, accepted: 4, rejected: 0 });
    expect(runner.commands('LinkTicket').map(({ otherRef }) => otherRef)).toEqual(['A', 'B', 'C']);
  }
});

it('reads objects by their keys', async () => {
  const text = mapping('type: json, rows: tickets, keyed: id, columns: [id, at, dept]', OPENING);
  const document = { tickets: { 'T-1': { at: '2025-03-01 08:00', dept: 'D' }, 'T-2': { at: '2025-03-01 08:00', dept: 'D' } } };
  const { runner } = await importText(text, JSON.stringify(document));
  expect(runner.commands('LogTicket').map(({ ticketId }) => ticketId)).toEqual(['sv-T-1', 'sv-T-2']);
  await expect(importText(text, JSON.stringify({ tickets: [{ at: 'x' }] }))).rejects.toMatchObject({ code: 'INVALID_FILE' });
});

it('compares two columns', async () => {
  const text = mapping('type: csv', `${OPENING}\nexclude: [{ by: { equals: owner } }, { kind: { differs: wanted } }]`);
  const rows = ['1,w,w,k,k', '2,w,v,k,k', '3,w,v,k,j'].map((row) => `${row},2025-03-01 08:00,D`);
  const { report, runner } = await importText(text, `id,by,owner,kind,wanted,at,dept\n${rows.join('\n')}\n`);
  expect(runner.commands('LogTicket').map(({ ticketId }) => ticketId)).toEqual(['sv-2']);
  expect(report.rejects.map(({ row, code }) => [row, code])).toEqual([
    [1, 'EXCLUDED'],
    [3, 'EXCLUDED'],
  ]);
});

it('makes a list of a cell’s values', async () => {
  const more = `interaction: { fields: { channel: PHONE, direction: FROM_DEPARTMENT, participants: { column: who, separator: ';' } }, teamWhenMissing: { id: t, name: T } }`;
  const { runner } = await importText(mapping('type: csv', more), 'id,who,at,dept\n1,a; b;,2025-03-01 08:00,D\n');
  expect(runner.commands('StartInteraction').map(({ participants }) => participants)).toEqual([['a', 'b']]);
});

it('opens a ticket with what only a later row says', async () => {
  const opening = `opening: { later: [via], fields: { kind: INCIDENT, clinicalImpact: NONE, channel: { column: via, values: { tel: PHONE, mail: EMAIL }, otherwise: OTHER } } }`;
  const table = 'id,via,at,dept\n1,,2025-03-01 08:00,D\n1,tel,2025-03-01 09:00,D\n1,mail,2025-03-01 10:00,D\n';
  const { runner } = await importText(mapping('type: csv', opening), table);
  expect(runner.commands('LogTicket').map(({ channel }) => channel)).toEqual(['PHONE']);
});
