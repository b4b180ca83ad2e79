import { describe, expect, it } from 'vitest';
import { runImport } from '../../../src/imports/run-import.js';
import { inProject } from './support/files.js';
import { RecordingRunner } from './support/recording-runner.js';

const REGISTERED = new Set(['ServiceTeamRegistered', 'DepartmentRegistered', 'ImportRunRecorded']);

interface Example {
  readonly file: string;
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
  ['glpi', { file: 'glpi.csv', events: tableWithRating(1), humanWords: 0 }],
  [
    'itop',
    {
      file: 'itop.csv',
      // The rating that stands there by default is no answer.
      events: { ...tableWithRating(2), TicketResolved: 3 },
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
      events: {
        TicketLogged: 2,
        TicketAssigned: 2,
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

/** Three tickets of one row each, one of them reopened in a later row, one answer. */
function tableWithRating(closed: number): Record<string, number> {
  return {
    TicketLogged: 3,
    TicketAssigned: 3,
    InteractionStarted: 3,
    InteractionLinkedToTicket: 3,
    InteractionFeedbackGiven: 1,
    ...(closed === 1 && { TicketPlacedOnHold: 1 }),
    TicketResolved: 2,
    TicketClosed: closed,
    TicketReopened: 1,
  };
}

describe.each(EXAMPLES)('%s', (mapping, { file, events, humanWords }) => {
  it('takes its example as it was counted, and adds nothing the second time', async () => {
    const runner = new RecordingRunner();
    const request = { file: inProject('examples', file), mapping };
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
