import { describe, expect, it } from 'vitest';
import { importText, told } from '../support/import-text.js';

const TICKETS = [
  {
    key: 'OPS-1',
    fields: {
      created: 1772438400000,
      status: { name: 'Done' },
      reporter: null,
      team: 'Service Desk',
      unit: { name: 'Radiology' },
      urgent: true,
    },
    changelog: {
      histories: [
        {
          created: 1772438460000,
          author: 'bob',
          items: [
            { field: 'status', toString: 'In Progress' },
            { field: 'labels', toString: 'x' },
          ],
        },
        { created: 1772442000000, author: 'bob', items: [{ field: 'status', toString: 'Done' }] },
      ],
    },
  },
  {
    key: 'OPS-2',
    fields: { created: 1772524800000, status: { name: 'To Do' }, team: 'Network', unit: { name: 'Surgery' }, urgent: false },
    changelog: { histories: [] },
  },
];
const REST = `
source: { system: jira }
fidelity: HISTORY
record: { key: key, history: [changelog.histories.created, changelog.histories.items.field] }
times: { fields.created: epoch-millis, changelog.histories.created: epoch-millis }
derive:
  status: { from: changelog.histories.items.toString, when: { changelog.histories.items.field: status } }
occurredAt: [changelog.histories.created, fields.created]
carry: [status]
registers:
  teams: { column: fields.team }
  departments: { column: fields.unit.name }
opening:
  at: fields.created
  fields:
    kind: INCIDENT
    channel: OTHER
    requesterRef: '{fields.reporter}'
    clinicalImpact: { column: fields.urgent, values: { 'true': WORKFLOW, 'false': NONE } }
# The team that is named has it from the beginning on, as far as the export knows.
assignment: { at: fields.created }
states: { of: status, whenMissing: keep, values: { In Progress: IN_PROGRESS, Done: RESOLVED } }
`;
const COLUMNS =
  'columns: [key, fields.created, fields.reporter, fields.team, fields.unit.name, fields.urgent, changelog.histories.created, changelog.histories.items.field, changelog.histories.items.toString]';
const mapping = (format: string) =>
  `name: jira-like\nformat: { ${format}, each: changelog.histories.items, ${COLUMNS} }\n${REST}`;

const TOLD = [
  'LogTicket@2026-03-02T08:00',
  'AssignTicket@2026-03-02T08:00',
  'StartTicketWork@2026-03-02T08:01',
  'ResolveTicket@2026-03-02T09:00',
];

describe('tickets as nested JSON with epoch times and a change log inside', () => {
  it.each([
    ['one object a line', 'type: ndjson', TICKETS.map((ticket) => JSON.stringify(ticket)).join('\n')],
    ['an array', 'type: json', JSON.stringify(TICKETS, null, 2)],
    ['an array under a path', 'type: json, rows: result.issues', JSON.stringify({ total: 2, result: { issues: TICKETS } })],
  ])('are expressed by a mapping: %s', async (_, format, content) => {
    const { runner, report } = await importText(mapping(format), content);
    expect(report.rows).toEqual({ in: 4, accepted: 4, rejected: 0 });
    expect(told(runner, 'jira-OPS-1')).toEqual(TOLD);
    expect(told(runner, 'jira-OPS-2')).toEqual(['LogTicket@2026-03-03T08:00', 'AssignTicket@2026-03-03T08:00']);
    expect(runner.commands('LogTicket').map(({ clinicalImpact }) => clinicalImpact)).toEqual(['WORKFLOW', 'NONE']);
    expect(runner.commands('LogTicket')[0]).not.toHaveProperty('requesterRef');
    expect(report.warnings).toEqual([
      { code: 'COLUMN_NEVER_FILLED', count: 1, detail: expect.stringContaining('"fields.reporter"'), rows: [] },
      { code: 'NO_TARGETS', count: 2, detail: expect.any(String), rows: [1, 4] },
    ]);
  });

  it('reject what is no object, without quoting it, and go on', async () => {
    const lines = ['[1]', '{"key": "Anna Bauer"', '', JSON.stringify(TICKETS[1])];
    const { report } = await importText(mapping('type: ndjson'), lines.join('\n'));
    expect(report.rejects).toEqual([
      { row: 1, code: 'BROKEN_ROW', detail: 'line 1: it is not a JSON object' },
      { row: 2, code: 'BROKEN_ROW', detail: 'line 2: it is not a JSON object' },
    ]);
    expect(report.rows).toEqual({ in: 3, accepted: 1, rejected: 2 });
  });

  it.each(['type: ndjson', 'type: json'])('that are not there at all are told: %s', async (format) => {
    await expect(importText(mapping(format), '')).rejects.toMatchObject({ code: 'INVALID_FILE' });
  });

  it.each([
    ['{"issues": []}', 'declare format.rows'],
    ['[{"key": 1}', 'could not be read to its end'],
    ['[{"key": nonsense}]', 'could not be read to its end'],
  ])('that are no array, or torn, are told: %s', async (content, words) => {
    await expect(importText(mapping('type: json'), content)).rejects.toMatchObject({
      code: 'INVALID_FILE',
      message: expect.stringContaining(words),
    });
  });
});
