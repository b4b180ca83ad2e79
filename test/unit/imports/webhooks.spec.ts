import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkSignature } from '../../../src/http/inbound-routes.js';
import { importBody } from '../../../src/imports/import-body.js';
import { checkMapping } from '../../../src/imports/mapping/check-mapping.js';
import { loadMapping, parseMapping } from '../../../src/imports/mapping/load-mapping.js';
import { runImport } from '../../../src/imports/run-import.js';
import { withFile } from './support/files.js';
import { told } from './support/import-text.js';
import { RecordingRunner } from './support/recording-runner.js';

const NOW = Date.parse('2026-03-02T12:00:00Z');
const isTaken = (mapping: Awaited<ReturnType<typeof loadMapping>>, headers: Record<string, string>, body: string) => {
  try {
    checkSignature(mapping.inbound!, 'secret', { headers, body: Buffer.from(body) }, NOW);
    return true;
  } catch {
    return false;
  }
};

describe('what Jira posts', async () => {
  const mapping = await loadMapping('jira-webhook');
  const at = (minute: number) => `2026-03-02T08:${String(minute).padStart(2, '0')}:00.000+0000`;
  const agent = { accountId: 'a-1', accountType: 'atlassian' };
  const asker = { accountId: 'c-1', accountType: 'customer' };
  const delivery = (minute: number, status: string, user: object, more: object = {}) =>
    JSON.stringify({
      timestamp: Date.parse(at(minute)),
      webhookEvent: 'jira:issue_updated',
      user,
      issue: {
        key: 'IT-1',
        fields: {
          created: at(0),
          summary: 'Monitor stays dark',
          issuetype: { name: '[System] Incident' },
          project: { name: 'Ward 4' },
          reporter: { accountId: 'c-1' },
          priority: { name: 'High' },
          status: { name: status },
        },
      },
      ...more,
    });
  const items = (...of: readonly [string, string][]) => ({
    changelog: { id: '7', items: of.map(([field, toString]) => ({ field, toString })) },
  });
  const comment = (minute: number, author: object, jsdPublic = true) => ({
    comment: { id: '1', created: at(minute), author, jsdPublic, body: 'not read' },
  });
  const bodies = [
    delivery(0, 'Open', asker),
    delivery(5, 'In Progress', agent, { ...items(['Team', 'Network'], ['status', 'In Progress']), ...comment(5, agent) }),
    delivery(6, 'In Progress', agent, comment(6, agent, false)),
    delivery(7, 'In Progress', asker, comment(7, asker)),
    delivery(9, 'Resolved', agent, items(['status', 'Resolved'], ['resolution', 'Done'])),
  ];

  it('tells states, teams and comments, each once, however often it is delivered', async () => {
    const runner = new RecordingRunner();
    for (const body of [...bodies, ...bodies]) await importBody(body, mapping, { runner });
    expect(told(runner, 'jira-IT-1').map((one) => one.replace('@2026-03-02T08:', ' '))).toEqual([
      'LogTicket 00',
      'AssignTicket 05',
      'AcknowledgeTicket 05',
      'ShareTicketUpdate 05',
      'ShareTicketUpdate 06',
      'RecordRequesterReply 07',
      'ResolveTicket 09',
    ]);
    expect(runner.commands('ShareTicketUpdate').map(({ visibility }) => visibility)).toEqual(['DEPARTMENT', 'INTERNAL']);
  });

  it('is signed by HMAC-SHA256 of its body', () => {
    const [body] = bodies as [string];
    const signed = (secret: string) => ({
      'x-hub-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    });
    expect([
      isTaken(mapping, signed('secret'), body),
      isTaken(mapping, signed('other'), body),
      isTaken(mapping, {}, body),
    ]).toEqual([true, false, false]);
  });
});

it.each([
  ['the whole body', '{"id":"1"}'],
  ['where its page would be', '{"data":{"id":"1"}}'],
  ['alone on its page', '{"data":[{"id":"1"}]}'],
])('one record is %s', async (_where, body) => {
  const mapping = parseMapping(`
name: one
format: { type: json, rows: data, columns: [id] }
source: { system: one }
fidelity: SNAPSHOT
record: { key: id }
inbound: { token: { header: X-Token }, receivedAt: received }
times: { received: iso }
occurredAt: received
registers: { departments: { whenMissing: { id: d, name: D } } }
opening: { fields: { kind: INCIDENT, channel: OTHER, clinicalImpact: NONE } }`);
  expect(await importBody(body, mapping, { runner: new RecordingRunner() })).toMatchObject({ records: 1, rejects: [] });
});

describe('what ServiceNow posts', async () => {
  const mapping = await loadMapping('servicenow-webhook');
  const row = {
    sys_id: 's1',
    number: 'INC1',
    opened_at: '2026-03-02 08:00:00',
    contact_type: 'phone',
    category: 'network',
    impact: '2',
    urgency: '2',
    priority: '3',
    assignment_group: 'g1',
  };
  const stand = (count: number, incident_state: string, more: object = {}) => ({
    ...row,
    incident_state,
    sys_mod_count: String(count),
    sys_updated_on: `2026-03-02 08:0${count}:00`,
    sys_updated_by: 'ann.example',
    short_description: 'Monitor stays dark',
    ...more,
  });
  const deliveries = [
    stand(0, '1'),
    stand(3, '3', { hold_reason: '4' }),
    stand(5, '6', { resolved_at: '2026-03-02 08:05:00', close_code: 'Solved' }),
  ];

  it('tells where a ticket stands after each change, and as the table tells it', async () => {
    const runner = new RecordingRunner();
    for (const body of [...deliveries, ...deliveries]) await importBody(JSON.stringify(body), mapping, { runner });
    const story = ['TicketLogged', 'TicketAssigned', 'TicketPlacedOnHold', 'TicketResolved'];
    expect(runner.events('ticket').map(({ type }) => type)).toEqual(story);
    const columns = [...mapping.format.columns!, ...mapping.format.optional!];
    const last = deliveries.at(-1) as Record<string, string>;
    const table = `${columns.join(',')}\n${columns.map((column) => last[column] ?? '').join(',')}\n`;
    await withFile(table, (file) => runImport({ file, mapping: 'servicenow-table' }, { runner }));
    expect(runner.events('ticket').map(({ type }) => type)).toEqual(story);
  });

  it('bears a token', () => {
    const headers = (token: string) => ({ 'x-rapport-token': token });
    expect([
      isTaken(mapping, headers('secret'), '{}'),
      isTaken(mapping, headers('other'), '{}'),
      isTaken(mapping, {}, '{}'),
    ]).toEqual([true, false, false]);
  });
});

describe('what Freshdesk posts', async () => {
  const mapping = await loadMapping('freshdesk-webhook');
  const stand = (status: string, group: string) =>
    JSON.stringify({
      id: '7',
      subject: 'Printer jams',
      status,
      source: 'Portal',
      type: 'Incident',
      priority: 'High',
      group,
      company: 'Ward 4',
    });

  it('tells where a ticket stands after each change, at the moment at which it came, and nothing twice', async () => {
    const runner = new RecordingRunner();
    const before = new Date().toISOString();
    const bodies = [stand('Open', 'Network'), stand('Waiting on Third Party', 'Devices'), stand('Resolved', 'Devices')];
    for (const body of bodies.flatMap((one) => [one, one])) await importBody(body, mapping, { runner });
    const events = runner.events('ticket');
    expect(events.map(({ type }) => type)).toEqual([
      'TicketLogged',
      'TicketAssigned',
      'TicketWorkStarted',
      'TicketReassigned',
      'TicketPlacedOnHold',
      'TicketResolved',
    ]);
    expect(events.every(({ metadata: { occurredAt } }) => occurredAt >= before && occurredAt <= new Date().toISOString())).toBe(
      true,
    );
  });

  it('bears a token', () => {
    const taken = (headers: Record<string, string>) => isTaken(mapping, headers, '{}');
    expect([taken({ 'x-rapport-token': 'secret' }), taken({ 'x-rapport-token': 'other' }), taken({})]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('is no history', () => {
    expect(() => checkMapping({ ...mapping, fidelity: 'HISTORY' })).toThrow(/inbound\.receivedAt/);
  });
});

it.each([
  ['no JSON', '{', 'NOT_JSON'],
  ['neither an object nor an array', '7', 'WRONG_TYPE'],
  ['nothing that could be taken', '{}', 'NOT_TAKEN'],
])('refuses what is %s, and says why for programs', async (_, body, code) => {
  const refused = importBody(body, await loadMapping('jira-webhook'), { runner: new RecordingRunner() });
  await expect(refused).rejects.toMatchObject({ code: 'INVALID_INPUT', reasons: [{ field: 'body', code }] });
});
