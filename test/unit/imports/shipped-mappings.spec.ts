import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { loadShippedMapping, shippedMappings } from '../../../src/imports/mapping/load-mapping.js';
import { runImport } from '../../../src/imports/run-import.js';
import { inProject, withFile } from './support/files.js';
import { RecordingRunner } from './support/recording-runner.js';

/** Columns by which a mapping's events call people, where these are no names already. */
const CALLED_BY_ID: Readonly<Record<string, readonly string[]>> = {
  // Numbers, or account ids that are made up by the source.
  freescout: ['_embedded.threads.createdBy.id', 'customer.id'],
  freshdesk: ['requester_id', 'responder_id'],
  jira: ['changelog.histories.author.accountId', 'fields.reporter.accountId'],
  'jira-webhook': ['comment.author.accountId', 'issue.fields.reporter.accountId', 'user.accountId'],
  // Published data and examples, where people are codes.
  'hospital-incidents': ['assignee', 'caller', 'updated_by'],
  'mendeley-utterances': ['author', 'requester'],
  'uci498-incidents': ['assigned_to', 'caller_id', 'sys_updated_by'],
};
const PERSON_FIELDS = new Set(['requesterRef', 'byRef', 'assignee', 'participants']);

/** The columns that say in a mapping who somebody is. */
function personColumns(part: unknown, isPerson = false): readonly string[] {
  if (typeof part === 'string') return isPerson ? columnsIn(part) : [];
  if (typeof part !== 'object' || part === null) return [];
  if (Array.isArray(part)) return part.flatMap((one) => personColumns(one, isPerson));
  return Object.entries(part).flatMap(([name, inner]) =>
    name === 'actor' ? columnsIn((inner as { ref: string }).ref) : personColumns(inner, PERSON_FIELDS.has(name)),
  );
}
const columnsIn = (text: string): readonly string[] =>
  text.includes('{') ? [...text.matchAll(/\{([^}]+)\}/g)].map(([, column]) => column!) : [text];

const REGISTERED = new Set(['ServiceTeamRegistered', 'DepartmentRegistered', 'ImportRunRecorded']);

interface Example {
  readonly file: string;
  /** Of sources whose times name none. */
  readonly zone?: string;
  /** Counted by hand. */
  readonly events: Readonly<Record<string, number>>;
  /** Words to the department that a human said: neither private notes nor what a machine wrote. */
  readonly humanWords: number;
}
const EXAMPLES: readonly (readonly [string, Example])[] = [
  [
    'servicenow-audit',
    {
      file: 'servicenow-audit.csv',
      events: {
        TicketLogged: 2,
        TicketAssigned: 2,
        TicketReassigned: 1,
        TicketWorkStarted: 1,
        TicketPlacedOnHold: 1,
        TicketResolved: 2,
        TicketReopened: 1,
        TicketClosed: 1,
      },
      humanWords: 0,
    },
  ],
  [
    'zammad',
    {
      file: 'zammad.json',
      events: {
        TicketLogged: 3,
        TicketAssigned: 3,
        TicketAcknowledged: 1,
        TicketUpdateShared: 3,
        TicketRequesterReplied: 1,
        TicketPlacedOnHold: 1,
        TicketResolved: 3,
        TicketReopened: 1,
      },
      humanWords: 2,
    },
  ],
  ['glpi', { file: 'glpi.csv', zone: 'UTC', events: tableWithRating(1), humanWords: 0 }],
  [
    'itop',
    {
      file: 'itop.csv',
      zone: 'UTC',
      // The rating that stands there by default is no answer.
      events: { ...tableWithRating(2, 4), TicketResolved: 3, TicketPlacedOnHold: 1 },
      humanWords: 0,
    },
  ],
  [
    'jira',
    {
      file: 'jira.json',
      events: {
        TicketLogged: 2,
        TicketAssigned: 2,
        TicketReassigned: 1,
        TicketWorkStarted: 1,
        TicketPlacedOnHold: 1,
        TicketResolved: 2,
        TicketReopened: 1,
      },
      humanWords: 0,
    },
  ],
  ['freshdesk', { file: 'freshdesk.json', events: tableWithRating(1), humanWords: 0 }],
  [
    'osticket',
    {
      file: 'osticket.csv',
      zone: 'UTC',
      events: {
        TicketLogged: 2,
        TicketAssigned: 2,
        TicketReassigned: 1,
        TicketAcknowledged: 2,
        TicketUpdateShared: 3,
        TicketRequesterReplied: 1,
        TicketResolved: 2,
        TicketReopened: 1,
      },
      humanWords: 2,
    },
  ],
  [
    'freescout',
    {
      file: 'freescout.json',
      events: {
        TicketLogged: 2,
        TicketAssigned: 2,
        TicketWorkStarted: 2,
        TicketAcknowledged: 2,
        TicketUpdateShared: 4,
        TicketRequesterReplied: 1,
        TicketPlacedOnHold: 1,
        TicketResolved: 2,
        TicketReopened: 1,
      },
      humanWords: 4,
    },
  ],
];

/** Tickets of one row each, one of them reopened in a later row, one answer. */
function tableWithRating(closed: number, tickets = 3): Record<string, number> {
  return {
    TicketLogged: tickets,
    TicketAssigned: tickets,
    InteractionStarted: tickets,
    InteractionLinkedToTicket: tickets,
    InteractionFeedbackGiven: 1,
    ...(closed === 1 && { TicketPlacedOnHold: 1 }),
    TicketResolved: 2,
    TicketClosed: closed,
    TicketReopened: 1,
  };
}

describe.each(EXAMPLES)('%s', (mapping, { file, zone, events, humanWords }) => {
  it('takes its example as it was counted, and adds nothing the second time', async () => {
    const runner = new RecordingRunner();
    const request = { file: inProject('examples', file), mapping, ...(zone && { zone }) };
    const { byType, rejects } = await runImport(request, { runner });
    expect(rejects.filter(({ code }) => code !== 'EXCLUDED')).toEqual([]);
    expect(Object.fromEntries(Object.entries(byType).filter(([type]) => !REGISTERED.has(type)))).toEqual(events);
    const words = runner
      .events('ticket')
      .map(({ type, data }) => ({ type, ...(data as { human?: boolean; visibility?: string }) }))
      .filter(({ type }) => type === 'TicketAcknowledged' || type === 'TicketUpdateShared')
      .filter(({ human, visibility }) => human === true && visibility !== 'INTERNAL');
    expect(words).toHaveLength(humanWords);
    expect((await runImport(request, { runner })).events.appended).toBe(0);
  });
});

describe('the night after', () => {
  /** The example, and a later export of one of its tickets in work. */
  const after = async (mapping: string, file: string, row: string) => {
    const runner = new RecordingRunner();
    const request = { mapping, zone: 'UTC' };
    await runImport({ file: inProject('examples', file), ...request }, { runner });
    const { length } = runner.outcomes;
    const [head] = (await readFile(inProject('examples', file), 'utf8')).split('\n');
    const report = await withFile(`${head}\n${row}\n`, (later) => runImport({ file: later, ...request }, { runner }));
    const news = runner.outcomes.slice(length).filter((one) => one.status === 'DONE' && one.result.events > 0);
    return { report, news: news.map(({ command }) => `${command.constructor.name} ${command.occurredAt.slice(0, 16)}`) };
  };

  it('names the row of a rating that was changed since, and leaves the one on record', async () => {
    const rated = (stars: number) =>
      `1,1,6,2026-01-05 08:00:00,2026-01-09 08:00:00,2026-01-05 10:00:00,2026-01-07 10:00:00,NULL,Ward 3,Service Desk,ann.example,Phone,3,3,3,${stars},2026-01-07 12:00:00,Label,half`;
    const codes = async (stars: number) =>
      (await after('glpi', 'glpi.csv', rated(stars))).report.warnings.map(({ code }) => code);
    expect(await codes(2)).toContain('ANSWER_CHANGED');
    expect(await codes(4)).not.toContain('ANSWER_CHANGED');
  });

  it.each([
    [
      'glpi',
      'glpi.csv',
      '3,2,2,2026-01-06 08:00:00,2026-01-08 09:00:00,2026-01-06 12:00:00,NULL,NULL,Ward 3,Network,cy.example,Helpdesk,3,3,3,NULL,NULL,Monitor,dark',
    ],
    [
      'itop',
      'itop.csv',
      'R-000003,UserRequest,service_request,assigned,Ward 3,Ann Example,Network,Ben Example,portal,3,3,4,2026-01-06 08:00:00,2026-01-08 09:00:00,,2026-01-06 12:00:00,,assistance,1,,Label printer,dark',
    ],
  ])(
    'tells a hand-over in a reopened ticket at the moment of its row, not of the end that was taken back: %s',
    async (...given) => {
      const { report, news } = await after(...given);
      expect(report.warnings.filter(({ code }) => code !== 'NO_TARGETS')).toEqual([]);
      expect(news.filter((one) => one.startsWith('AssignTicket'))).toEqual(['AssignTicket 2026-01-08T09:00']);
    },
  );
});

describe('the people of each shipped mapping', () => {
  it('stand in events under pseudonyms, unless the source itself calls them by what is no name', async () => {
    const named: Record<string, readonly string[]> = {};
    for (const name of await shippedMappings()) {
      const mapping = await loadShippedMapping(name);
      const columns = new Set(personColumns(mapping));
      const asTheyAre = [...columns].filter((column) => !mapping.pseudonyms?.includes(column)).sort();
      if (asTheyAre.length > 0) named[name] = asTheyAre;
    }
    expect(named).toEqual(CALLED_BY_ID);
  });
});
