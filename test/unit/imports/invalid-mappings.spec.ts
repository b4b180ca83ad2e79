import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { loadMapping, parseMapping, shippedMappings } from '../../../src/imports/mapping/load-mapping.js';
import { runImport } from '../../../src/imports/run-import.js';
import { EVENT_LOG, EVENT_LOG_MAPPING } from './support/event-log-mapping.js';
import { inProject, withFile } from './support/files.js';
import { RecordingRunner } from './support/recording-runner.js';

const changed = (from: string, to: string): string => {
  expect(EVENT_LOG_MAPPING).toContain(from);
  return EVENT_LOG_MAPPING.replace(from, to);
};

const calendar = (hours: string) => `{ effectiveAt: '2025-01-01', zone: Europe/Rome, hours: [${hours}] }`;
const HMAC = '{ header: X, algorithm: sha256, encoding: hex }';
const SENT = '{ header: Y, maxAgeSeconds: 300 }';

describe('a wrong mapping', () => {
  it.each([
    ['occurredAt: When', 'occuredAt: When', 'occuredAt', 'did you mean "occurredAt"'],
    ['fidelity: HISTORY', 'fidelity: EXACT', 'fidelity', 'HISTORY, SNAPSHOT'],
    ['source: { system: desk }', '', 'source', 'required'],
    ['zone: America/New_York', 'zone: New York', 'zone', 'no time zone'],
    ...(
      [
        ["targets: { effectiveAt: '2025-01-01', updateMinutes: soon }", 'targets.updateMinutes', 'must be integer'],
        ["targets: { effectiveAt: '2025-01-01T00:00', updateMinutes: 60 }", 'targets.effectiveAt', 'is not a moment'],
        [`calendar: ${calendar('{ day: 1, from: "08:00", until: "17:00" }')}`, 'calendar.hours.0', "required property 'weekday'"],
        [`calendar: ${calendar('{ weekday: 1, from: "8", until: "17:00" }')}`, 'calendar.hours.0.from', 'not a time of day'],
        [`calendar: ${calendar('').replace('Rome', 'Rom')}`, 'calendar.zone', 'not an IANA time zone'],
      ] as const
    ).map(
      ([part, field, hint]) =>
        ['column: Group }', `column: Group, ${part} }`, `registers.teams.${field}`, hint] as [string, string, string, string],
    ),
    ['MM/dd/yyyy hh:mm a', 'MM/dd hh:mm', 'times.When', 'no year'],
    ['MM/dd/yyyy hh:mm a', "yyyy-MM-dd'T'HH:mm:ss'Z'", 'times.When', 'write `iso`'],
    ["delimiter: ';'", "delimiter: ';;'", 'format.delimiter', 'characters'],
    [
      'command: AcknowledgeTicket',
      'command: AcknowlegdeTicket',
      'events.values.Acknowledged.command',
      'did you mean "AcknowledgeTicket"',
    ],
    ['command: AcknowledgeTicket', 'command: AssignTicket', 'events.values.Acknowledged.command', 'registers.teams'],
    ["byRef: '{Who}', human", "byReff: '{Who}', human", 'events.values.Acknowledged.fields.byReff', 'did you mean "byRef"'],
    [', human: true }\n    Told', ' }\n    Told', 'events.values.Acknowledged.fields.human', 'requires this field'],
    ['channel: PHONE', 'channel: FONE', 'opening.fields.channel', 'PHONE, EMAIL'],
    ['reason: AWAITING_VENDOR', 'reason: COFFEE', 'events.values.Waiting.reason', 'AWAITING_VENDOR'],
    [
      'zone: America',
      'derive: { Team: { from: Group, match: "(" } }\nzone: America',
      'derive.Team.match',
      'not a supported regular expression',
    ],
    ['zone: America', 'derive: { Team: { form: Group } }\nzone: America', 'derive.Team.form', 'did you mean "from"'],
    ['zone: America', 'clean: { everywhere: trimm }\nzone: America', 'clean.everywhere', 'trim, lower, upper, whole'],
    ['{ Note: internal }', '{ Note: { matches: "[" } }', 'private[0].Note.matches', 'not a supported regular expression'],
    ['events:\n', 'events:\n  otherwise: ignroe\n', 'events.otherwise', 'ignore'],
    ["delimiter: ';'", "delimiter: ';', keyed: a.b", 'format.keyed', 'json'],
    ["type: csv, delimiter: ';'", 'type: xes', 'format.columns', 'required'],
    [
      "command: AcknowledgeTicket\n      fields: { byRef: '{Who}', human: true }",
      "command: GiveInteractionFeedback\n      fields: { respondentRef: '{Who}', treatment: 3 }",
      'events.values.Acknowledged.command',
      'no interaction is declared',
    ],
    ['actor: { kind: IT_STAFF,', 'actor: { kind: IT,', 'actor.kind', 'REQUESTER, IT_STAFF'],
    ['events:\n', `inbound: { hmac: ${HMAC}, token: { header: X } }\nevents:\n`, 'inbound', 'either hmac or token'],
    [
      'events:\n',
      `inbound: { hmac: ${HMAC.replace(' }', ", signs: '{timestamp}' }")} }\nevents:\n`,
      'inbound.hmac.signs',
      '{body}',
    ],
    ['events:\n', `inbound: { hmac: ${HMAC}, timestamp: ${SENT} }\nevents:\n`, 'inbound.timestamp', 'not signed'],
    ['events:\n', `inbound: { token: { header: X }, timestamp: ${SENT} }\nevents:\n`, 'inbound.timestamp', 'not signed'],
  ])('%j as %j is named with its place', (from, to, field, hint) => {
    const parse = () => parseMapping(changed(from, to));
    expect(parse).toThrow(expect.objectContaining({ code: 'INVALID_MAPPING', field }));
    expect(parse).toThrow(hint);
  });

  it.each([
    ['key: Case', 'key: Caze', 'record.key', 'did you mean "Case"'],
    ["byRef: '{Who}'", "byRef: '{Whom}'", 'events.values.Acknowledged.fields.byRef', 'did you mean "Who"'],
    ['[{ Note: internal }]', '[{ Notes: internal }]', 'private[0].Notes', 'did you mean "Note"'],
    ['ordering: [When]', 'ordering: [Wen]', 'ordering[0]', 'did you mean "When"'],
    ['fidelity: HISTORY', 'fidelity: HISTORY\nlookAhead: { Who: never }', 'actor.ref', 'look-ahead'],
    ['zone: America/New_York', '', 'zone', 'have no time zone'],
    ['zone: America', 'clean: { columns: { Grop: trim } }\nzone: America', 'clean.columns.Grop', 'did you mean "Group"'],
    ['zone: America', 'missing: { columns: { Grop: ["-"] } }\nzone: America', 'missing.columns.Grop', 'did you mean "Group"'],
    ['zone: America', 'derive: { Team: { from: "{Grop}" } }\nzone: America', 'derive.Team.from', 'did you mean "Group"'],
    ['zone: America', 'derive: { B: "{A}", A: "{Group}" }\nzone: America', 'derive.B', 'no column "A"'],
    ['zone: America', 'derive: { Group: "{Ward}" }\nzone: America', 'derive.Group', 'there is already a column "Group"'],
    ['record: { key: Case,', 'record: { key: Case, parts: [Cas],', 'record.parts[0]', 'did you mean "Case"'],
    [
      'kind: IT_STAFF, ref: Who',
      'kind: { column: Hwo, values: { Ann: IT_STAFF } }, ref: Who',
      'actor.kind.column',
      'did you mean "Who"',
    ],
  ])('%j as %j is found before the first row is sent', async (from, to, field, hint) => {
    const runner = new RecordingRunner();
    const mapping = parseMapping(changed(from, to));
    const run = withFile(EVENT_LOG, (file) => runImport({ file, mapping }, { runner }));
    await expect(run).rejects.toMatchObject({ code: 'INVALID_MAPPING', field, message: expect.stringContaining(hint) });
    expect(runner.outcomes).toEqual([]);
  });

  it('that is not there is named with the nearest that is', async () => {
    await expect(loadMapping('uci498-incident')).rejects.toThrow('did you mean "uci498-incidents"?');
    await expect(loadMapping('./nowhere.yaml')).rejects.toMatchObject({ code: 'INVALID_MAPPING', field: 'mapping' });
    expect(() => parseMapping('name: [')).toThrow('it is not YAML');
  });
});

describe('the mappings of the documentation', () => {
  it('are all sound', async () => {
    const page = await readFile(inProject('docs/mappings.md'), 'utf8');
    const examples = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, example]) => parseMapping(example!).name);
    expect(examples).toEqual(['other-desk', 'help-desk']);
  });
});

describe('the shipped mappings', () => {
  it('are all sound', async () => {
    const names = [...(await shippedMappings())].sort();
    expect(names).toEqual([
      'freescout',
      'freshdesk',
      'freshdesk-webhook',
      'glpi',
      'hospital-incidents',
      'itop',
      'jira',
      'jira-webhook',
      'mendeley-utterances',
      'nhs-staff-survey',
      'osticket',
      'servicenow-audit',
      'servicenow-table',
      'servicenow-webhook',
      'uci498-incidents',
      'xes',
      'zammad',
      'zammad-webhook',
    ]);
    for (const name of names) expect((await loadMapping(name)).name).toBe(name);
  });
});
