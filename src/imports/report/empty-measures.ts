import { counted } from '../../language.js';
import type { BulkRunner } from '../../commands/command-runner.js';
import type { Mapping } from '../mapping/mapping.js';
import type { Warning } from './import-report.js';

/** A component of the score of which an import tells nothing. */
export interface EmptyMeasure {
  readonly measure: string;
  readonly why: string;
}

/** Events that a component's trials are made of, and what to look for in the source where an import brings none. */
const RESTS_ON: readonly { readonly measure: string; readonly types: readonly string[]; readonly why: string }[] = [
  {
    measure: 'RELIABILITY',
    types: ['CommitmentMade'],
    why: 'tickets hold no commitments: record them as they are made',
  },
  {
    measure: 'RESPONSIVENESS',
    types: ['TicketAcknowledged', 'TicketUpdateShared'],
    why: 'nothing tells when a person answered the department: import comments or first responses, as events or milestones',
  },
  { measure: 'DURABILITY', types: ['TicketResolved'], why: 'nothing tells when a ticket was resolved' },
  { measure: 'TREATMENT', types: ['InteractionFeedbackGiven'], why: 'nothing tells how people rated a contact' },
  {
    measure: 'TRANSPARENCY',
    types: ['TicketUpdateShared', 'TicketUpdateChased'],
    why: 'nothing tells which word was promised and came, or that the department had to chase one',
  },
];

/** What an import leaves empty, as far as the kinds of events that it brought, or found there, tell. */
export const emptyMeasures = (types: ReadonlySet<string>, { benchmarks, response }: Mapping): EmptyMeasure[] =>
  benchmarks !== undefined || response !== undefined
    ? [] // Figures of others and answers to a survey are of no score.
    : RESTS_ON.filter((one) => !one.types.some((type) => types.has(type))).map(({ measure, why }) => ({ measure, why }));

/** Teams that have adopted no targets: no word of theirs is ever due, so nobody can be late, or in time. */
export async function teamsWithoutTargets(
  teams: readonly { readonly teamId: string; readonly row: number }[],
  runner: BulkRunner,
  { registers }: Mapping,
): Promise<Warning[]> {
  if (registers.teams?.targets !== undefined) return [];
  const without: number[] = [];
  for (const { teamId, row } of teams) {
    const history = await runner.history(`team-${teamId}`);
    if (!history.some(({ type }) => type === 'TargetsAdopted')) without.push(row);
  }
  if (without.length === 0) return [];
  const detail =
    `no targets adopted by ${counted(without.length, 'team')}: when a first or next word is due is not known, and RESPONSIVENESS stays empty there. ` +
    'Declare registers.teams.targets, or send adoptTargets with an earlier effectiveAt, which reaches what was imported';
  return [{ code: 'NO_TARGETS', count: without.length, detail, rows: without.slice(0, 100) }];
}
