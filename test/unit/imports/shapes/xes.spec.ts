import { describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import { runImport } from '../../../../src/imports/run-import.js';
import { withFile } from '../support/files.js';
import { importText, told } from '../support/import-text.js';
import { RecordingRunner } from '../support/recording-runner.js';

/** An event log in XES (IEEE 1849), as 4TU publishes the BPI Challenges. Made up. */
const LOG = `<?xml version="1.0" encoding="UTF-8" ?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="event"><string key="concept:name" value="__INVALID__"/></global>
  <string key="concept:name" value="made up &amp; small"/>
  <trace>
    <string key="concept:name" value="1-740866691"/>
    <string key="product" value="PROD607"><string key="inner" value="passed over"/></string>
    <event>
      <string key="org:group" value="S42"/>
      <string key="organization involved" value="Org line A2"/>
      <string key="concept:name" value="Accepted"/>
      <string key="lifecycle:transition" value="In Progress"/>
      <date key="time:timestamp" value="2006-01-11T23:49:42+01:00"/>
    </event>
    <event>
      <string key="org:group" value="S42"/>
      <string key="organization involved" value="Org line A2"/>
      <string key="concept:name" value="Completed"/>
      <string key="lifecycle:transition" value="Resolved"/>
      <date key="time:timestamp" value="2006-01-12T10:00:00.000+01:00"/>
    </event>
    <event>
      <string key="concept:name" value="Completed"/>
      <string key="lifecycle:transition" value="Lost"/>
      <date key="time:timestamp" value="2006-01-12T11:00:00.000+01:00"/>
    </event>
  </trace>
  <trace><string key="concept:name" value="empty"/></trace>
</log>
`;
const MAPPING = `
name: xes-like
format:
  type: xes
  columns: [case:concept:name, case:product, concept:name, lifecycle:transition, org:group, organization involved, time:timestamp]
source: { system: xes }
fidelity: HISTORY
record: { key: case:concept:name }
times: { time:timestamp: iso }
occurredAt: time:timestamp
registers:
  teams: { column: org:group }
  departments: { column: organization involved }
opening: { fields: { kind: INCIDENT, channel: OTHER, category: '{case:product}', clinicalImpact: NONE } }
states:
  of: '{concept:name}/{lifecycle:transition}'
  values: { Accepted/In Progress: IN_PROGRESS, Completed/Resolved: RESOLVED }
`;

describe('an event log in XES', () => {
  it('has a row an event, beside what its trace says, plain or packed', async () => {
    const { runner, report } = await importText(MAPPING, LOG);
    expect(told(runner, 'xes-1-740866691')).toEqual([
      'LogTicket@2006-01-11T22:49',
      'AssignTicket@2006-01-11T22:49',
      'StartTicketWork@2006-01-11T22:49',
      'ResolveTicket@2006-01-12T09:00',
    ]);
    expect(runner.commands('LogTicket')[0]).toMatchObject({ category: 'PROD607', departmentId: 'org-line-a2' });
    expect(report.rejects).toEqual([
      { row: 3, code: 'UNKNOWN_STATE', detail: expect.stringMatching(/^line 23: .*"Completed\/Lost"/) },
    ]);
    expect((await importText(MAPPING, gzipSync(LOG), runner)).report.events.appended).toBe(0);
  });

  it('that is torn is told', async () => {
    await expect(importText(MAPPING, LOG.slice(0, 900))).rejects.toMatchObject({ code: 'INVALID_FILE' });
    await expect(importText(MAPPING, 'Case,Activity\n1,2\n')).rejects.toMatchObject({ code: 'INVALID_FILE' });
  });
});

describe('the shipped mapping for XES', () => {
  it('tells the cases and who had them, and nothing of what it cannot know', async () => {
    const runner = new RecordingRunner();
    const report = await withFile(LOG, (file) => runImport({ file, mapping: 'xes' }, { runner }), 'log.xes');
    expect(report.rows).toEqual({ in: 3, accepted: 3, rejected: 0 });
    expect(told(runner, 'xes-1-740866691')).toEqual(['LogTicket@2006-01-11T22:49', 'AssignTicket@2006-01-11T22:49']);
    expect(report.warnings.map(({ detail }) => detail)).toEqual([
      expect.stringContaining('"org:resource"'),
      expect.stringContaining('no targets'),
    ]);
  });
});
