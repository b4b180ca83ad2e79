import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { RenegotiateCommitment } from '../../../src/domain/commitment/commands.js';
import { explainRow } from '../../../src/imports/explain-row.js';
import { parseMapping } from '../../../src/imports/mapping/load-mapping.js';
import { runImport } from '../../../src/imports/run-import.js';
import { tell } from '../../support/decider.js';
import { withFile } from './support/files.js';
import { RecordingRunner } from './support/recording-runner.js';

const HEAD = 'id,opened,updated,state,team,department,due,resolved,told\n';
const MAPPING = `
name: due-dates
format: { type: csv }
source: { system: desk }
fidelity: SNAPSHOT
record: { key: id }
zone: UTC
times: { opened: yyyy-MM-dd HH:mm, updated: yyyy-MM-dd HH:mm, due: yyyy-MM-dd HH:mm, resolved: yyyy-MM-dd HH:mm }
occurredAt: updated
registers:
  teams: { column: team }
  departments: { column: department }
opening:
  at: opened
  fields: { kind: INCIDENT, channel: PHONE, clinicalImpact: NONE }
states: { of: state, values: { new: NEW, work: IN_PROGRESS, done: RESOLVED } }
promise:
  due: due
  promise: 'Ticket {id} by the due date'
  kept: resolved
  when: { told: 'yes' }
`;
const mapping = parseMapping(MAPPING);
const night = (runner: RecordingRunner, ...rows: string[]) =>
  withFile(`${HEAD}${rows.join('\n')}\n`, (file) => runImport({ file, mapping }, { runner }));
const opened = '1,2025-03-01 08:00,2025-03-01 09:00,work,Desk,Radiology,2025-03-05 12:00,,yes';
const done = '1,2025-03-01 08:00,2025-03-04 10:00,done,Desk,Radiology,2025-03-05 12:00,2025-03-04 10:00,yes';

describe('a due date that a department was promised', () => {
  it('is a commitment of the ticket’s team from its opening on, kept when the source says', async () => {
    const runner = new RecordingRunner();
    const report = await night(runner, opened, done);
    expect(runner.commands('MakeCommitment')).toEqual([
      expect.objectContaining({
        commitmentId: 'desk-1-due',
        ticketId: 'desk-1',
        byTeamId: 'desk',
        toDepartmentId: 'radiology',
        occurredAt: '2025-03-01T08:00:00.000Z',
        dueAt: '2025-03-05T12:00:00.000Z',
      }),
    ]);
    expect(runner.commands('FulfilCommitment')).toEqual([expect.objectContaining({ occurredAt: '2025-03-04T10:00:00.000Z' })]);
    expect(report.rows).toEqual({ in: 2, accepted: 2, rejected: 0 });
    expect(report.emptyMeasures.map(({ measure }) => measure)).not.toContain('RELIABILITY');
  });

  it('is told once by nights that overlap, and kept by the night that tells it', async () => {
    const runner = new RecordingRunner();
    await night(runner, opened);
    expect(runner.commands('FulfilCommitment')).toEqual([]);
    await night(runner, opened, done);
    const again = await night(runner, opened, done);
    expect([runner.commands('MakeCommitment').length, runner.commands('FulfilCommitment').length]).toEqual([1, 1]);
    expect(again.events.appended).toBe(0);
  });

  it('stays when it is moved, and the row is named and taken', async () => {
    const runner = new RecordingRunner();
    const moved = done.replace('2025-03-05 12:00', '2025-03-09 12:00');
    const report = await night(runner, opened, moved);
    const types = () => runner.events('commitment').map(({ type }) => type);
    expect(types()).toEqual(['CommitmentMade', 'CommitmentFulfilled', 'DueDateReported']);
    expect(runner.commands('MakeCommitment')[0]).toMatchObject({ dueAt: '2025-03-05T12:00:00.000Z' });
    expect(report.warnings).toContainEqual(expect.objectContaining({ code: 'DUE_DATE_CHANGED', count: 1, rows: [2] }));
    expect(report.rows.rejected).toBe(0);
    // Once, also where the ticket has changed since.
    const next = await night(runner, moved, moved.replace('03-04 10:00,done', '03-06 10:00,work'));
    expect(next.warnings.map(({ code }) => code)).not.toContain('DUE_DATE_CHANGED');
    expect(types()).toHaveLength(3);
  });

  it('is another one where both sides agreed, of which the source then tells nothing new', async () => {
    const runner = new RecordingRunner();
    await night(runner, opened);
    const agreed = { commitmentId: 'desk-1-due', newDueAt: '2025-03-09T12:00:00.000Z', agreedBy: 'lead' };
    await runner.execute(tell(RenegotiateCommitment, { ...agreed, commandId: 'own', occurredAt: '2025-03-02T08:00:00.000Z' }));
    const later = await night(runner, opened.replace('09:00', '10:00'), done.replace('2025-03-05 12:00', '2025-03-09 12:00'));
    expect(later.warnings.map(({ code }) => code)).not.toContain('DUE_DATE_CHANGED');
    expect(runner.commands('FulfilCommitment')).toHaveLength(1);
  });

  it('is for the department to which the ticket is booked, also where that was corrected later', async () => {
    const corrected = parseMapping(MAPPING.replace('{ column: department }', '{ column: department, whenChanged: correct }'));
    const runner = new RecordingRunner();
    const take = (row: string) => withFile(`${HEAD}${row}\n`, (file) => runImport({ file, mapping: corrected }, { runner }));
    await take(opened);
    await take(done.replace('Radiology', 'Lab'));
    const again = await take(done.replace('Radiology', 'Lab'));
    expect(runner.events('commitment').map(({ type, data }) => [type, (data as { departmentId: string }).departmentId])).toEqual([
      ['CommitmentMade', 'radiology'],
      ['CommitmentCorrected', 'lab'],
      ['CommitmentFulfilled', 'lab'],
    ]);
    expect(again.events.appended).toBe(0);
  });

  it('is explained by the row that causes it, as it would be sent', async () => {
    const runner = new RecordingRunner();
    const moved = done.replace('2025-03-05 12:00', '2025-03-09 12:00');
    const explain = (rows: readonly string[], row: number) =>
      withFile(`${HEAD}${rows.join('\n')}\n`, async (file) => {
        const name = path.join(path.dirname(file), 'due-dates.yaml');
        await writeFile(name, MAPPING);
        const { commands, alreadyThere, warnings } = await explainRow({ file, mapping: name, row }, runner);
        const ofPromise = (type: string) => /Commitment|DueDate/.test(type);
        return [
          ...commands.map(({ command }) => command),
          ...alreadyThere,
          ...warnings.map((text) => text.split(':')[0]!),
        ].filter((one) => ofPromise(one) || one === 'DUE_DATE_CHANGED');
      });
    expect(await explain([opened, moved], 1)).toEqual(['MakeCommitment']);
    expect(await explain([opened, moved], 2)).toEqual(['FulfilCommitment', 'ReportDueDate', 'DUE_DATE_CHANGED']);
    await night(runner, opened, moved);
    expect(await explain([opened, moved], 1)).toEqual(['CommitmentMade']);
    expect(await explain([opened, moved], 2)).toEqual(['CommitmentFulfilled', 'DueDateReported']);
  });

  it.each([
    ['was given back', (row: string) => row.replace('Desk', '')],
    ['has no due date any more', (row: string) => row.replace('2025-03-05 12:00', '')],
    ['is not meant any more', (row: string) => row.replace('yes', 'no')],
  ])('is kept by a ticket that %s when it is done', async (_, change) => {
    const runner = new RecordingRunner();
    await night(runner, opened);
    const report = await night(runner, change(done));
    expect(runner.commands('FulfilCommitment')).toEqual([expect.objectContaining({ occurredAt: '2025-03-04T10:00:00.000Z' })]);
    expect(report.rows.rejected).toBe(0);
  });

  it('is kept by no ticket that was promised nothing, whose rows are taken', async () => {
    const runner = new RecordingRunner();
    const report = await night(runner, done.replace('Desk', ''), done.replaceAll('04 10:00', '04 11:00'));
    expect(report.rows).toEqual({ in: 2, accepted: 2, rejected: 0 });
    expect(runner.events('commitment').map(({ type }) => type)).toEqual(['CommitmentMade', 'CommitmentFulfilled']);
    const without = await night(runner, done.replace('1,', '2,').replace('2025-03-05 12:00', ''));
    expect(without.rows).toEqual({ in: 1, accepted: 1, rejected: 0 });
    expect(runner.events('commitment')).toHaveLength(2);
  });

  it('is promised in constant words too', async () => {
    const runner = new RecordingRunner();
    const constant = parseMapping(MAPPING.replace('Ticket {id} by the due date', 'Done by the due date'));
    await withFile(`${HEAD}${opened}\n`, (file) => runImport({ file, mapping: constant }, { runner }));
    expect(runner.commands('MakeCommitment')).toHaveLength(1);
  });

  it('waits for a team, and for rows that are meant', async () => {
    const runner = new RecordingRunner();
    await night(
      runner,
      opened.replace('Desk', ''),
      done.replace('yes', 'no'),
      opened.replace('1,', '2,').replace('2025-03-05 12:00', ''),
    );
    expect(runner.commands('MakeCommitment')).toEqual([]);
    await night(runner, done.replaceAll('04 10:00', '04 11:00'));
    expect(runner.commands('MakeCommitment')).toHaveLength(1);
  });

  it('needs teams, tickets and a column of moments', () => {
    const refused = (text: string, field: string) =>
      expect(() => parseMapping(text)).toThrow(expect.objectContaining({ code: 'INVALID_MAPPING', field }) as Error);
    refused(MAPPING.replace('  teams: { column: team }\n', ''), 'promise');
    refused(MAPPING.replace("  promise: 'Ticket {id} by the due date'\n", ''), 'promise.promise');
  });
});
